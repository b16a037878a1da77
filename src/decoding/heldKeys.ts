import { type MusicalEvent, STEP_TICKS } from '../events/events.js';

/** Symbols of pitches whose keys are down → ticks from here until they are let go, a grid step or more. */
export type HeldKeys = ReadonlyMap<number, number>;

/**
 * What the pitch of a held key costs, in nats: in recordings a key is let go before it is struck again. Of 0, 3, 6 and 20, with 3 the draws of
 * the 41 starter objects overlap most with their recordings in polyphony, and their order is likeliest (`mirror judge`).
 */
export const STRUCK_AGAIN = 3;

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
    readonly chord: readonly number[];
    readonly event: Pick<MusicalEvent, 'durationTicks' | 'noteDuration'>;
    readonly ticks: number;
  },
): HeldKeys {
  const held = new Map(keys);
  for (const [i, symbol] of chord.entries())
    held.set(symbol, durationTicks * (noteDuration?.[i] ?? 1));
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
