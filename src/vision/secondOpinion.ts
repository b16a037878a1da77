import { areaOf, type Box } from './box.js';
import { type Candidate, confidenceAt, type Look } from './candidates.js';
import { nearsInnerEdge, type View } from './tiles.js';

/**
 * A tile shows a thing with this much around it, in shares of the tile, before its opinion counts: at the rim the
 * network misses what a thing stands on.
 */
const RIM = 0.05;

/**
 * Lets the whole picture and its tiles judge each other's candidates, each where it sees better.
 *
 * A thing that fills much of a tile is large enough for the whole picture to show it too: the more it fills, the
 * more the whole picture's confidence counts. A thing that is small in the whole picture is clearer in a tile:
 * the smaller it is, the more the tile's confidence counts. It counts for one half at most, since a tile lacks the
 * surroundings, and not at all for a thing half as wide as the tile.
 */
export function weighSecondOpinions(
  candidates: readonly Candidate[],
  looks: readonly Look[],
): Candidate[] {
  return candidates.map((candidate) => {
    const opinion = secondOpinion(candidate, looks);
    if (opinion === undefined) return candidate;
    const { confidence, weight } = opinion;
    return {
      ...candidate,
      confidence: (1 - weight) * candidate.confidence + weight * confidence,
    };
  });
}

interface Opinion {
  /** 0–1 */
  readonly confidence: number;
  /** 0–1, against the first opinion's 1 − weight. */
  readonly weight: number;
}

function secondOpinion(candidate: Candidate, looks: readonly Look[]): Opinion | undefined {
  const { box, view } = candidate;
  if (view.tileOf !== undefined) {
    const whole = looks.find((look) => look.view === view.tileOf) as Look;
    return { confidence: confidenceAt(whole, candidate), weight: sideShare(box, view) };
  }
  const tiles = looks
    .filter((look) => look.view.tileOf === view)
    .filter((look) => !nearsInnerEdge(box, look.view.box, { frame: view.box, margin: RIM }));
  const [first] = tiles;
  if (first === undefined) return undefined;
  return {
    confidence: Math.max(...tiles.map((tile) => confidenceAt(tile, candidate))),
    weight: Math.max(0, 0.5 - sideShare(box, first.view)),
  };
}

/** The side of a box as a share of a view's side, 0–1, for both taken as squares of their areas. */
function sideShare(box: Box, view: View): number {
  return Math.min(1, Math.sqrt(areaOf(box) / areaOf(view.box)));
}
