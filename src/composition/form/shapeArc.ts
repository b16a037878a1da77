import { maxBy, minBy } from '../../math/maxBy.js';
import { byDistance } from './answers.js';
import type { Casting } from './casting.js';
import { PHRASE_BARS } from './layOut.js';
import type { Slot } from './slots.js';
import { onsetsOf, type Stage } from './stage.js';

/** How many times as dense as the emptiest four bars the fullest are to be: 2–6 when played, and a plan is not met exactly. */
const RATIO = { least: 2.4, most: 5 } as const;

/** Changes that are tried, for each slot: a bound, should two of them undo each other. */
const MOST_CHANGES_A_SLOT = 4;

/** What each slot later is worth where a voice is added, in shares of the planned onsets: less than a difference of density. */
const LATER_SLOT = 0.01;

/**
 * Mends the arc where casting alone did not bring it about: fills the emptiest four bars where they are too empty beside the
 * fullest, fills the climax and thins the opening where all is alike.
 *
 * @param options.most onsets a second
 */
export function shapeArc(
  casting: Casting,
  stage: Stage,
  options: { readonly most: number; readonly alone: ReadonlySet<number> },
): void {
  const attempts = stage.slots.length * MOST_CHANGES_A_SLOT;
  for (let i = 0; i < attempts; i++) {
    const { fullest, emptiest } = extremes(casting.loads());
    if (fullest.load > RATIO.most * emptiest.load) {
      if (!fill(casting, stage, { ...options, fromBar: emptiest.fromBar })) break;
    } else if (fullest.load < RATIO.least * emptiest.load) {
      if (!addToClimax(casting, stage, options) && !empty(casting, stage, emptiest)) break;
    } else break;
  }
}

/** The fullest and the emptiest four bars in a row, by their mean load. */
export function extremes(loads: readonly number[]): Record<'fullest' | 'emptiest', Window> {
  const bars = Math.min(PHRASE_BARS, loads.length);
  const windows = Array.from({ length: loads.length - bars + 1 }, (_, fromBar): Window => {
    const load = loads.slice(fromBar, fromBar + bars).reduce((sum, own) => sum + own, 0) / bars;
    return { fromBar, load };
  });
  const fullest = maxBy(windows, ({ load }) => load) as Window;
  const emptiest = minBy(windows, ({ load }) => load) as Window;
  return { fullest, emptiest };
}

interface Window {
  readonly fromBar: number;
  readonly load: number;
}

function fill(
  casting: Casting,
  stage: Stage,
  { fromBar, alone }: { fromBar: number; alone: ReadonlySet<number> },
): boolean {
  const { voices, roles } = stage;
  const open = slotsIn(stage, fromBar).filter((slot) => !alone.has(slot));
  const near = byDistance(voices, { from: roles.leader, eligible: roles.joining });
  const choices = open.flatMap((slot) =>
    near
      .filter((voice) => !casting.plays(voice, slot))
      .filter((voice) => casting.load(slot) + onsetsOf(voices, voice) <= roles.plannedOnsets)
      .map((voice) => ({ slot, voice })),
  );
  // Later halves first, so that voices still enter one after another.
  const choice = maxBy(
    choices,
    ({ slot, voice }) => onsetsOf(voices, voice) / roles.plannedOnsets + LATER_SLOT * slot,
  );
  if (choice) casting.add(choice.voice, choice.slot);
  return choice !== undefined;
}

function addToClimax(
  casting: Casting,
  { voices, roles, arc }: Stage,
  { most, alone }: { most: number; alone: ReadonlySet<number> },
): boolean {
  const choices = arc.climax
    .filter((slot) => !alone.has(slot) && casting.plays(roles.leader, slot))
    .flatMap((slot) => roles.joining.map((voice) => ({ slot, voice })))
    .filter(({ slot, voice }) => !casting.plays(voice, slot))
    .filter(({ slot, voice }) => casting.load(slot) + onsetsOf(voices, voice) <= most);
  const choice = maxBy(choices, ({ voice }) => onsetsOf(voices, voice));
  if (choice) casting.add(choice.voice, choice.slot);
  return choice !== undefined;
}

/** Takes a voice that is heard elsewhere out of the emptiest bars. */
function empty(casting: Casting, stage: Stage, { fromBar }: Window): boolean {
  const { voices, roles, slots } = stage;
  const last = slots.length - 1;
  const choices = slotsIn(stage, fromBar).flatMap((slot) =>
    [...casting.cast(slot)]
      .filter((voice) => roles.joining.includes(voice) && slot < last)
      .filter((voice) => [...casting.slots(voice)].some((at) => at !== slot && at < last))
      .map((voice) => ({ slot, voice })),
  );
  const choice = maxBy(choices, ({ voice }) => onsetsOf(voices, voice));
  if (choice) casting.remove(choice.voice, choice.slot);
  return choice !== undefined;
}

function slotsIn({ slots }: Stage, fromBar: number): number[] {
  const isIn = (bar: number) => bar >= fromBar && bar < fromBar + PHRASE_BARS;
  return [...slots.keys()].filter((slot) => (slots[slot] as Slot).bars.some(isIn));
}
