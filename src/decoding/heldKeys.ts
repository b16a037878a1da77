import { STEP_TICKS } from '../events/events.js';
import type { Drawn } from './drawNext.js';

/** Symbols of pitches → where their keys are let go, ticks. */
export type HeldKeys = ReadonlyMap<number, number>;

/** What the pitch of a held key costs, in nats: in recordings a key is let go before it is struck again. */
export const STRUCK_AGAIN = 3;

/** Symbols of the pitches whose keys are down at a grid position. */
export function heldAt(step: number, keys: HeldKeys): number[] {
  return [...keys].filter(([, end]) => end > step * STEP_TICKS).map(([symbol]) => symbol);
}

/** The keys that are down once an event has been played. */
export function heldAfter(keys: HeldKeys, { chord, event }: Pick<Drawn, 'chord' | 'event'>) {
  const { step, durationTicks, noteDuration } = event;
  const startTicks = step * STEP_TICKS;
  const held = new Map([...keys].filter(([, end]) => end > startTicks));
  for (const [i, symbol] of chord.entries())
    held.set(symbol, startTicks + durationTicks * (noteDuration?.[i] ?? 1));
  return held;
}
