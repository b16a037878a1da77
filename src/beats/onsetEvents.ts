import { CHORD_SPREAD_SECONDS } from '../music/note.js';
import type { SoundedNote } from './beats.js';

/** What is struck together, as the beat tracker sees it. */
export interface OnsetEvent {
  /** Onset of its first note, from the beginning of the section. */
  readonly seconds: number;
  /** Notes, 1 or more. */
  readonly count: number;
  /** Pitch of its lowest note, 0–127. */
  readonly lowest: number;
  /** Pitch of its highest note, 0–127. */
  readonly highest: number;
  /** Of its longest note, at most `LONGEST_SECONDS`. */
  readonly durationSeconds: number;
  /** Velocity of its loudest note less the mean of the eight seconds around that note, in units of 24 velocity steps. */
  readonly accent: number;
  /** Nothing lower begins within 0.6 s before or after. */
  readonly isBass: boolean;
  /** Nothing higher begins there. */
  readonly isTop: boolean;
}

/** Longer notes tell no more about the beat than notes of this length. */
export const LONGEST_SECONDS = 8;

const NEIGHBOURHOOD_SECONDS = 0.6;
const LOUDNESS_SECONDS = 4;
const ACCENT_UNIT = 24;

/**
 * Notes as events: what begins within 35 ms of an event's first note belongs to it.
 *
 * @param notes by onset, at least one
 */
export function gatherOnsets(notes: readonly SoundedNote[]): OnsetEvent[] {
  const accents = accentsOf(notes);
  const events: Omit<OnsetEvent, 'isBass' | 'isTop'>[] = [];
  for (const [i, { pitch, startSeconds, durationSeconds }] of notes.entries()) {
    const last = events.at(-1);
    const accent = accents[i] as number;
    const duration = Math.min(LONGEST_SECONDS, durationSeconds);
    if (last === undefined || startSeconds - last.seconds > CHORD_SPREAD_SECONDS) {
      events.push({
        seconds: startSeconds,
        count: 1,
        lowest: pitch,
        highest: pitch,
        durationSeconds: duration,
        accent,
      });
    } else {
      events[events.length - 1] = {
        seconds: last.seconds,
        count: last.count + 1,
        lowest: Math.min(last.lowest, pitch),
        highest: Math.max(last.highest, pitch),
        durationSeconds: Math.max(last.durationSeconds, duration),
        accent: Math.max(last.accent, accent),
      };
    }
  }
  return events.map((event, i) => {
    let isBass = true;
    let isTop = true;
    const compare = (other: { lowest: number; highest: number }) => {
      isBass &&= event.lowest <= other.lowest;
      isTop &&= event.highest >= other.highest;
    };
    // No more than 34 events fit into the 1.2 s, since each lasts 35 ms.
    for (let j = i - 1; j >= 0; j--) {
      const before = events[j] as (typeof events)[number];
      if (event.seconds - before.seconds > NEIGHBOURHOOD_SECONDS) break;
      compare(before);
    }
    for (let j = i + 1; j < events.length; j++) {
      const after = events[j] as (typeof events)[number];
      if (after.seconds - event.seconds > NEIGHBOURHOOD_SECONDS) break;
      compare(after);
    }
    return { ...event, isBass, isTop };
  });
}

/** How much louder each note is than the mean of the notes within four seconds of it. */
function accentsOf(notes: readonly SoundedNote[]): Float64Array {
  const accents = new Float64Array(notes.length);
  let from = 0;
  let to = 0;
  let sum = 0;
  for (const [i, { startSeconds, velocity }] of notes.entries()) {
    while (to < notes.length && at(notes, to).startSeconds <= startSeconds + LOUDNESS_SECONDS) {
      sum += at(notes, to++).velocity;
    }
    while (at(notes, from).startSeconds < startSeconds - LOUDNESS_SECONDS) {
      sum -= at(notes, from++).velocity;
    }
    accents[i] = (velocity - sum / (to - from)) / ACCENT_UNIT;
  }
  return accents;
}

function at(notes: readonly SoundedNote[], i: number): SoundedNote {
  return notes[i] as SoundedNote;
}
