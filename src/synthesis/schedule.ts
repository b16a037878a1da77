import { BasicMIDI, type MIDIMessage, SpessaLog } from 'spessasynth_core';
import { MirrorError } from '../errors.js';

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

const SET_TEMPO = 0x51;
const DEFAULT_MICROSECONDS_PER_QUARTER = 500_000;

/**
 * The events of any MIDI file with the moments at which they happen; what no synthesiser hears, such as
 * names and lyrics, is left out.
 *
 * @param midi a Standard MIDI File of format 0, 1 or 2
 * @throws MirrorError `input` for other bytes, a file without notes, or a piece of more than four hours
 */
export function readSchedule(midi: Uint8Array): Schedule {
  const parsed = parse(midi);
  const ports = [...new Set(parsed.tracks.map(({ port }) => port))];
  const secondsPerTick = tickLength(parsed.timeDivision);
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
    if (message.statusByte < 0x80) continue;
    const channelOffset = 16 * ports.indexOf(parsed.tracks[track]?.port ?? 0);
    events.push({ seconds, message, channelOffset, track });
  }
  const last = events.at(-1);
  if (last === undefined || !events.some(isNoteOn)) {
    throw unusable('there is no note in it', 'Take one with notes');
  }
  if (last.seconds > LONGEST_SECONDS) {
    throw unusable(`it lasts ${Math.round(last.seconds / 3600)} hours`, 'Four are the most');
  }
  return { events, seconds: last.seconds, channelCount: 16 * ports.length };
}

/** Whether a key is struck; a note-on of velocity 0 lets it go. */
export function isNoteOn({ message }: ScheduledEvent): boolean {
  return (message.statusByte & 0xf0) === 0x90 && (message.data[1] ?? 0) > 0;
}

function parse(midi: Uint8Array): BasicMIDI {
  SpessaLog.setLogLevel(false, false, false);
  if (String.fromCharCode(...midi.subarray(0, 4)) !== 'MThd') {
    throw unusable('it begins as something else', 'Take a .mid file');
  }
  try {
    return BasicMIDI.fromArrayBuffer(Uint8Array.from(midi).buffer);
  } catch (cause) {
    throw unusable('its contents are damaged', 'Export it again', cause);
  }
}

/** Ticks of a quarter, whose length the tempo says, or of a frame of film (SMF 1.0, division with the top bit set). */
function tickLength(division: number): (microseconds: number) => number {
  if (division < 0x8000) return (microseconds) => microseconds / 1e6 / Math.max(1, division);
  const framesPerSecond = 256 - (division >> 8);
  const ticksPerFrame = Math.max(1, division & 0xff);
  return () => 1 / (framesPerSecond * ticksPerFrame);
}

function tempoOf({ data }: MIDIMessage): number {
  return ((data[0] ?? 0) << 16) | ((data[1] ?? 0) << 8) | (data[2] ?? 0);
}

function unusable(why: string, remedy: string, cause?: unknown): MirrorError {
  return new MirrorError('input', `Expected a MIDI file but ${why}. ${remedy}.`, { cause });
}
