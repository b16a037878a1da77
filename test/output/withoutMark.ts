import { MIDI_MARK } from '../../src/files/writtenBy.js';

/** Where the length of the first track stands: behind a header of 14 bytes and four letters. */
const LENGTH_AT = 18;

/** A MIDI file that was written here, as one of another maker: the same without the mark. */
export function withoutMark(midi: Uint8Array): Uint8Array {
  // Delta time, status, type, length, data.
  const markLength = 4 + MIDI_MARK.length;
  const start = LENGTH_AT + 4;
  const bytes = Buffer.concat([midi.subarray(0, start), midi.subarray(start + markLength)]);
  bytes.writeUInt32BE(bytes.readUInt32BE(LENGTH_AT) - markLength, LENGTH_AT);
  return new Uint8Array(bytes);
}
