import type { KeyEstimate } from '../../music/key.js';
import { countedBeats } from '../../music/metre.js';
import { type Note, pitchClassOf } from '../../music/note.js';
import { ticksPerBar } from '../../music/time.js';
import type { PiecePlan, PlannedPart } from '../planPiece.js';
import { isHeldThrough } from '../turns.js';
import type { Triad } from './chord.js';
import { homeOf } from './commonKey.js';
import { cadenceOf, planHarmony } from './planHarmony.js';
import { type MaterialPlace, openSoundingParts, type SoundingParts } from './soundingParts.js';

/** A part that follows the common key less than this lays down no harmony for others. */
export const LEADS_FROM = 0.5;

/** The triads of a piece, which grow as its parts are decoded, and what sounds already. */
export interface HarmonyOfPiece extends Pick<SoundingParts, 'soundingAt'> {
  readonly key: KeyEstimate;
  readonly barTicks: number;
  /** As long as a triad governs: half a bar, or a whole one. */
  readonly triadTicks: number;
  /** The bar of material on which the piece closes. */
  readonly lastBar: number;
  /** The triad that governs a place; undefined while no part has laid one down. */
  readonly triadAt: (place: MaterialPlace) => Triad | undefined;
  /**
   * Lays down triads, as a part implies them, in every phrase that has none yet and in which it plays; none if it hardly follows the key.
   *
   * @param bars what it plays in each bar of material, ticks from its bar line
   * @returns whether there was such a phrase
   */
  readonly layDown: (part: PlannedPart, bars: readonly (readonly Note[])[]) => boolean;
  /** Lays down what there is to lay down, and lets the part be heard by those that are decoded after it. */
  readonly follow: (part: PlannedPart, bars: readonly (readonly Note[])[]) => void;
}

/** The harmony of a piece as its plan leaves it: only the cadences stand. Undefined where parts keep keys of their own. */
export function openHarmony(plan: PiecePlan): HarmonyOfPiece | undefined {
  if (!plan.commonKey) return undefined;
  const { key } = plan.commonKey;
  const barTicks = ticksPerBar(plan.timeSignature);
  const inBar = countedBeats(plan.timeSignature) % 2 === 0 ? 2 : 1;
  const triadTicks = barTicks / inBar;
  const triads = cadences(plan.form, { key, home: homeOf(plan.commonKey), inBar });
  const planned = new Set<number>();
  const parts = openSoundingParts(plan.form.material.length, barTicks);
  const planPhrase = (phrase: readonly number[], sounding: readonly Float64Array[]) => {
    const cellsOf = (bars: Iterable<number>) =>
      [...bars].flatMap((bar) => Array.from({ length: inBar }, (_, i) => bar * inBar + i));
    const cells = cellsOf(phrase);
    const laid = cellsOf(planned).map((cell) => triads[cell] as Triad);
    const path = planHarmony(
      cells.map((cell, i) => ({ sounding: sounding[i] as Float64Array, cadence: triads[cell] })),
      { key, laid },
    );
    for (const [i, cell] of cells.entries()) triads[cell] = path[i];
    for (const bar of phrase) planned.add(bar);
  };
  const layDown = (part: PlannedPart, bars: readonly (readonly Note[])[]) => {
    const before = planned.size;
    if (part.strength < LEADS_FROM) return false;
    for (const phrase of phrasesOf(plan.form)) {
      const isNew = phrase.some((bar) => !planned.has(bar) && bars[bar]?.length);
      if (isNew) planPhrase(phrase, soundingOf(phrase, { part, bars, barTicks, triadTicks }));
    }
    return planned.size > before;
  };
  return {
    key,
    barTicks,
    triadTicks,
    lastBar: plan.form.bars.at(-1) as number,
    soundingAt: parts.soundingAt,
    triadAt: ({ bar, ticks }) => {
      const cell = Math.min(inBar - 1, Math.max(0, Math.floor(ticks / triadTicks)));
      return triads[bar * inBar + cell];
    },
    layDown,
    follow: (part, bars) => {
      layDown(part, bars);
      parts.add(bars, part.semitones);
    },
  };
}

/** The triads on which phrases end, in the order of the material, `inBar` of them a bar; undefined where none is asked for. */
function cadences(
  { bars, material }: PiecePlan['form'],
  { key, home, inBar }: { key: KeyEstimate; home: KeyEstimate; inBar: number },
): (Triad | undefined)[] {
  const triads = new Array<Triad | undefined>(material.length * inBar).fill(undefined);
  for (const [bar, { cadence }] of material.entries()) {
    if (!cadence) continue;
    const ending = cadenceOf(cadence, key).slice(-inBar);
    triads.splice((bar + 1) * inBar - ending.length, ending.length, ...ending);
  }
  // The piece rests on its home's tonic for a whole bar, so that the dominant comes before it.
  const lastBar = bars.at(-1) as number;
  const [dominant, tonic] = cadenceOf('full', home);
  triads.fill(tonic, lastBar * inBar, (lastBar + 1) * inBar);
  if (bars.at(-2) === lastBar - 1) triads[lastBar * inBar - 1] = dominant;
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

/** How long a part sounds each pitch class under each triad of a phrase, [triads][12], in ticks. */
function soundingOf(
  phrase: readonly number[],
  options: {
    part: PlannedPart;
    bars: readonly (readonly Note[])[];
    barTicks: number;
    triadTicks: number;
  },
): Float64Array[] {
  const { part, bars, barTicks, triadTicks } = options;
  const { semitones, holds } = part;
  const cells = Array.from(
    { length: (phrase.length * barTicks) / triadTicks },
    () => new Float64Array(12),
  );
  const played = phrase.flatMap((bar, at) =>
    (bars[bar] ?? []).map((note) => ({ ...note, startTicks: note.startTicks + at * barTicks })),
  );
  const lastTicks = Math.max(...played.map(({ startTicks }) => startTicks));
  const heldTicks =
    (phrase.findLastIndex((_, at) => isHeldThrough(at, { bars: phrase, holds })) + 1) * barTicks;
  for (const { pitch, startTicks, durationTicks } of played) {
    const end = Math.max(startTicks + durationTicks, startTicks === lastTicks ? heldTicks : 0);
    const pitchClass = pitchClassOf(pitch + semitones);
    for (const [i, cell] of cells.entries()) {
      const within = Math.min(end, (i + 1) * triadTicks) - Math.max(startTicks, i * triadTicks);
      if (within > 0) cell[pitchClass] = (cell[pitchClass] as number) + within;
    }
  }
  return cells;
}
