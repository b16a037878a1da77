import { type MusicalEvent, STEP_TICKS } from './events.js';

/**
 * Symbols of pitches whose keys are down → ticks from here until they are let go, a grid step or more. In the order in which they
 * were struck.
 */
export type HeldKeys = ReadonlyMap<number, number>;

/**
 * At most so many of the keys that are down count, those struck last. A pedal may hold dozens; the bound is one on
 * memory, which a table spends on each of its events, and was not tuned.
 */
const MOST_HELD = 8;

/**
 * The keys that are down when the next event comes.
 *
 * @param keys that were down when this one came
 * @param played.ticks until the next event, 0 or more
 */
export function heldAfter(
  keys: HeldKeys,
  {
    chord,
    event: { durationTicks, noteDuration },
    ticks,
  }: {
    /** Symbols of its pitches. */
    readonly chord: ArrayLike<number>;
    readonly event: Pick<MusicalEvent, 'durationTicks' | 'noteDuration'>;
    readonly ticks: number;
  },
): HeldKeys {
  const held = new Map(keys);
  for (let note = 0; note < chord.length; note++) {
    const symbol = chord[note] as number;
    held.delete(symbol);
    held.set(symbol, durationTicks * (noteDuration?.[note] ?? 1));
  }
  return heldLater(held, ticks);
}

/**
 * The keys that are still down some ticks later. One that has less than a grid step left is let go: lengths are rounded, and a hand that
 * repeats a key holds it until just before.
 */
export function heldLater(keys: HeldKeys, ticks: number): HeldKeys {
  const held = new Map<number, number>();
  for (const [symbol, until] of keys)
    if (until - ticks >= STEP_TICKS) held.set(symbol, until - ticks);
  return held;
}

/** The keys that were struck last, the last one first: symbols of their pitches, and ticks until they are let go. */
export function lastStruck(keys: HeldKeys): [symbol: number, ticks: number][] {
  return [...keys].slice(-MOST_HELD).reverse();
}
