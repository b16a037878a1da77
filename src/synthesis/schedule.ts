import type { BasicMIDI, MIDIMessage } from 'spessasynth_core';
import { MirrorError } from '../errors.js';
import { type MidiFile, readMidiFile } from '../recordings/midiFile.js';
import { loadEngine } from './engine.js';

/** What a MIDI file asks a synthesiser to do, in order of time. */
export interface Schedule {
  readonly events: readonly ScheduledEvent[];
  /** When the last of them happens, in seconds. */
  readonly seconds: number;
  /** How many channels it plays on: 16 for each of its ports. */
  readonly channelCount: number;
}

export interface ScheduledEvent {
  readonly seconds: number;
  readonly message: MIDIMessage;
  /** 0 for the channels of the first port, 16 for those of the second. */
  readonly channelOffset: number;
  /** Which track of the file it is from, the first is 0. */
  readonly track: number;
}

/** A WAV file of 24 bits in stereo at 44.1 kHz ends before 4 GB, which is about 4½ hours. */
const LONGEST_SECONDS = 4 * 3600;

/** Numbers below are meta events; 0xff, which would be a reset on a cable, never is one in a file. */
const FIRST_STATUS = 0x80;
const RESET = 0xff;
const SET_TEMPO = 0x51;
const DEFAULT_MICROSECONDS_PER_QUARTER = 500_000;

/**
 * The events of any MIDI file with the moments at which they happen; what no synthesiser hears, such as
 * names and lyrics, is left out.
 *
 * @param name the file's name, for messages
 * @throws MirrorError `input` for what `readMidiFile` refuses, a file without notes, or a piece of more
 *   than four hours
 */
export async function readSchedule(midi: Uint8Array, name: string): Promise<Schedule> {
  // Our own reader says what is wrong with a file; the synthesiser's plays on, or for ever.
  const secondsPerTick = tickLength(readMidiFile(midi, name));
  const parsed = await parse(midi, name);
  const ports = [...new Set(parsed.tracks.map(({ port }) => port))];
  const events: ScheduledEvent[] = [];
  let microseconds = DEFAULT_MICROSECONDS_PER_QUARTER;
  let seconds = 0;
  let ticks = 0;
  for (const { tr: track, ev } of parsed.timeline) {
    const message = parsed.tracks[track]?.events[ev];
    if (message === undefined) continue;
    seconds += (message.ticks - ticks) * secondsPerTick(microseconds);
    ticks = message.ticks;
    if (message.statusByte === SET_TEMPO) microseconds = tempoOf(message) || microseconds;
    if (message.statusByte < FIRST_STATUS || message.statusByte === RESET) continue;
    const channelOffset = 16 * ports.indexOf(parsed.tracks[track]?.port ?? 0);
    events.push({ seconds, message, channelOffset, track });
  }
  if (!events.some(isNoteOn)) {
    throw unusable(`${name} has no notes. Take one with notes.`);
  }
  const end = events.at(-1)?.seconds ?? 0;
  if (end > LONGEST_SECONDS) {
    throw unusable(`${name} lasts ${Math.round(end / 3600)} hours and four are the most. Cut it.`);
  }
  return { events, seconds: end, channelCount: 16 * ports.length };
}

/** Whether a key is struck; a note-on of velocity 0 lets it go. */
export function isNoteOn({ message }: ScheduledEvent): boolean {
  return (message.statusByte & 0xf0) === 0x90 && (message.data[1] ?? 0) > 0;
}

async function parse(midi: Uint8Array, name: string): Promise<BasicMIDI> {
  const { BasicMIDI } = await loadEngine();
  try {
    return BasicMIDI.fromArrayBuffer(Uint8Array.from(midi).buffer);
  } catch (cause) {
    throw unusable(`${name} is damaged. Export it again.`, cause);
  }
}

/** Ticks are parts of a quarter, whose length the tempo says, or of a frame of film, where it says nothing. */
function tickLength({ clock, ticksPerQuarter }: MidiFile): (microseconds: number) => number {
  return (microseconds) =>
    (clock === 'frames' ? DEFAULT_MICROSECONDS_PER_QUARTER : microseconds) / 1e6 / ticksPerQuarter;
}

function tempoOf({ data }: MIDIMessage): number {
  return ((data[0] ?? 0) << 16) | ((data[1] ?? 0) << 8) | (data[2] ?? 0);
}

function unusable(complaint: string, cause?: unknown): MirrorError {
  return new MirrorError('input', `Expected a MIDI file that can be heard but ${complaint}`, {
    cause,
  });
}
