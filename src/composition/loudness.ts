import type { Note } from '../music/note.js';

/** The quietest a part may be against the loudest, in dB: quieter ones would not be heard at all. */
const QUIETEST_GAIN_DB = -18;

/** The most that is taken off a part for its touch, in dB; 9.6 was the most that any of 16 crops of the sample photos asked. */
const LOWEST_TRIM_DB = -12;

/**
 * Loudness of a part: power follows area, 10 · log10(areaShare ÷ the largest areaShare).
 *
 * @returns −18 to 0 dB, in hundredths
 * @example gainOfArea(0.05, 0.2) // -6.02
 */
export function gainOfArea(areaShare: number, largestShare: number): number {
  const gainDb = 10 * Math.log10(areaShare / largestShare);
  return Math.round(Math.max(QUIETEST_GAIN_DB, gainDb) * 100) / 100;
}

/**
 * What to take off a part whose touch would make it louder than its area: by how much the power of all its
 * strokes exceeds that of the largest object's. No part is made louder.
 *
 * How many strokes there are counts, how long they are held does not. Measured on the stems of the four
 * sample photos in 20 mirrors (4, 16 and 64 bars, three seeds; FluidSynth, FluidR3): another part stood up to
 * 6.1 dB above the largest object's, and so it stays if held time counts; with this rule none does (0.0 dB at
 * the closest). The mean power of a stroke, however few they are, holds too, but takes 1.9 dB a part off
 * those that are softer than their area as it is, this rule 0.2 dB. What instruments differ in is left to
 * them: it moves with pitch and length as much as with the program.
 *
 * @param largest the notes of the largest object's part
 * @returns −12 to 0 dB, in hundredths; 0 where either has no notes
 * @example trimOfTouch(eightStrokes, fourAsHard) // -3.01
 */
export function trimOfTouch(notes: readonly Note[], largest: readonly Note[]): number {
  const own = strokePower(notes);
  const largestPower = strokePower(largest);
  if (largestPower === 0 || own <= largestPower) return 0;
  const trimDb = 10 * Math.log10(largestPower / own);
  return Math.round(Math.max(LOWEST_TRIM_DB, trimDb) * 100) / 100;
}

/** Power of all strokes by the General MIDI law, 40 · log10(velocity ÷ 127) dB each. */
function strokePower(notes: readonly Note[]): number {
  return notes.reduce((sum, { velocity }) => sum + (velocity / 127) ** 4, 0);
}
