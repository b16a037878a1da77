import type { KeyEstimate } from '../../music/key.js';
import { countedBeats } from '../../music/metre.js';
import type { Note } from '../../music/note.js';
import { ticksPerBar } from '../../music/time.js';
import type { PiecePlan, PlannedPart } from '../planPiece.js';
import type { Triad } from './chord.js';
import { cadenceOf, planHarmony } from './planHarmony.js';

/** A part in whose music less than this is in the common key lays down no harmony for others. */
const LEADS_FROM = 0.5;

/** What sounds is heard in eighths of a bar. */
const FRAMES = 8;

/** The triads of a piece, which grow as its parts are decoded. */
export interface HarmonyOfPiece {
  readonly key: KeyEstimate;
  readonly barTicks: number;
  /** The bar of material on which the piece closes. */
  readonly lastBar: number;
  /** As long as a triad governs: half a bar, or a whole one. */
  readonly triadTicks: number;
  /** The triad that governs a place in a bar of material; undefined while nobody has laid one down. */
  readonly triadAt: (place: { readonly bar: number; readonly ticks: number }) => Triad | undefined;
  /** Share of some ticks from a place on in which each pitch class is sounded by those who have played, [12] from C on. */
  readonly soundingAt: (
    place: { readonly bar: number; readonly ticks: number },
    spanTicks: number,
  ) => Float64Array;
  /**
   * Lays down the triads of every phrase that has none yet and in which a part plays.
   *
   * @param bars what it plays in each bar of material, ticks from its bar line
   */
  readonly layDown: (part: PlannedPart, bars: readonly (readonly Note[])[]) => void;
  /** Lets a part be heard by those that are decoded after it. */
  readonly hear: (part: PlannedPart, bars: readonly (readonly Note[])[]) => void;
}

/** The harmony of a piece as its plan leaves it: only the cadences stand. Undefined where parts keep keys of their own. */
export function openHarmony({
  common,
  form,
  timeSignature,
}: PiecePlan): HarmonyOfPiece | undefined {
  if (!common) return undefined;
  const { key } = common;
  const barTicks = ticksPerBar(timeSignature);
  const cellsInBar = countedBeats(timeSignature) % 2 === 0 ? 2 : 1;
  const cellTicks = barTicks / cellsInBar;
  const triads: (Triad | undefined)[] = cadences({ key, form, cellsInBar });
  const planned = new Set<number>();
  const heard = form.material.map(() => Array.from({ length: FRAMES }, () => new Float64Array(12)));
  const frameTicks = barTicks / FRAMES;
  return {
    key,
    barTicks,
    lastBar: form.bars.at(-1) as number,
    triadTicks: cellTicks,
    triadAt: ({ bar, ticks }) => {
      const cell = Math.min(cellsInBar - 1, Math.max(0, Math.floor(ticks / cellTicks)));
      return triads[bar * cellsInBar + cell];
    },
    soundingAt: ({ bar, ticks }, spanTicks) => {
      const first = Math.min(FRAMES - 1, Math.max(0, Math.floor(ticks / frameTicks)));
      const frames = Math.max(1, Math.round(spanTicks / frameTicks));
      const mean = new Float64Array(12);
      for (let i = first; i < first + frames; i++) {
        const frame = heard[bar + Math.floor(i / FRAMES)]?.[i % FRAMES];
        for (let at = 0; at < 12; at++) {
          mean[at] = (mean[at] as number) + Math.min(1, frame?.[at] ?? 0) / frames;
        }
      }
      return mean;
    },
    hear: ({ semitones }, bars) => {
      for (const [bar, notes] of bars.entries()) {
        for (const { pitch, startTicks, durationTicks } of notes) {
          const pitchClass = (((pitch + semitones) % 12) + 12) % 12;
          for (const [frame, sounding] of heard[bar]?.entries() ?? []) {
            const from = Math.max(startTicks, frame * frameTicks);
            const within = Math.min(startTicks + durationTicks, (frame + 1) * frameTicks) - from;
            if (within > 0)
              sounding[pitchClass] = (sounding[pitchClass] as number) + within / frameTicks;
          }
        }
      }
    },
    layDown: ({ semitones, strength, holds }, bars) => {
      if (strength < LEADS_FROM) return;
      for (const phrase of phrasesOf(form)) {
        if (phrase.every((bar) => planned.has(bar))) continue;
        if (!phrase.some((bar) => !planned.has(bar) && bars[bar]?.length)) continue;
        const sounding = soundingOf(phrase, { bars, holds, barTicks, cellTicks, semitones });
        const cells = sounding.map((weights, i) => ({
          sounding: weights,
          cadence:
            triads[(phrase[Math.floor(i / cellsInBar)] as number) * cellsInBar + (i % cellsInBar)],
        }));
        for (const [i, triad] of planHarmony(cells, key).entries()) {
          triads[(phrase[Math.floor(i / cellsInBar)] as number) * cellsInBar + (i % cellsInBar)] =
            triad;
        }
        for (const bar of phrase) planned.add(bar);
      }
    },
  };
}

