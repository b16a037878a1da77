import { minBy } from '../../math/maxBy.js';
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
 * Shares of a piece beyond which a triad becomes dearer. They are flatter than those that roots have in a hundred songs (de Clercq and
 * Temperley 2011, «A corpus analysis of rock harmony», table 2: I .33, IV .23, V .16, ♭VII .08, VI .07), and our choice: what parts
 * play leans to the tonic by itself.
 */
const SHARES: ByDegree = {
  major: {
    major: { 0: 0.2, 5: 0.19, 7: 0.14, 10: 0.07 },
    minor: { 9: 0.17, 2: 0.14, 4: 0.08 },
  },
  minor: {
    minor: { 0: 0.2, 5: 0.17, 7: 0.09 },
    major: { 7: 0.11, 10: 0.13, 3: 0.13, 8: 0.13 },
  },
};

/**
 * What having too much of a triad costs, in nats for the square of what there is more of it than its share, over the triads of the piece.
 * Objects have few chords, and left to themselves lead to the same two or three of them throughout.
 */
const OVERUSED = 110;

/** A piece counts as having had so many triads in those very shares before it begins, so that its first few are not too many. */
const TRIADS_BEFORE = 8;

/** What a step from one root to the next costs, by semitones up: fifths fall lightly, tritones do not. */
const ROOT_STEPS = [0.3, 1, 0.7, 0.7, 0.7, 0.3, 2, 0.5, 0.7, 0.7, 0.7, 1];

/** What a step between major and minor on one root costs. */
const OTHER_MODE = 1;

/** Nats that a triad gains which all of a cell's notes belong to; as many are lost where none does. */
const EMISSION_WEIGHT = 4;

const FORCED = 100;

/** Rounds over a phrase in which its triads are evened out at most; most need two or three. */
const MOST_SWEEPS = 6;

interface RestOfPiece {
  readonly key: KeyEstimate;
  /** The triads that it has so far. */
  readonly laid: readonly Triad[];
}

/**
 * The triads that music implies, and of each not much more than its share of the piece.
 *
 * @param cells in order, of one phrase
 * @returns one triad a cell
 */
export function planHarmony(cells: readonly Cell[], { key, laid }: RestOfPiece): Triad[] {
  const path = likeliestPath(cells, key);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    if (!evenOut(path, { cells, key, laid })) break;
  }
  return path;
}

/**
 * Of each cell the triad that agrees best with what sounds in it, with its key and with its neighbours (the likeliest path through a
 * hidden Markov model, Viterbi 1967; for harmony see Raphael and Stoddard 2004). Where nothing sounds, the path leads from one neighbour
 * to the other.
 */
function likeliestPath(cells: readonly Cell[], key: KeyEstimate): Triad[] {
  const costs = (cell: Cell) => TRIADS.map((triad) => ownCost(triad, { cell, key }));
  let total = cells[0] ? costs(cells[0]) : [];
  const backs: number[][] = [];
  for (const cell of cells.slice(1)) {
    const own = costs(cell);
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

/**
 * Goes through a phrase once, and in each cell takes the triad that costs least beside all others of the piece (iterated conditional
 * modes, Besag 1986). A cadence stays as it is.
 *
 * @param path is changed
 * @returns whether it was
 */
function evenOut(
  path: Triad[],
  { cells, key, laid }: RestOfPiece & { readonly cells: readonly Cell[] },
): boolean {
  const before = [...path];
  for (const [at, cell] of cells.entries()) {
    if (cell.cadence) continue;
    const [from, to] = [path[at - 1], path[at + 1]];
    const others = [...laid, ...path.slice(0, at), ...path.slice(at + 1)];
    const cost = (triad: Triad) =>
      ownCost(triad, { cell, key }) +
      (from ? stepCost(from, triad) : 0) +
      (to ? stepCost(triad, to) : 0) +
      overuseCost(triad, { key, laid: others });
    path[at] = minBy(TRIADS, cost) as Triad;
  }
  return path.some((triad, at) => !isSameTriad(triad, before[at] as Triad));
}

/** The triads that a phrase is to end on: the dominant, or the dominant and then the tonic. */
export function cadenceOf(kind: 'half' | 'full', key: KeyEstimate): readonly Triad[] {
  return kind === 'half' ? [dominantTriad(key)] : [dominantTriad(key), tonicTriad(key)];
}

/** What a triad costs in a cell whatever stands beside it, nats. */
function ownCost(
  triad: Triad,
  { cell: { sounding, cadence }, key }: { readonly cell: Cell; readonly key: KeyEstimate },
): number {
  const isWanted = !cadence || isSameTriad(cadence, triad);
  const cost = byDegree(COSTS, triad, key) ?? FOREIGN;
  return cost - EMISSION_WEIGHT * agreement(sounding, triad) + (isWanted ? 0 : FORCED);
}

/** What it costs to have a triad once more than the rest of the piece has it, nats. */
function overuseCost(triad: Triad, { key, laid }: RestOfPiece): number {
  const count = laid.filter((each) => isSameTriad(each, triad)).length;
  const piece = laid.length + 1;
  const share = (byDegree(SHARES, triad, key) ?? 0) * piece;
  const excess = (times: number) => Math.max(0, times - share) ** 2;
  return (OVERUSED * (excess(count + 1) - excess(count))) / (piece + TRIADS_BEFORE);
}

function byDegree(table: ByDegree, { root, quality }: Triad, key: KeyEstimate): number | undefined {
  return table[key.mode][quality][pitchClassOf(root - tonicOf(key))];
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
