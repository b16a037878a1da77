import type { TimedMessage } from '../../../output/midiBytes.js';

/**
 * Messages of three bytes in two arrays: thousands of small objects would take the audio thread longer to receive than it has between two
 * blocks of sound.
 */
export interface PackedMessages {
  /** When each is due, from the start of the piece; never decreasing. */
  readonly ticks: Float64Array;
  /** Three of each, status first. */
  readonly bytes: Uint8Array;
}

const BYTES = 3;

/** @param messages of three bytes each, in order of time */
export function packMessages(messages: readonly TimedMessage[]): PackedMessages {
  const packed = {
    ticks: new Float64Array(messages.length),
    bytes: new Uint8Array(BYTES * messages.length),
  };
  for (const [i, { ticks, bytes }] of messages.entries()) {
    packed.ticks[i] = ticks;
    packed.bytes.set(bytes, BYTES * i);
  }
  return packed;
}

/** The bytes of one message. @param index from 0 */
export function messageAt({ bytes }: PackedMessages, index: number): number[] {
  return [...bytes.subarray(BYTES * index, BYTES * (index + 1))];
}
