import type { Random } from '../src/math/random.js';
import { pick } from './chance.js';
import type { Chord } from './chord.js';
import { beatsOf, type Rhythm, rhythm, soundsIn } from './rhythm.js';
import { degreeNear, nearestPitch, pitchAt, type Scale } from './theory.js';
import type { Range } from './voicing.js';

/** A figure that can return on any degree: a rhythm, and scale steps from its first note. */
export interface Motif {
  readonly rhythm: Rhythm;
  readonly steps: readonly number[];
}

/**
 * Invents a figure from an object's own rhythms and intervals.
 *
 * @param cells rhythms in short hand, one of which is taken
 * @param intervals scale steps from note to note; those that come often are written often
 */
export function inventMotif(
  random: Random,
  { cells, intervals }: { cells: readonly string[]; intervals: readonly number[] },
): Motif {
  const values = rhythm(pick(random, cells));
  const steps = [0];
  while (steps.length < soundsIn(values)) {
    const here = steps.at(-1) as number;
    const interval = pick(random, intervals);
    // A figure that has climbed a fourth turns back, as a voice would.
    steps.push(Math.abs(here + interval) > 4 ? here - interval : here + interval);
  }
  return { rhythm: values, steps };
}

/** The same figure upside down. */
export function inverted(motif: Motif): Motif {
  return { ...motif, steps: motif.steps.map((step) => (step === 0 ? 0 : -step)) };
}

/** The same rhythm with the pitches from last to first. */
export function backward(motif: Motif): Motif {
  const last = motif.steps.at(-1) ?? 0;
  return { ...motif, steps: motif.steps.map((step) => step - last).reverse() };
}

/** Where a figure is sung. */
export interface Place {
  readonly scale: Scale;
  readonly chord: Chord;
  /** The pitch to start from, moved into the chord. */
  readonly near: number;
  readonly range: Range;
  /** Notes on a multiple of so many quarter notes are chord tones. */
  readonly strongEvery?: number;
}

/**
 * Pitches of the figure in a scale over a harmony: its first note, and each note that falls on a strong
 * beat, moves to the nearest chord tone; the others keep their step. A figure that would leave the range
 * starts from a chord tone further inside instead.
 */
export function sing(motif: Motif, place: Place): number[] {
  const { lowest, highest } = place.range;
  const inward = place.near > (lowest + highest) / 2 ? -1 : 1;
  const sung = singFrom(motif, place);
  const fits = sung.every((pitch) => pitch >= lowest && pitch <= highest);
  const isAtMiddle = Math.abs(place.near - (lowest + highest) / 2) < 1;
  if (fits || isAtMiddle) return sung;
  return sing(motif, { ...place, near: place.near + inward });
}

function singFrom(motif: Motif, { scale, chord, near, strongEvery = 2 }: Place): number[] {
  const start = degreeNear(scale, nearestPitch(chord.pitchClasses, near));
  const isStrong = strongNotes(motif.rhythm, strongEvery);
  return motif.steps.map((step, index) => {
    const pitch = pitchAt(scale, start + step);
    return isStrong[index] ? nearestPitch(chord.pitchClasses, pitch) : pitch;
  });
}

function strongNotes(values: Rhythm, strongEvery: number): boolean[] {
  const strong: boolean[] = [];
  for (const [index, value] of values.entries()) {
    const place = beatsOf(values.slice(0, index)) / strongEvery;
    if (value.sounds) strong.push(Math.abs(place - Math.round(place)) < 1e-9);
  }
  return strong;
}
