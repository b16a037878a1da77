import type { KeyMessage, TimedKeyMessage } from './keyMessages.js';

/** A message of a take at its place; never `releaseAll`. */
export interface PlacedMessage {
  readonly ticks: number;
  readonly message: KeyMessage;
}

/** A key that is down. */
interface HeldKey {
  readonly ticks: number;
  /** By how much it was struck before tick 0, where its note now begins; its release moves along. */
  readonly earlySeconds: number;
}

/**
 * Messages on the ticks of a take, such that each note has one beginning and one end.
 *
 * What was struck before the earliest second is left out with its release. A key that is struck while it is down, on two keyboards,
 * is let go first. Keys that are down at the stop are let go there, and so is the pedal.
 *
 * @param messages in order of time
 * @param options.originSeconds of tick 0
 * @returns in order of time
 */
export function placeMessages(
  messages: readonly TimedKeyMessage[],
  {
    originSeconds,
    earliestSeconds,
    stopSeconds,
    ticksPerSecond,
  }: {
    readonly originSeconds: number;
    readonly earliestSeconds: number;
    readonly stopSeconds: number;
    readonly ticksPerSecond: number;
  },
): PlacedMessage[] {
  const placed: PlacedMessage[] = [];
  const held = new Map<number, HeldKey>();
  /** Of each pitch's last release. */
  const released = new Map<number, number>();
  let pedal = 0;
  const ticksOf = (seconds: number) =>
    Math.max(0, Math.round((seconds - originSeconds) * ticksPerSecond));
  const press = (value: number, ticks: number) => {
    if (value !== pedal) placed.push({ ticks, message: { kind: 'pedal', value } });
    pedal = value;
  };
  const release = (pitch: number, seconds: number) => {
    const key = held.get(pitch);
    if (key === undefined) return;
    held.delete(pitch);
    const ticks = Math.max(key.ticks + 1, ticksOf(seconds + key.earlySeconds));
    released.set(pitch, ticks);
    placed.push({ ticks, message: { kind: 'noteOff', pitch } });
  };
  const releaseAll = (seconds: number) => {
    for (const pitch of [...held.keys()]) release(pitch, seconds);
  };

  press(pedalAt(messages, originSeconds), 0);
  for (const { seconds, ...message } of messages) {
    if (seconds >= stopSeconds) break;
    if (message.kind === 'pedal') {
      if (seconds >= originSeconds) press(message.value, ticksOf(seconds));
    } else if (message.kind === 'noteOff') release(message.pitch, seconds);
    else if (message.kind === 'releaseAll') releaseAll(seconds);
    else if (seconds >= earliestSeconds) {
      const { pitch } = message;
      release(pitch, seconds);
      const ticks = Math.max(ticksOf(seconds), released.get(pitch) ?? 0);
      held.set(pitch, { ticks, earlySeconds: Math.max(0, originSeconds - seconds) });
      placed.push({ ticks, message });
    }
  }
  releaseAll(stopSeconds);
  placed.sort((a, b) => a.ticks - b.ticks);
  press(0, Math.max(ticksOf(stopSeconds), placed.at(-1)?.ticks ?? 0));
  return placed;
}

/** How far the pedal is down when a take begins. */
function pedalAt(messages: readonly TimedKeyMessage[], originSeconds: number): number {
  let value = 0;
  for (const message of messages) {
    if (message.seconds >= originSeconds) break;
    if (message.kind === 'pedal') value = message.value;
  }
  return value;
}
