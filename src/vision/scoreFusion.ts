import { areaOf, type Box } from './box.js';
import { type Candidate, type CropOutput, confidenceAt } from './candidates.js';
import { nearsInnerEdge, type View } from './tiles.js';

/**
 * A tile shows a thing with this much around it, in shares of the tile, before its score counts: at the rim the
 * network misses what a thing stands on.
 */
const RIM = 0.05;

/**
 * What a tile sees and the whole picture does not loses this share. Of small things in crops of the sample rooms to which the
 * whole gave less than 0.05 and a tile 0.4–0.6, 59 % were there; of those to which both gave 0.3–0.4, 75 %.
 */
const UNCONFIRMED = 0.25;

/** How much of the confidence that two crops have in common counts as one more piece of evidence, for the smallest things. */
const AGREEMENT = 0.6;

/**
 * Score fusion across scales: the whole picture and its tiles score each other's candidates, each where it sees better.
 *
 * A thing that fills much of a tile is large enough for the whole picture to show it too: the more it fills, the
 * more the whole picture's confidence counts. A thing that is small in the whole picture is clearer in a tile:
 * the smaller it is, the more the tile's confidence counts. It counts for one half at most, since a tile lacks the
 * surroundings, and not at all for a thing half as wide as the tile.
 *
 * What a tile alone sees must be clearer than what the whole picture sees, since a tile mistakes parts of large things
 * for small things; and what both see is likelier than either says, since they show it in two sizes and err apart. The
 * larger the thing, the less it differs between the two, and the less their agreement tells.
 * `bench/SIGHT.md` has the figures.
 *
 * @returns the candidates in their order, confidence 0–1
 */
export function fuseScores(
  candidates: readonly Candidate[],
  crops: readonly CropOutput[],
): Candidate[] {
  return candidates.map((candidate) => {
    const other = scoreElsewhere(candidate, crops, strongerThan(candidate, candidates));
    if (other === undefined) return candidate;
    return { ...candidate, confidence: fused(candidate, other) };
  });
}

interface OtherScore {
  /** 0–1 */
  readonly confidence: number;
  /** 0–1; the candidate's own counts 1 − weight. */
  readonly weight: number;
  /** How much of a tile's side the thing takes, 0–1. */
  readonly size: number;
}

/** The boxes that a candidate's own crop is surer of, for the same label: they too claim what another crop sees. */
function strongerThan(candidate: Candidate, candidates: readonly Candidate[]): Box[] {
  return candidates
    .filter(
      ({ classIndex, view, confidence }) =>
        classIndex === candidate.classIndex &&
        view === candidate.view &&
        confidence > candidate.confidence,
    )
    .map(({ box }) => box);
}

function scoreElsewhere(
  candidate: Candidate,
  crops: readonly CropOutput[],
  rivals: readonly Box[],
): OtherScore | undefined {
  const { box, view } = candidate;
  if (view.tileOf !== undefined) {
    const whole = crops.find((crop) => crop.view === view.tileOf) as CropOutput;
    const size = sideShare(box, view);
    return { confidence: confidenceAt(whole, candidate, rivals), weight: size, size };
  }
  const tiles = crops
    .filter((crop) => crop.view.tileOf === view)
    .filter((crop) => !nearsInnerEdge(box, crop.view.box, { frame: view.box, margin: RIM }));
  const [first] = tiles;
  if (first === undefined) return undefined;
  const size = sideShare(box, first.view);
  return {
    confidence: Math.max(...tiles.map((tile) => confidenceAt(tile, candidate, rivals))),
    weight: Math.max(0, 0.5 - size),
    size,
  };
}

function fused({ confidence, view }: Candidate, other: OtherScore): number {
  const weighed = (1 - other.weight) * confidence + other.weight * other.confidence;
  const denied = view.tileOf === undefined ? 0 : Math.max(0, 1 - other.confidence / confidence);
  const alone = (1 - UNCONFIRMED * denied) * weighed;
  const common = (1 - other.size) * Math.min(confidence, other.confidence);
  // Independent pieces of evidence: the thing is not there only if all of them err.
  return 1 - (1 - alone) * (1 - AGREEMENT * common);
}

/** The side of a box as a share of a view's side, 0–1, for both taken as squares of their areas. */
function sideShare(box: Box, view: View): number {
  return Math.min(1, Math.sqrt(areaOf(box) / areaOf(view.box)));
}
