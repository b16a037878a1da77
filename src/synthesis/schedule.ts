import { MirrorError } from '../errors.js';
import { messageBytes } from '../recordings/channelMessage.js';
import type { MidiEvent } from '../recordings/midiEvents.js';
import { type MidiFile, readMidiFile } from '../recordings/midiFile.js';
import { repairNotes } from '../recordings/repairNotes.js';

/** What a MIDI file asks a synthesiser to do, in order of time. */
export interface Schedule {
  readonly events: readonly ScheduledEvent[];
  /** When the last of them happens, in seconds. */
  readonly seconds: number;
  /** How many channels it plays on: 16 for each of its ports. */
  readonly channelCount: number;
  /** What had to be put right for the file to be read, one plain sentence each. */
  readonly skipped: readonly string[];
}

export interface ScheduledEvent {
  readonly seconds: number;
  /** The bytes of a channel or system exclusive message, status first; data bytes are 0–127. */
  readonly message: readonly number[];
  /** 0 for the channels of the first port, 16 for those of the second. */
  readonly channelOffset: number;
  /** Which track of the file it is from, the first is 0. */
  readonly track: number;
}

/** A WAV file of 24 bits in stereo at 44.1 kHz ends before 4 GB, which is about 4½ hours. */
const LONGEST_SECONDS = 4 * 3600;

const SYSTEM_EXCLUSIVE = 0xf0;
const DEFAULT_MICROSECONDS_PER_QUARTER = 500_000;

/**
 * The events of any MIDI file with the moments at which they happen; what no synthesiser hears, such as
 * names and lyrics, is left out.
 *
 * The file is read as `readRecording` reads it, so the same notes are heard and learned, and the
 * synthesiser is handed messages made from what was read: its own reader never sees the file.
 *
 * @param name the file's name, for messages
 * @throws MirrorError `input` for what `readMidiFile` refuses, a file without notes, or a piece of more
 *   than four hours
 */
export function readSchedule(midi: Uint8Array, name: string): Schedule {
  const file = readMidiFile(midi, name);
  const { timed, ports } = onPorts(file);
  const secondsPerTick = tickLength(file);
  const events: ScheduledEvent[] = [];
  let microseconds = DEFAULT_MICROSECONDS_PER_QUARTER;
  let seconds = 0;
  let ticks = 0;
  for (const { event, port } of timed) {
    seconds += (event.ticks - ticks) * secondsPerTick(microseconds);
    ticks = event.ticks;
    if (event.kind === 'tempo') microseconds = event.microsecondsPerQuarter;
    const message = messageOf(event);
    if (!message) continue;
    const channelOffset = 16 * (ports.get(port) ?? 0);
    events.push({ seconds, message, channelOffset, track: event.track - 1 });
  }
  if (!events.some(isNoteOn)) {
    throw unusable(`${name} has no notes. Take one with notes.`);
  }
  const end = events.at(-1)?.seconds ?? 0;
  if (end > LONGEST_SECONDS) {
    throw unusable(`${name} lasts ${Math.round(end / 3600)} hours and four are the most. Cut it.`);
  }
  return { events, seconds: end, channelCount: 16 * ports.size, skipped: repairNotes(file) };
}

/** Whether a key is struck; a note-on of velocity 0 lets it go. */
export function isNoteOn({ message }: ScheduledEvent): boolean {
  return ((message[0] ?? 0) & 0xf0) === 0x90 && (message[2] ?? 0) > 0;
}

interface TimedEvent {
  readonly event: MidiEvent;
  readonly port: number;
}

/**
 * All tracks' events by time, each with the port that its track plays on there, and the ports by their
 * place. A track that names none plays on the lowest that is named.
 */
function onPorts(file: MidiFile): { timed: TimedEvent[]; ports: Map<number, number> } {
  const named = file.tracks.flatMap(({ events }) =>
    events.flatMap((event) => (event.kind === 'port' ? [event.port] : [])),
  );
  const lowest = named.reduce((least, port) => Math.min(least, port), named[0] ?? 0);
  const ports = new Map<number, number>();
  const timed: TimedEvent[] = [];
  for (const { events } of file.tracks) {
    let port = lowest;
    for (const event of events) {
      if (event.kind === 'port') port = event.port;
      if (event.kind === 'noteOn' && !ports.has(port)) ports.set(port, ports.size);
      timed.push({ event, port });
    }
  }
  // Array.prototype.sort is stable, which keeps the order of the tracks at one tick.
  return { timed: timed.sort((a, b) => a.event.ticks - b.event.ticks), ports };
}

/** Ticks are parts of a quarter, whose length the tempo says, or of a frame of film, where it says nothing. */
function tickLength({ clock, ticksPerQuarter }: MidiFile): (microseconds: number) => number {
  return (microseconds) =>
    (clock === 'frames' ? DEFAULT_MICROSECONDS_PER_QUARTER : microseconds) / 1e6 / ticksPerQuarter;
}

function messageOf(event: MidiEvent): readonly number[] | undefined {
  if (event.kind === 'systemExclusive') return [SYSTEM_EXCLUSIVE, ...event.data];
  return 'midiChannel' in event ? messageBytes(event) : undefined;
}

function unusable(complaint: string): MirrorError {
  return new MirrorError('input', `Expected a MIDI file that can be heard but ${complaint}`);
}
