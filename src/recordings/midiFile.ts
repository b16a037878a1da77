import { MirrorError } from '../errors.js';
import { byteCursor } from './byteCursor.js';
import type { MidiEvent } from './midiEvents.js';
import { describeFile } from './otherFiles.js';
import { readMidiEvents } from './readMidiEvents.js';

/** A Standard MIDI File taken apart, nothing interpreted. */
export interface MidiFile {
  /** Ticks in a quarter note, above 0; not always whole where `clock` is `frames`. */
  readonly ticksPerQuarter: number;
  /** `frames`: the file counts film frames (SMPTE), and a quarter is half a second of them. */
  readonly clock: 'beats' | 'frames';
  readonly tracks: readonly MidiTrack[];
  /** What stands between and after the tracks, one sentence each. */
  readonly skipped: readonly string[];
}

export interface MidiTrack {
  /** Counted from 1, as musicians and sequencers do. */
  readonly number: number;
  /** In the file's order; the last one is the end of the track. */
  readonly events: readonly MidiEvent[];
  readonly endTicks: number;
}

export const MAX_MIDI_BYTES = 64 * 2 ** 20;

/**
 * A million notes, on and off: two days and more without a pause at five a second. Beyond this the
 * events of a hostile file would fill the memory (3 bytes of it can be an event, which takes some 400 here).
 */
export const MAX_MIDI_EVENTS = 2_000_000;

/** The header counts its tracks in 16 bits; a hostile file has a chunk in every 8 bytes. */
const MAX_CHUNKS = 65_535;

const HEADER_BYTES = 14;

/**
 * Takes a Standard MIDI File (format 0 or 1) apart into its tracks and their events.
 *
 * Written here rather than taken from midi-file 1.2.4, which reads cut files as if they were whole,
 * refuses chunks the standard asks to skip, and fills the memory on a track of eight hostile bytes
 * (a length that wraps to a negative number sends it back to the start, for ever).
 *
 * @param name the file's name, for messages
 * @throws MirrorError `input`: no MIDI file, empty, too large, format 2, cut short or damaged
 */
export function readMidiFile(bytes: Uint8Array, name: string): MidiFile {
  checkIsMidi(bytes, name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = 8 + view.getUint32(4);
  if (headerEnd < HEADER_BYTES || headerEnd > bytes.length) {
    throw cutShort(name, 'its header is incomplete');
  }
  checkFormat(view.getUint16(8), name);
  const { trackChunks, skipped } = findTracks(bytes, {
    start: headerEnd,
    promised: view.getUint16(10),
    name,
  });
  return {
    ...readDivision(view.getUint16(12), name),
    tracks: readTracks(trackChunks, name),
    skipped,
  };
}

function checkIsMidi(bytes: Uint8Array, name: string): void {
  if (bytes.length > MAX_MIDI_BYTES) {
    throw tooLarge(name, `${Math.ceil(bytes.length / 2 ** 20)} MB`);
  }
  if (chunkId(bytes, 0) !== 'MThd') {
    throw new MirrorError(
      'input',
      `Expected a Standard MIDI File (.mid) but ${name} is ${describeFile(bytes)}. Export the recording as MIDI first.`,
    );
  }
  if (bytes.length < HEADER_BYTES) throw cutShort(name, 'its header is incomplete');
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

/** The bytes of each track chunk; other chunks are named, not read, as the standard asks. */
function findTracks(
  bytes: Uint8Array,
  { start, promised, name }: { start: number; promised: number; name: string },
): { trackChunks: Uint8Array[]; skipped: string[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trackChunks: Uint8Array[] = [];
  const skipped: string[] = [];
  let position = start;
  while (position + 8 <= bytes.length) {
    const id = chunkId(bytes, position);
    const end = position + 8 + view.getUint32(position + 4);
    if (end > bytes.length) {
      // After the last promised track this is no chunk but padding or a tag that some program added.
      if (trackChunks.length >= promised && id !== 'MTrk') break;
      const missing = end - bytes.length;
      throw cutShort(
        name,
        `${missing} bytes before the end of track ${trackChunks.length + 1} are missing`,
      );
    }
    if (trackChunks.length + skipped.length >= MAX_CHUNKS) {
      throw damaged(name, `it has more than ${MAX_CHUNKS} chunks`);
    }
    if (id === 'MTrk') trackChunks.push(bytes.subarray(position + 8, end));
    else skipped.push(`chunk «${printable(id)}» is not a track, left out`);
    position = end;
  }
  if (trackChunks.length < promised) {
    throw cutShort(name, `its header promises ${promised} tracks, ${trackChunks.length} are there`);
  }
  if (position < bytes.length) {
    skipped.push(`${bytes.length - position} bytes after the last track are not MIDI, left out`);
  }
  return { trackChunks, skipped };
}

function readTracks(chunks: readonly Uint8Array[], name: string): MidiTrack[] {
  let total = 0;
  return chunks.map((chunk, index) => {
    const number = index + 1;
    const cursor = byteCursor(chunk, (what, position) =>
      damaged(name, `track ${number} ${what}, at byte ${position} of ${chunk.length}`),
    );
    const events: MidiEvent[] = [];
    for (const event of readMidiEvents(cursor, number)) {
      events.push(event);
      total++;
      if (total > MAX_MIDI_EVENTS) throw tooLarge(name, 'more than a million notes');
    }
    return { number, events, endTicks: events.at(-1)?.ticks ?? 0 };
  });
}

function chunkId(bytes: Uint8Array, position: number): string {
  return String.fromCharCode(...bytes.subarray(position, position + 4));
}

function printable(id: string): string {
  return id.replace(/[^ -~]/g, '?');
}

function tooLarge(name: string, has: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected a MIDI file of at most 64 MB and a million notes but ${name} has ${has}. Split the recording.`,
  );
}

function cutShort(name: string, what: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected a whole MIDI file but ${name} is cut short: ${what}. Copy or export it again.`,
  );
}

function damaged(name: string, what: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected an intact MIDI file but ${name} is damaged: ${what}. Export it again.`,
  );
}
