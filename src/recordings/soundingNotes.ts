import type { NoteEvent, PlayingEvent } from './midiEvents.js';
import { keyOf, pairNotes } from './pairNotes.js';

/** A note for as long as it is heard, in the file's own ticks; `endTicks` may equal `startTicks`. */
export interface SoundingNote {
  readonly pitch: number;
  readonly velocity: number;
  readonly startTicks: number;
  readonly endTicks: number;
}

export interface SoundingNotes {
  /** In the order in which they end. */
  readonly notes: readonly SoundingNote[];
  /** How many keys were still down at the end of the file. */
  readonly unreleased: number;
  /** How many notes without a note-off end where their key is struck again. */
  readonly restruck: number;
  /** How many notes whose key was up the pedal still held at the end of the file. */
  readonly undamped: number;
}

/** A note whose end is not known yet. */
type OpenNote = Omit<SoundingNote, 'endTicks'>;

/** What is heard on one channel: keys held down, and notes that the pedal holds after their key. */
interface Channel {
  isPedalDown: boolean;
  readonly held: Map<number, NoteQueue>;
  readonly ringing: Map<number, OpenNote[]>;
}

/** First in, first out; `next` moves on instead of the array, so that a queue of any length is linear. */
interface NoteQueue {
  readonly notes: OpenNote[];
  next: number;
}

/**
 * Follows keys and sustain pedal through a file and says how long each note is heard.
 *
 * A note-off ends the oldest note of its pitch that the same track holds on the same channel (so tracks
 * that share a channel keep their own lengths); where note-offs are missing, or stand before their note-on at
 * one tick, `pairNotes` says so. While the channel's pedal is down, a released note sounds
 * on until the pedal lifts or its pitch is struck again. Events at one tick act in the order given, as
 * they would in a player. Linear in the number of events.
 *
 * @param events of all tracks, in order of time
 * @param endTicks the end of the file, where whatever still sounds ends
 */
export function soundingNotes(events: readonly PlayingEvent[], endTicks: number): SoundingNotes {
  const channels = new Map<number, Channel>();
  const notes: SoundingNote[] = [];
  const end = (open: readonly OpenNote[], ticks: number) => {
    for (const note of open) notes.push({ ...note, endTicks: ticks });
  };

  const { releasedAtOnce, endsOlder } = pairNotes(events);
  let restruck = 0;
  for (const [index, event] of events.entries()) {
    const channel = channels.get(event.midiChannel) ?? newChannel();
    channels.set(event.midiChannel, channel);
    if (event.kind === 'noteOn') {
      const older = takeOldest(channel, event, endsOlder.get(index) ?? 0);
      restruck += older.length;
      end(older, event.ticks);
    }
    end(play(channel, event), event.ticks);
    if (event.kind === 'noteOn' && releasedAtOnce.has(index)) {
      end(release(channel, event), event.ticks);
    }
  }

  const unreleased = [...channels.values()].flatMap(takeHeld);
  const undamped = [...channels.values()].flatMap(takeRinging);
  end(unreleased, endTicks);
  end(undamped, endTicks);
  return { notes, unreleased: unreleased.length, restruck, undamped: undamped.length };
}

function newChannel(): Channel {
  return { isPedalDown: false, held: new Map(), ringing: new Map() };
}

/** Lets one event act on its channel, whose state moves on; returns the notes that end with it. */
function play(channel: Channel, event: PlayingEvent): readonly OpenNote[] {
  switch (event.kind) {
    case 'noteOn':
      return strike(channel, event);
    case 'noteOff':
      return release(channel, event);
    case 'sustain':
      channel.isPedalDown = event.isDown;
      return event.isDown ? [] : takeRinging(channel);
    case 'releaseAll':
      return endOrRing(channel, takeHeld(channel));
    case 'silence':
      return [...takeHeld(channel), ...takeRinging(channel)];
  }
}

function strike(
  channel: Channel,
  event: Extract<PlayingEvent, { kind: 'noteOn' }>,
): readonly OpenNote[] {
  const { ticks, pitch, velocity } = event;
  const key = keyOf(event);
  const queue = channel.held.get(key) ?? { notes: [], next: 0 };
  queue.notes.push({ pitch, velocity, startTicks: ticks });
  channel.held.set(key, queue);
  const restruck = channel.ringing.get(pitch) ?? [];
  channel.ringing.delete(pitch);
  return restruck;
}

function release(channel: Channel, event: NoteEvent): readonly OpenNote[] {
  const key = keyOf(event);
  const queue = channel.held.get(key);
  const note = queue?.notes[queue.next];
  // A note-off without a note: nothing sounded, so nothing is lost.
  if (!queue || !note) return [];
  queue.next++;
  // Its pitch was struck again meanwhile, so the pedal has nothing left of it to hold.
  if (queue.next < queue.notes.length) return [note];
  channel.held.delete(key);
  return endOrRing(channel, [note]);
}

/** With the pedal down, notes whose key is up go on ringing; without, they end. */
function endOrRing(channel: Channel, notes: readonly OpenNote[]): readonly OpenNote[] {
  if (!channel.isPedalDown) return notes;
  for (const note of notes) {
    const ringing = channel.ringing.get(note.pitch) ?? [];
    ringing.push(note);
    channel.ringing.set(note.pitch, ringing);
  }
  return [];
}

/** Takes that many notes of a key, the oldest first, out of what the channel holds. */
function takeOldest(channel: Channel, event: NoteEvent, many: number): readonly OpenNote[] {
  const queue = many > 0 ? channel.held.get(keyOf(event)) : undefined;
  if (!queue) return [];
  const notes = queue.notes.slice(queue.next, queue.next + many);
  queue.next += notes.length;
  return notes;
}

function takeHeld(channel: Channel): OpenNote[] {
  const notes = [...channel.held.values()].flatMap((queue) => queue.notes.slice(queue.next));
  channel.held.clear();
  return notes;
}

function takeRinging(channel: Channel): OpenNote[] {
  const notes = [...channel.ringing.values()].flat();
  channel.ringing.clear();
  return notes;
}
