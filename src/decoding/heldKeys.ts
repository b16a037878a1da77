import type { MusicalEvent } from '../events/events.js';

/** Symbols of pitches whose keys are down → ticks from here until they are let go, above 0. */
export type HeldKeys = ReadonlyMap<number, number>;

/** What the pitch of a held key costs, in nats: in recordings a key is let go before it is struck again. */
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
  for (const [symbol, until] of held) {
    if (until > ticks) held.set(symbol, until - ticks);
    else held.delete(symbol);
  }
  return held;
}
