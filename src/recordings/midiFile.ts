import { checkArguments } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { describeFile } from '../files/describeFile.js';
import { chunkId } from './chunks.js';
import { cutShort, damaged, tooLarge } from './midiErrors.js';
import { unwrapMidi } from './midiWrapper.js';
import type { MidiTrack } from './readTrack.js';
import { readTrackChunks } from './trackChunks.js';

/** A Standard MIDI File taken apart, nothing interpreted. */
export interface MidiFile {
  /** Ticks in a quarter note, above 0; not always whole where `clock` is `frames`. */
  readonly ticksPerQuarter: number;
  /** `frames`: the file counts film frames (SMPTE), and a quarter is half a second of them. */
  readonly clock: 'beats' | 'frames';
  readonly tracks: readonly MidiTrack[];
  /** What stands around the tracks, and what of their frame was put right, one sentence each. */
  readonly skipped: readonly string[];
}

export const MAX_MIDI_BYTES = 64 * 2 ** 20;

const HEADER_BYTES = 14;

/**
 * Takes a Standard MIDI File (format 0 or 1, bare or as RMID) apart into its tracks and their events, for
 * every door: what is learned from and what is heard.
 *
 * Written here rather than taken from midi-file 1.2.4, which reads cut files as if they were whole,
 * refuses chunks the standard asks to skip, and fills the memory on a track of eight hostile bytes
 * (a length that wraps to a negative number sends it back to the start, for ever).
 *
 * @param name the file's name, for messages
 * @throws MirrorError `usage` for what is no bytes; `input`: no MIDI file, empty, too large, format 2, cut short or damaged
 */
export function readMidiFile(bytes: Uint8Array, name: string): MidiFile {
  checkArguments({ bytes }, { bytes: 'bytes' });
  const { midi, skipped } = openMidi(bytes, name);
  const view = new DataView(midi.buffer, midi.byteOffset, midi.byteLength);
  const headerEnd = 8 + view.getUint32(4);
  if (headerEnd < HEADER_BYTES || headerEnd > midi.length) {
    throw cutShort(name, 'its header is incomplete');
  }
  checkFormat(view.getUint16(8), name);
  const division = readDivision(view.getUint16(12), name);
  const chunks = readTrackChunks(midi, {
    start: headerEnd,
    promised: view.getUint16(10),
    name,
  });
  // What later standards may put behind the six bytes of today's header.
  const longer =
    headerEnd > HEADER_BYTES
      ? [`${headerEnd - HEADER_BYTES} more bytes in the header left out`]
      : [];
  return {
    ...division,
    tracks: chunks.tracks,
    skipped: [...skipped, ...longer, ...chunks.skipped],
  };
}

function openMidi(
  bytes: Uint8Array,
  name: string,
): { midi: Uint8Array; skipped: readonly string[] } {
  if (bytes.length > MAX_MIDI_BYTES) {
    throw tooLarge(name, `${Math.ceil(bytes.length / 2 ** 20)} MB`);
  }
  const unwrapped = unwrapMidi(bytes);
  if (!unwrapped) {
    const what =
      chunkId(bytes, 8) === 'RMID' ? 'a RIFF wrapper with none in it' : describeFile(bytes);
    throw new MirrorError(
      'input',
      `Expected a Standard MIDI File (.mid) but ${name} is ${what}. Export the recording as MIDI first.`,
    );
  }
  if (unwrapped.midi.length < HEADER_BYTES) throw cutShort(name, 'its header is incomplete');
  return unwrapped;
}

function checkFormat(format: number, name: string): void {
  if (format === 0 || format === 1) return;
  throw new MirrorError(
    'input',
    `Expected a MIDI file of format 0 or 1 but ${name} is of format ${format}. Export it as format 1 (all tracks together).`,
  );
}

/** The header's time division: ticks a quarter, or, with the top bit set, frames a second and ticks a frame. */
function readDivision(division: number, name: string): Pick<MidiFile, 'ticksPerQuarter' | 'clock'> {
  if ((division & 0x8000) === 0) {
    if (division === 0) throw damaged(name, 'it has no ticks in a quarter note');
    return { ticksPerQuarter: division, clock: 'beats' };
  }
  const nominalRate = 256 - (division >> 8);
  const ticksPerFrame = division & 0xff;
  if (![24, 25, 29, 30].includes(nominalRate) || ticksPerFrame === 0) {
    throw damaged(name, `it counts ${nominalRate} frames a second of ${ticksPerFrame} ticks`);
  }
  // 29 stands for the 29.97 frames a second of colour television.
  const framesPerSecond = nominalRate === 29 ? 30_000 / 1001 : nominalRate;
  return { ticksPerQuarter: (framesPerSecond * ticksPerFrame) / 2, clock: 'frames' };
}