/** The triads on which phrases end, by cell of material. */
function cadences({
  key,
  form,
  cellsInBar,
}: {
  key: KeyEstimate;
  form: PiecePlan['form'];
  cellsInBar: number;
}): (Triad | undefined)[] {
  const triads = new Array<Triad | undefined>(form.material.length * cellsInBar).fill(undefined);
  const lastBar = form.bars.at(-1) as number;
  const before = form.bars.at(-2);
  for (const [bar, { cadence }] of form.material.entries()) {
    if (!cadence) continue;
    const wanted = cadenceOf(cadence, key);
    const end = (bar + 1) * cellsInBar;
    for (const [i, triad] of wanted.slice(-cellsInBar).entries()) {
      triads[end - Math.min(cellsInBar, wanted.length) + i] = triad;
    }
  }
  // The piece rests on its tonic for a whole bar, so that the dominant comes before it.
  const [dominant, tonic] = cadenceOf('full', key);
  triads.fill(tonic, lastBar * cellsInBar, (lastBar + 1) * cellsInBar);
  if (before !== undefined && before === lastBar - 1) triads[lastBar * cellsInBar - 1] = dominant;
  return triads;
}

/** The phrases of a piece, each with its bars of material, in order. */
function phrasesOf({ bars, material }: PiecePlan['form']): number[][] {
  const phrases: number[][] = [];
  for (const bar of bars) {
    if (material[bar]?.bar === 0 || phrases.length === 0) phrases.push([]);
    phrases.at(-1)?.push(bar);
  }
  return phrases;
}

/** How long each pitch class sounds in each cell of a phrase, [cells][12]. */
function soundingOf(
  phrase: readonly number[],
  options: {
    bars: readonly (readonly Note[])[];
    holds: readonly number[];
    barTicks: number;
    cellTicks: number;
    semitones: number;
  },
): Float64Array[] {
  const { bars, holds, barTicks, cellTicks, semitones } = options;
  const cells = Array.from(
    { length: (phrase.length * barTicks) / cellTicks },
    () => new Float64Array(12),
  );
  const played = phrase.flatMap((bar, at) =>
    (bars[bar] ?? []).map((note) => ({ ...note, startTicks: note.startTicks + at * barTicks })),
  );
  const lastTicks = Math.max(...played.map(({ startTicks }) => startTicks));
  const heldTicks = phrase.findLastIndex((bar) => holds.includes(bar));
  for (const { pitch, startTicks, durationTicks } of played) {
    const isHeld = startTicks === lastTicks && heldTicks >= 0;
    const end = Math.max(startTicks + durationTicks, isHeld ? (heldTicks + 1) * barTicks : 0);
    const pitchClass = (((pitch + semitones) % 12) + 12) % 12;
    for (const [i, cell] of cells.entries()) {
      const within = Math.min(end, (i + 1) * cellTicks) - Math.max(startTicks, i * cellTicks);
      if (within > 0) cell[pitchClass] = (cell[pitchClass] as number) + within;
    }
  }
  return cells;
}
