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
  const struck = chord.map(
    (symbol, i) => [symbol, durationTicks * (noteDuration?.[i] ?? 1)] as const,
  );
  const left = [...new Map([...keys, ...struck])].map(
    ([symbol, until]) => [symbol, until - ticks] as const,
  );
  return new Map(left.filter(([, until]) => until > 0));
}
