import { MirrorError } from '../src/errors.js';
import type { Chord } from './chord.js';
import { nearestPitch } from './theory.js';

/** The stave space a hand may use: MIDI pitches, both included. */
export interface Range {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Chords written out: MIDI pitches with spaces between them, and commas between chords.
 *
 * @throws MirrorError `usage` for anything that is not a whole number from 0 to 127
 * @example writtenChords('40 47 56, 42 49 57') // [[40, 47, 56], [42, 49, 57]]
 */
export function writtenChords(text: string): number[][] {
  return text.split(', ').map((chord) => chord.split(' ').map(writtenPitch));
}

function writtenPitch(word: string): number {
  const pitch = Number(word);
  if (!/^\d+$/.test(word) || pitch > 127)
    throw new MirrorError(
      'usage',
      `Expected a pitch from 0 to 127 but received ${JSON.stringify(word)}.`,
    );
  return pitch;
}

/**
 * Voices chords one after another so that each voice moves to the nearest note it can.
 *
 * The first chord lies around the middle of the range. The result holds one rising list of pitches a
 * chord. Every voice takes another pitch class, so all notes of a chord are there.
 */
export function voiceChords(chords: readonly Chord[], range: Range): number[][] {
  const voicings: number[][] = [];
  for (const chord of chords) {
    const previous = voicings.at(-1) ?? spread(chord.pitchClasses.length, range);
    voicings.push(nearestVoicing(chord.pitchClasses, { previous, range }));
  }
  return voicings;
}

function nearestVoicing(
  pitchClasses: readonly number[],
  { previous, range }: { previous: readonly number[]; range: Range },
): number[] {
  const targets = resampled(previous, pitchClasses.length);
  let best: number[] = [];
  let bestCost = Number.POSITIVE_INFINITY;
  for (const order of permutations(pitchClasses)) {
    const voicing = order.map((pitchClass, voice) =>
      nearestPitch([pitchClass], targets[voice] ?? 60),
    );
    const cost = movementCost(voicing, { targets, range });
    if (cost < bestCost) {
      best = voicing;
      bestCost = cost;
    }
  }
  return best;
}

/** Semitones moved by all voices, and what a teacher would mark in red. */
function movementCost(
  voicing: readonly number[],
  { targets, range }: { targets: readonly number[]; range: Range },
): number {
  let cost = 0;
  for (const [voice, pitch] of voicing.entries()) {
    const below = voicing[voice - 1];
    cost += Math.abs(pitch - (targets[voice] as number));
    if (pitch < range.lowest || pitch > range.highest) cost += 40;
    if (below !== undefined && pitch <= below) cost += 1000;
    if (below !== undefined && pitch - below < 3) cost += 2;
    if (below !== undefined && pitch - below > 9) cost += pitch - below - 9;
  }
  return cost;
}

function spread(voices: number, { lowest, highest }: Range): number[] {
  const middle = (lowest + highest) / 2;
  return Array.from({ length: voices }, (_, voice) =>
    Math.round(middle + 4 * (voice - (voices - 1) / 2)),
  );
}

/** As many voices as asked for, drawn evenly from those there are. */
function resampled(pitches: readonly number[], voices: number): number[] {
  if (pitches.length === voices) return [...pitches];
  return Array.from({ length: voices }, (_, voice) => {
    const place = voices === 1 ? 0 : (voice * (pitches.length - 1)) / (voices - 1);
    return pitches[Math.round(place)] as number;
  });
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, place) =>
    permutations([...items.slice(0, place), ...items.slice(place + 1)]).map((rest) => [
      item,
      ...rest,
    ]),
  );
}
