import { DRUM_CHANNEL } from '../music/score.js';
import { TICKS_PER_QUARTER, type TimeSignature } from '../music/time.js';
import {
  headerChunk,
  type TimedMessage,
  tempo,
  timeSignature,
  trackChunk,
  trackName,
} from './midiBytes.js';

/** What was played on a keyboard, pedal included, on the bars of its tempo and metre. */
export interface PlayedTake {
  readonly name: string;
  /** Quarter notes a minute. */
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
  /** Length in whole bars; no message lies beyond it. */
  readonly lengthTicks: number;
  /** Note-ons, note-offs and controllers of one channel, in order of time. */
  readonly messages: readonly TimedMessage[];
}

/** Whatever a keyboard sends on, its takes are on the first channel: channel 10 would make drums of them. */
export const TAKE_CHANNEL = 0;

/**
 * A take as a Standard MIDI File of format 1, 480 ticks a quarter: a conductor track with name, tempo and time signature, then
 * one track with the messages as they were played. The pedal stays a controller (CC64), which `readRecording` hears in
 * the durations. There is neither program nor volume: the object that learns the take has its own.
 * Nor is there the mark of this program: what was played cannot be composed again, and is never written over.
 *
 * @throws RangeError where a message is on the drums' channel or out of order: the program made a mistake
 */
export function writeTake(take: PlayedTake): Uint8Array {
  checkMessages(take);
  const { name, tempoBpm, timeSignature: metre, lengthTicks, messages } = take;
  const conductor = [trackName(name), tempo(tempoBpm), timeSignature(metre)];
  const tracks = [
    conductor.map((bytes) => ({ ticks: 0, bytes })),
    [{ ticks: 0, bytes: trackName(name) }, ...messages],
  ];
  const chunks = tracks.map((track) => trackChunk(track, lengthTicks));
  return Uint8Array.from([headerChunk(tracks.length, TICKS_PER_QUARTER), ...chunks].flat());
}

function checkMessages({ messages, lengthTicks }: PlayedTake): void {
  let before = 0;
  for (const { ticks, bytes } of messages) {
    if (!Number.isInteger(ticks) || ticks < before || ticks > lengthTicks) {
      throw new RangeError(
        `Expected whole ticks in order, at most ${lengthTicks}, but one message is at ${ticks} after ${before}.`,
      );
    }
    if (((bytes[0] ?? 0) & 0x0f) === DRUM_CHANNEL) {
      throw new RangeError('Expected a take on any channel but the drums’ 9.');
    }
    before = ticks;
  }
}
