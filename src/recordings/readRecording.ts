import { MirrorError } from '../errors.js';
import { byStart, type Note } from '../music/note.js';
import type { Performance } from '../music/phrase.js';
import { tempoClock } from '../music/tempo.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import { firstBarStart, governingTimeSignature, timeSignaturesIn, upbeatTo } from './bars.js';
import { countDrums, leftOut } from './leftOut.js';
import { isDrumEvent, type MidiEvent, type PlayingEvent, playingEvent } from './midiEvents.js';
import { type MidiFile, readMidiFile } from './midiFile.js';
import { type SoundingNote, soundingNotes } from './soundingNotes.js';
import { meanTempo, tempoChanges } from './tempoMap.js';

/** A recording as it can be learned from. */
export interface Recording {
  readonly performance: Performance;
  /** Where the performance's first bar begins, seconds from the start of the file; below 0 where the file begins within that bar. */
  readonly startSeconds: number;
  /** Of the file; the performance has 480. */
  readonly ticksPerQuarter: number;
  /** What was left out of it and why, one plain sentence each; empty when nothing was. */
  readonly skipped: readonly string[];
}

/** Longest performance: 10 million quarters, two months at 120 a minute. */
const MAX_LENGTH_TICKS = 10_000_000 * TICKS_PER_QUARTER;

/**
 * Reads a MIDI file (format 0 or 1, bare or in a RIFF wrapper) as one performance: what is heard, on all tracks together, with the
 * sustain pedal in the durations and the drums left out.
 *
 * Positions keep the file's own bars and beats, rescaled to 480 ticks a quarter, and start at the bar of the first
 * note. An upbeat in a bar that is shorter than those after it is the end of a whole bar; a longer first bar is a whole
 * one with an upbeat. A file that counts film frames is laid out at 120 quarters a minute.
 *
 * @param name the file's name without its folder, for messages and provenance
 * @throws MirrorError `usage` for what is no bytes, such as a path; `input`: not MIDI, empty, too large, format 2, cut
 *   short, damaged, no notes, only drums, or longer than 10 million quarters
 */
export function readRecording(bytes: Uint8Array, name: string): Recording {
  const file = readMidiFile(bytes, name);
  const events = inOrderOfTime(file);
  const playing = playedByKeys(events);
  const endTicks = file.tracks.reduce((last, track) => Math.max(last, track.endTicks), 0);
  const sounding = soundingNotes(playing, endTicks);
  const span = soundingSpan(sounding.notes);
  if (!span) throw withoutNotes(file, name);

  // Film frames last what they last, whatever tempo a file names beside them.
  const tempos = file.clock === 'beats' ? events.filter((event) => event.kind === 'tempo') : [];
  const timeSignatures = events.filter((event) => event.kind === 'timeSignature');
  const { ticksPerQuarter } = file;
  const upbeat = upbeatTo(timeSignatures, { ...span, ticksPerQuarter });
  const metred = { ...span, fromTicks: upbeat?.ticks ?? span.fromTicks };
  const all = timeSignaturesIn(timeSignatures, metred);
  const startTicks = firstBarStart(timeSignatures, { ...span, ticksPerQuarter });
  const notes = rescale(sounding.notes, { startTicks, ticksPerQuarter });
  const lengthTicks = notes.reduce(
    (length, note) => Math.max(length, note.startTicks + note.durationTicks),
    0,
  );
  if (lengthTicks > MAX_LENGTH_TICKS) throw tooLong(lengthTicks, name);

  return {
    performance: {
      name,
      notes,
      lengthTicks,
      tempoBpm: meanTempo(tempos, span),
      timeSignature: governingTimeSignature(timeSignatures, metred),
      ...(all.length > 1 && { timeSignatures: all }),
      tempoChanges: tempoChanges(tempos, { startTicks, ticksPerQuarter }),
      isFree: false,
    },
    startSeconds: tempoClock(tempoChanges(tempos, { startTicks: 0, ticksPerQuarter })).secondsAt(
      (startTicks * TICKS_PER_QUARTER) / ticksPerQuarter,
    ),
    ticksPerQuarter,
    skipped: leftOut(file, sounding),
  };
}

/** All tracks' events by time; at one tick in the order of the tracks, and within a track in its own. */
function inOrderOfTime(file: MidiFile): MidiEvent[] {
  // Array.prototype.sort is stable, which keeps the order at one tick.
  return file.tracks.flatMap((track) => track.events).sort((a, b) => a.ticks - b.ticks);
}

/** What is played on keys and pedals, without the drums. */
function playedByKeys(events: readonly MidiEvent[]): PlayingEvent[] {
  const playing: PlayingEvent[] = [];
  for (const event of events) {
    const played = playingEvent(event);
    if (played && !isDrumEvent(played)) playing.push(played);
  }
  return playing;
}

/** From the first note's start to the last one's end, at least a tick; undefined without notes. */
function soundingSpan(notes: readonly SoundingNote[]) {
  if (notes.length === 0) return undefined;
  const fromTicks = notes.reduce((first, note) => Math.min(first, note.startTicks), Infinity);
  const toTicks = notes.reduce((last, note) => Math.max(last, note.endTicks), fromTicks + 1);
  return { fromTicks, toTicks };
}

/** The file's ticks as ours. Both ends are rounded, not start and length, so that neighbours still meet. */
function rescale(
  notes: readonly SoundingNote[],
  { startTicks, ticksPerQuarter }: { startTicks: number; ticksPerQuarter: number },
): Note[] {
  const toOurs = (ticks: number) =>
    Math.round(((ticks - startTicks) * TICKS_PER_QUARTER) / ticksPerQuarter);
  return notes
    .map((note) => ({
      pitch: note.pitch,
      startTicks: toOurs(note.startTicks),
      durationTicks: Math.max(1, toOurs(note.endTicks) - toOurs(note.startTicks)),
      velocity: note.velocity,
    }))
    .sort(byStart);
}

function withoutNotes(file: MidiFile, name: string): MirrorError {
  const drums = file.tracks.reduce((sum, track) => sum + countDrums(track), 0);
  const has = drums > 0 ? `only drums (${drums} on channel 10)` : 'no notes at all';
  return new MirrorError(
    'input',
    `Expected a MIDI file with notes but ${name} has ${has}. Record at least one pitched note.`,
  );
}

function tooLong(lengthTicks: number, name: string): MirrorError {
  const quarters = Math.round(lengthTicks / TICKS_PER_QUARTER);
  return new MirrorError(
    'input',
    `Expected at most 10 million quarter notes of time but ${name} lasts ${quarters}. Split the recording.`,
  );
}
