import type { Rhythm } from './rhythm.js';

export type Hand = 'right' | 'left';

/** Keys struck together, as written: time in quarter notes, velocity 1–127 before the pianist's touch. */
export interface Stroke {
  readonly atBeats: number;
  readonly pitches: readonly number[];
  readonly lengthBeats: number;
  readonly velocity: number;
  readonly hand: Hand;
}

/** The pedal goes down at one place and comes up at another, in quarter notes. */
export interface PedalSpan {
  readonly downBeats: number;
  readonly upBeats: number;
}

/** A stretch of written music; a list of passages is a piece, each of them one breath. */
export interface Passage {
  readonly lengthBeats: number;
  readonly strokes: readonly Stroke[];
  readonly pedals: readonly PedalSpan[];
  /** Speed at its start and end against the tempo of the piece; 1 is in time. */
  readonly pace: readonly [number, number];
}

export interface LineOptions {
  /** One velocity, or one for the first and one for the last note. */
  readonly velocity: number | readonly [number, number];
  readonly hand?: Hand;
  /** The sounding part of each value: 1 is legato, 0.4 staccato. */
  readonly held?: number;
}

/** Writes notes or chords in a rhythm, from the first again when there are more values than notes. */
export function line(
  values: Rhythm,
  notes: readonly (number | readonly number[])[],
  { velocity, hand = 'right', held = 0.95 }: LineOptions,
): Passage {
  const [first, last] = typeof velocity === 'number' ? [velocity, velocity] : velocity;
  const strokes: Stroke[] = [];
  let atBeats = 0;
  const sounding = Math.max(1, values.filter((value) => value.sounds).length - 1);
  for (const { beats, sounds } of values) {
    const note = notes[strokes.length % notes.length];
    if (sounds && note !== undefined) {
      strokes.push({
        atBeats,
        pitches: typeof note === 'number' ? [note] : note,
        lengthBeats: beats * held,
        velocity: first + ((last - first) * strokes.length) / sounding,
        hand,
      });
    }
    atBeats += beats;
  }
  return { lengthBeats: atBeats, strokes, pedals: [], pace: [1, 1] };
}

/** Nothing, for so many quarter notes. */
export function silence(lengthBeats: number): Passage {
  return { lengthBeats, strokes: [], pedals: [], pace: [1, 1] };
}

/** One passage after another, as one breath in time. */
export function inTurn(passages: readonly Passage[]): Passage {
  const strokes: Stroke[] = [];
  const pedals: PedalSpan[] = [];
  let start = 0;
  for (const passage of passages) {
    for (const stroke of passage.strokes) {
      strokes.push({ ...stroke, atBeats: stroke.atBeats + start });
    }
    for (const { downBeats, upBeats } of passage.pedals) {
      pedals.push({ downBeats: downBeats + start, upBeats: upBeats + start });
    }
    start += passage.lengthBeats;
  }
  return { lengthBeats: start, strokes, pedals, pace: [1, 1] };
}

/** Passages that sound at once, as long as the longest of them. */
export function together(...passages: readonly Passage[]): Passage {
  return {
    lengthBeats: Math.max(...passages.map((passage) => passage.lengthBeats)),
    strokes: passages
      .flatMap((passage) => passage.strokes)
      .sort((a, b) => a.atBeats - b.atBeats || (a.pitches[0] ?? 0) - (b.pitches[0] ?? 0)),
    pedals: passages.flatMap((passage) => passage.pedals),
    pace: [1, 1],
  };
}

/** The passage with a new pedal every so many quarter notes. */
export function pedalled(passage: Passage, everyBeats: number): Passage {
  const pedals: PedalSpan[] = [];
  for (let start = 0; start < passage.lengthBeats - 1e-9; start += everyBeats) {
    pedals.push({ downBeats: start, upBeats: Math.min(start + everyBeats, passage.lengthBeats) });
  }
  return { ...passage, pedals };
}

/** The passage with every velocity multiplied. */
export function louder(passage: Passage, factor: number): Passage {
  const strokes = passage.strokes.map((stroke) => ({
    ...stroke,
    velocity: stroke.velocity * factor,
  }));
  return { ...passage, strokes };
}

/** The passage so many semitones higher, or lower. */
export function transposed(passage: Passage, semitones: number): Passage {
  const strokes = passage.strokes.map((stroke) => ({
    ...stroke,
    pitches: stroke.pitches.map((pitch) => pitch + semitones),
  }));
  return { ...passage, strokes };
}

/** The passage played from one speed to another, against the tempo of the piece. */
export function atPace(passage: Passage, pace: readonly [number, number]): Passage {
  return { ...passage, pace };
}

/** The passage up to a place, silenced there as if by a switch. */
export function cutOff(passage: Passage, atBeats: number): Passage {
  const strokes = passage.strokes
    .filter((stroke) => stroke.atBeats < atBeats - 1e-9)
    .map((stroke) => ({
      ...stroke,
      lengthBeats: Math.min(stroke.lengthBeats, atBeats - stroke.atBeats),
    }));
  return { ...passage, lengthBeats: Math.min(passage.lengthBeats, atBeats), strokes, pedals: [] };
}
