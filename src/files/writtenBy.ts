/** Says of a file, near its beginning, that it was made here: only such a one is written over as it stands. */
export const WRITTEN_BY = 'sound-mirror';

/** A manufacturer's number that all may use who sell nothing (MIDI 1.0, System Exclusive). */
const NON_COMMERCIAL = 0x7d;

/**
 * The data of the sequencer-specific meta event (FF 7F, Standard MIDI Files 1.0) that music written here begins with: manufacturer, then
 * the name. Readers pass over the events of other manufacturers.
 */
export const MIDI_MARK: readonly number[] = [
  NON_COMMERCIAL,
  // ASCII. On the studio's audio thread, which lays out messages as well, there is no TextEncoder.
  ...Array.from(WRITTEN_BY, (letter) => letter.charCodeAt(0)),
];

/** The whole event, as letters of Latin-1. */
const MIDI_MARK_EVENT = String.fromCharCode(0xff, 0x7f, MIDI_MARK.length, ...MIDI_MARK);

/** Bytes from the beginning of a file within which it says who wrote it. */
export const MARK_WITHIN = 512;

/** Whether a MIDI file says that it was written here. @param bytes its first `MARK_WITHIN`, or more */
export function bearsMidiMark(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, MARK_WITHIN)).includes(MIDI_MARK_EVENT);
}
