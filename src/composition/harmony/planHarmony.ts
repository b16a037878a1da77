import { type KeyEstimate, tonicOf } from '../../music/key.js';
import { pitchClassOf } from '../../music/note.js';
import { dominantTriad, isSameTriad, TRIADS, type Triad, tonesOf, tonicTriad } from './chord.js';

/** Half of a bar, or a whole one where it cannot be halved: as long as a triad governs. */
export interface Cell {
  /** How long each pitch class sounds in it, [12] from C on; of any unit. */
  readonly sounding: ArrayLike<number>;
  /** A triad that it must have. */
  readonly cadence?: Triad | undefined;
}

/** Of triads in a key: by mode, quality, and semitones from the tonic to the root. */
type ByDegree = Readonly<
  Record<KeyEstimate['mode'], Record<Triad['quality'], Readonly<Record<number, number>>>>
>;

/** What a triad costs beside the tonic, in nats; what is not there costs `FOREIGN`. */
const COSTS: ByDegree = {
  major: {
    major: { 0: 0, 7: 0.2, 5: 0.3, 2: 2.5, 4: 2.5, 9: 2.5, 10: 2 },
    minor: { 9: 0.4, 2: 0.5, 4: 0.9, 5: 2.5 },
  },
  minor: {
    minor: { 0: 0, 5: 0.3, 7: 0.9 },
    major: { 7: 0.3, 8: 0.4, 3: 0.5, 10: 0.5, 5: 2 },
  },
};
const FOREIGN = 4;

/**
 * Shares of a piece beyond which a triad becomes dearer. In major they are near those that roots have in a hundred songs
 * (de Clercq and Temperley 2011, «A corpus analysis of rock harmony», table 2: I .33, IV .23, V .16, ♭VII .08, VI .07).
 * Minor keys are not told apart there: those of minor, and of ii and iii, are our choice.
 */
const SHARES: ByDegree = {
  major: {
    major: { 0: 0.33, 5: 0.23, 7: 0.16, 10: 0.08 },
    minor: { 9: 0.07, 2: 0.05, 4: 0.03 },
  },
  minor: {
    minor: { 0: 0.33, 5: 0.18, 7: 0.06 },
    major: { 7: 0.12, 10: 0.1, 3: 0.08, 8: 0.07 },
  },
};

/**
 * What a triad costs for each share by which the piece has more of it than `SHARES`, in nats. Objects have few chords, and left to
 * themselves lead to the same two or three of them throughout.
 */
const OVERUSED = 40;

/** A piece counts as having had so many triads in those very shares before it begins, so that its first few are not too many. */
const TRIADS_BEFORE = 8;

/** What a step from one root to the next costs, by semitones up: fifths fall lightly, tritones do not. */
const ROOT_STEPS = [0.3, 1, 0.7, 0.7, 0.7, 0.3, 2, 0.5, 0.7, 0.7, 0.7, 1];

/** What a step between major and minor on one root costs. */
const OTHER_MODE = 1;

/** Nats that a triad gains which all of a cell's notes belong to; as many are lost where none does. */
const EMISSION_WEIGHT = 5;

const FORCED = 100;

/**
 * The triads that music implies: of each cell the one that agrees best with what sounds in it, with its key and with its
 * neighbours (the likeliest path through a hidden Markov model, Viterbi 1967; for harmony see Raphael and Stoddard 2004).
 * Where nothing sounds, the path leads from one neighbour to the other.
 *
 * @param cells in order, of one phrase
 * @param options.laid the triads that the rest of the piece has so far: of what it has too much of, this phrase takes less
 * @returns one triad a cell
 */
export function planHarmony(
  cells: readonly Cell[],
  { key, laid = [] }: { readonly key: KeyEstimate; readonly laid?: readonly Triad[] },
): Triad[] {
  const degree = TRIADS.map((triad) => degreeCost(triad, { key, laid }));
  const cost = (cell: Cell) =>
    TRIADS.map((triad, i) => {
      const { cadence } = cell;
      const isWanted = !cadence || isSameTriad(cadence, triad);
      return (
        (degree[i] as number) -
        EMISSION_WEIGHT * agreement(cell.sounding, triad) +
        (isWanted ? 0 : FORCED)
      );
    });
  let total = cells[0] ? cost(cells[0]) : [];
  const backs: number[][] = [];
  for (const cell of cells.slice(1)) {
    const own = cost(cell);
    const before = total;
    const back = TRIADS.map((to) => cheapest(before, to));
    backs.push(back);
    total = own.map((value, i) => {
      const from = back[i] as number;
      return value + (before[from] as number) + stepCost(TRIADS[from] as Triad, TRIADS[i] as Triad);
    });
  }
  if (cells.length === 0) return [];
  let at = total.indexOf(Math.min(...total));
  const path = [at];
  for (const back of backs.reverse()) {
    at = back[at] as number;
    path.unshift(at);
  }
  return path.map((i) => TRIADS[i] as Triad);
}

/** The triads that a phrase is to end on: the dominant, or the dominant and then the tonic. */
export function cadenceOf(kind: 'half' | 'full', key: KeyEstimate): readonly Triad[] {
  return kind === 'half' ? [dominantTriad(key)] : [dominantTriad(key), tonicTriad(key)];
}

/** What a triad costs in a key, and for having been laid down more often than music has it, in nats. */
function degreeCost(
  triad: Triad,
  { key, laid }: { key: KeyEstimate; laid: readonly Triad[] },
): number {
  const { root, quality } = triad;
  const degree = pitchClassOf(root - tonicOf(key));
  const cost = COSTS[key.mode][quality][degree] ?? FOREIGN;
  const share = SHARES[key.mode][quality][degree] ?? 0;
  const excess = laid.filter((each) => isSameTriad(each, triad)).length - share * laid.length;
  return cost + (OVERUSED * Math.max(0, excess)) / (laid.length + TRIADS_BEFORE);
}

/** Share of what sounds that belongs to a triad less the share that does not, −1 to 1; 0 where nothing sounds. */
function agreement(sounding: ArrayLike<number>, triad: Triad): number {
  const tones = tonesOf(triad);
  let inside = 0;
  let all = 0;
  for (let pitchClass = 0; pitchClass < 12; pitchClass++) {
    const weight = sounding[pitchClass] as number;
    all += weight;
    if (tones.includes(pitchClass)) inside += weight;
  }
  return all > 0 ? (2 * inside - all) / all : 0;
}

function cheapest(before: readonly number[], to: Triad): number {
  let best = 0;
  let least = Infinity;
  for (const [i, from] of TRIADS.entries()) {
    const value = (before[i] as number) + stepCost(from, to);
    if (value < least) {
      least = value;
      best = i;
    }
  }
  return best;
}

function stepCost(from: Triad, to: Triad): number {
  if (from.root === to.root && from.quality !== to.quality) return OTHER_MODE;
  return ROOT_STEPS[pitchClassOf(to.root - from.root)] as number;
}
