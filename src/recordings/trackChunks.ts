import { count } from '../format.js';
import {
  chunkId,
  declaredEnd,
  isChunkBorder,
  isTrackAt,
  nextTrack,
  printableId,
} from './chunks.js';
import { cutShort, damaged } from './midiErrors.js';
import { type MidiTrack, readTrack } from './readTrack.js';

/**
 * A million notes, on and off: two days and more without a pause at five a second. Beyond this the
 * events of a hostile file would fill the memory (2 bytes of it can be an event, which takes some 100 here).
 */
export const MAX_MIDI_EVENTS = 2_000_000;

/** The header counts its tracks in 16 bits; a hostile file has a chunk in every 8 bytes. */
const MAX_CHUNKS = 65_535;

export interface TrackChunks {
  readonly tracks: readonly MidiTrack[];
  /** What stands around the tracks, and which lengths and counts are wrong, one sentence each. */
  readonly skipped: readonly string[];
}

/**
 * The tracks behind a file's header; other chunks are named, not read, as the standard asks.
 *
 * Programs get lengths and counts wrong and no other reader minds, so what counts is which tracks are
 * there. What is refused is a file in which notes are lost.
 *
 * @param start where the header ends
 * @param promised how many tracks the header says there are
 * @throws MirrorError `input`: no track where some are promised, cut short, damaged, or too many events
 */
export function readTrackChunks(
  bytes: Uint8Array,
  { start, promised, name }: { start: number; promised: number; name: string },
): TrackChunks {
  const tracks: MidiTrack[] = [];
  const skipped: string[] = [];
  let mostEvents = MAX_MIDI_EVENTS;
  let position = start;
  while (position < bytes.length) {
    if (tracks.length + skipped.length >= MAX_CHUNKS) {
      throw damaged(name, `it has more than ${MAX_CHUNKS} chunks`);
    }
    const number = tracks.length + 1;
    if (isTrackAt(bytes, position)) {
      const isLast = number >= promised;
      const read = readTrack(bytes, { position, number, isLast, name, mostEvents });
      tracks.push(read.track);
      skipped.push(...read.skipped);
      mostEvents -= read.track.events.length;
      position = read.next;
    } else {
      const other = passOther(bytes, position, { isLast: number > promised, number, name });
      skipped.push(...other.skipped);
      position = other.next;
    }
  }
  return { tracks, skipped: [...skipped, ...wrongCount(tracks.length, { promised, name })] };
}

/** Passes a chunk that is no track, or what is no chunk at all. */
function passOther(
  bytes: Uint8Array,
  position: number,
  { isLast, number, name }: { isLast: boolean; number: number; name: string },
): { next: number; skipped: readonly string[] } {
  const id = chunkId(bytes, position);
  const end = position + 8 <= bytes.length ? declaredEnd(bytes, position) : Infinity;
  if (end <= bytes.length && (isLast || isChunkBorder(bytes, end))) {
    return { next: end, skipped: [`chunk «${printableId(id)}» is not a track, left out`] };
  }
  const next = nextTrack(bytes, position + 1);
  const passed = next - position;
  if (next < bytes.length) {
    const bytesBefore = `${count(passed, 'byte')} before track ${number} ${passed === 1 ? 'is' : 'are'}`;
    return { next, skipped: [`${bytesBefore} not MIDI, left out`] };
  }
  // A chunk that began and does not end here may be the track that is missing, or stand before it.
  if (!isLast && /^(MTrk|MTr|MT|M|[ -~]{4})$/.test(id)) {
    throw cutShort(
      name,
      end === Infinity
        ? `it stops at the beginning of track ${number}`
        : `${end - bytes.length} bytes before the end of track ${number} are missing`,
    );
  }
  // Some programs and wrappers fill a file up with zeros, which nothing is lost of.
  if (bytes.subarray(position).every((byte) => byte === 0)) return { next, skipped: [] };
  const bytesAfter = `${count(passed, 'byte')} after the last track ${passed === 1 ? 'is' : 'are'}`;
  return { next, skipped: [`${bytesAfter} not MIDI, left out`] };
}

function wrongCount(
  there: number,
  { promised, name }: { promised: number; name: string },
): string[] {
  if (there === promised) return [];
  if (there === 0) {
    throw cutShort(name, `its header promises ${promised} tracks, 0 are there`);
  }
  return [
    `the header promises ${count(promised, 'track')}, ${there} ${there === 1 ? 'is' : 'are'} there`,
  ];
}
