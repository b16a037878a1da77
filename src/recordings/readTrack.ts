import { MirrorError } from '../errors.js';
import { count } from '../format.js';
import { byteCursor } from './byteCursor.js';
import { declaredEnd, isChunkBorder, isTrackAt, nextTrack } from './chunks.js';
import { cutShort, damaged, tooLarge } from './midiErrors.js';
import type { MidiEvent } from './midiEvents.js';
import { readMidiEvents } from './readMidiEvents.js';

export interface MidiTrack {
  /** Counted from 1, as musicians and sequencers do. */
  readonly number: number;
  /** In the file's order; the last one is the end of the track. */
  readonly events: readonly MidiEvent[];
  readonly endTicks: number;
}

export interface TrackPlace {
  /** Where the letters MTrk stand. */
  readonly position: number;
  /** Counted from 1. */
  readonly number: number;
  /** Whether the header promises no more tracks than this. */
  readonly isLast: boolean;
  /** The file's name, for messages. */
  readonly name: string;
  /** How many events are not too many. */
  readonly mostEvents: number;
}

export interface ReadTrack {
  readonly track: MidiTrack;
  /** Where whatever follows the track begins. */
  readonly next: number;
  /** What was left out or put right, one sentence each. */
  readonly skipped: readonly string[];
}

/** Sizes that a recorder never came back to fill in: music needs more than none, and no file read here has more. */
const NEVER_FILLED_IN = { none: 0, more: 64 * 2 ** 20 };

/** Delta time, FF, type, and a length of 0. */
const END_OF_TRACK_BYTES = 4;

/**
 * The track at a place.
 *
 * Where its length leads to the next chunk or to the end of the file, the track has that length. Else the
 * length is wrong, and the track goes to its end-of-track event, as TiMidity reads it. A file that stops
 * before that is cut short, unless nothing but the end-of-track is lost or the length was never filled in.
 *
 * @throws MirrorError `input`: cut short, damaged, or too many events
 */
export function readTrack(bytes: Uint8Array, place: TrackPlace): ReadTrack {
  const end = declaredEnd(bytes, place.position);
  return isChunkBorder(bytes, end)
    ? readToLength(bytes, place, end)
    : readToEndOfTrack(bytes, place, end);
}

function readToLength(bytes: Uint8Array, place: TrackPlace, end: number): ReadTrack {
  const parsed = parse(bytes, place, end);
  const { track } = parsed;
  if (parsed.end === end) return { track, next: end, skipped: [] };
  // The length covers a second track: had it been meant as junk, it would not begin with these letters.
  if (isTrackAt(bytes, parsed.end)) {
    return { track, next: parsed.end, skipped: [wrongLength(place)] };
  }
  const left = bytes.subarray(parsed.end, end);
  // Some programs fill a track up with zeros, which nothing is lost of.
  const isPadding = left.every((byte) => byte === 0);
  const skipped = `track ${place.number}: ${count(left.length, 'byte')} behind its end-of-track left out`;
  return { track, next: end, skipped: isPadding ? [] : [skipped] };
}

function readToEndOfTrack(bytes: Uint8Array, place: TrackPlace, end: number): ReadTrack {
  // No track reaches into the next one.
  const limit = nextTrack(bytes, place.position + 8);
  const size = end - place.position - 8;
  const isUnfilled = size === NEVER_FILLED_IN.none || size > NEVER_FILLED_IN.more;
  const parsed = parseIfWhole(bytes, place, limit);
  if (parsed && (parsed.hasEnd || isUnfilled)) {
    const skipped = parsed.end === end ? [] : [wrongLength(place)];
    return { track: parsed.track, next: parsed.end, skipped };
  }
  // The length may be right, and something that is no chunk follow.
  if (end <= limit) {
    return { track: parse(bytes, place, end).track, next: end, skipped: [] };
  }
  const withoutEnd = parseWithoutEnd(bytes, place, end);
  if (withoutEnd) return withoutEnd;
  const missing = end - bytes.length;
  throw missing > 0
    ? cutShort(place.name, `${missing} bytes before the end of track ${place.number} are missing`)
    : damaged(place.name, `track ${place.number} has neither the length it says nor an end`);
}

/** The track if all that its file lacks is (a part of) the end-of-track, and no key is left down. */
function parseWithoutEnd(bytes: Uint8Array, place: TrackPlace, end: number): ReadTrack | undefined {
  // With tracks missing behind it the file was cut, and its end-of-track is the least that is lost.
  if (!place.isLast) return undefined;
  const present = END_OF_TRACK_BYTES - (end - bytes.length);
  if (present < 0 || present >= END_OF_TRACK_BYTES) return undefined;
  const limit = bytes.length - present;
  const isBegun = [0xff, 0x2f].every(
    (byte, i) => i + 1 >= present || bytes[limit + 1 + i] === byte,
  );
  const parsed = isBegun ? parseIfWhole(bytes, place, limit) : undefined;
  if (!parsed || keysDown(parsed.track.events) > 0) return undefined;
  return {
    track: parsed.track,
    next: bytes.length,
    skipped: [`track ${place.number} lacks its end-of-track, the file’s last event`],
  };
}

function keysDown(events: readonly MidiEvent[]): number {
  return events.reduce(
    (down, { kind }) => down + (kind === 'noteOn' ? 1 : kind === 'noteOff' ? -1 : 0),
    0,
  );
}

function wrongLength({ number }: TrackPlace): string {
  return `track ${number} has another length than it says, read to its end`;
}

interface ParsedTrack {
  readonly track: MidiTrack;
  /** Where its last event ends. */
  readonly end: number;
  /** Whether that is an end-of-track. */
  readonly hasEnd: boolean;
}

function parse(bytes: Uint8Array, place: TrackPlace, limit: number): ParsedTrack {
  const { number, name, mostEvents } = place;
  const start = place.position + 8;
  const cursor = byteCursor(bytes.subarray(start, limit), (what, position) =>
    damaged(name, `track ${number} ${what}, at byte ${position} of ${limit - start}`),
  );
  const events: MidiEvent[] = [];
  const onEvent = (event: MidiEvent) => {
    events.push(event);
    if (events.length > mostEvents) throw tooLarge(name, 'more than two million events');
  };
  const endTicks = readMidiEvents(cursor, { track: number, onEvent });
  const hasEnd = events.at(-1)?.kind === 'endOfTrack';
  if (!hasEnd) events.push({ kind: 'endOfTrack', ticks: endTicks, track: number });
  return { track: { number, events, endTicks }, end: start + cursor.position(), hasEnd };
}

/** Undefined where the bytes up to there are no events. */
function parseIfWhole(
  bytes: Uint8Array,
  place: TrackPlace,
  limit: number,
): ParsedTrack | undefined {
  try {
    return parse(bytes, place, limit);
  } catch (error) {
    if (error instanceof MirrorError) return undefined;
    throw error;
  }
}
