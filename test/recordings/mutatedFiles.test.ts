import { describe, expect, it } from 'vitest';
import { MirrorError } from '../../src/errors.js';
import { type Random, seededRandom } from '../../src/math/random.js';
import { type Recording, readRecording } from '../../src/recordings/readRecording.js';
import {
  end,
  midiFile,
  off,
  on,
  pedalDown,
  pedalUp,
  tempo,
  timeSignature,
  track,
  trackName,
} from './midiBuilder.js';

const whole = midiFile({
  tracks: [
    track(trackName(0, 'Café 冷蔵庫'), tempo(0, 631_579), timeSignature(0, 6, 3), end(0)),
    track(
      ...Array.from({ length: 20 }, (_, i) =>
        track(on(i * 13, 50 + i), pedalDown(9), off(200, 50 + i), pedalUp(140)),
      ),
      end(1000),
    ),
    track(trackName(0, 'Drums'), on(0, 36, { channel: 9 }), off(90, 36, { channel: 9 }), end(0)),
  ],
});

describe('readRecording on a file that somebody damaged', () => {
  it('gives a recording that keeps its promises, or a MirrorError, and nothing else', () => {
    const random = seededRandom('mutations');
    const outcomes = Array.from({ length: 800 }, () => outcomeOf(mutate(whole, random)));
    for (const outcome of outcomes) if (outcome !== 'refused') checkPromises(outcome);
    // Both must occur, or the mutations are too weak or too strong to show anything.
    const refused = outcomes.filter((outcome) => outcome === 'refused').length;
    expect(refused).toBeGreaterThan(100);
    expect(refused).toBeLessThan(700);
  });
});

/** One to four bytes changed, and now and then a stretch cut out or repeated. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const place = () => Math.floor(random() * bytes.length);
  const changed = Uint8Array.from(bytes);
  for (let count = Math.ceil(random() * 4); count > 0; count--) {
    changed[place()] = Math.floor(random() * 256);
  }
  if (random() < 0.75) return changed;
  return Uint8Array.from([...changed.subarray(0, place()), ...changed.subarray(place())]);
}

function outcomeOf(bytes: Uint8Array): Recording | 'refused' {
  try {
    return readRecording(bytes, 'mutated.mid');
  } catch (error) {
    if (error instanceof MirrorError && error.code === 'input') return 'refused';
    throw error;
  }
}

function checkPromises({ performance, skipped }: Recording): void {
  const { notes, lengthTicks, tempoBpm, timeSignature } = performance;
  expect(notes.length).toBeGreaterThan(0);
  for (const [index, note] of notes.entries()) {
    expect(Object.values(note).every(Number.isInteger)).toBe(true);
    expect(note.pitch).toBeGreaterThanOrEqual(0);
    expect(note.pitch).toBeLessThanOrEqual(127);
    expect(note.velocity).toBeGreaterThanOrEqual(1);
    expect(note.velocity).toBeLessThanOrEqual(127);
    expect(note.durationTicks).toBeGreaterThanOrEqual(1);
    expect(note.startTicks).toBeGreaterThanOrEqual(notes[index - 1]?.startTicks ?? 0);
    expect(note.startTicks + note.durationTicks).toBeLessThanOrEqual(lengthTicks);
  }
  expect(tempoBpm).toBeGreaterThan(0);
  expect(tempoBpm).toBeLessThan(Infinity);
  expect(Number.isInteger(Math.log2(timeSignature.beatUnit))).toBe(true);
  expect(skipped.every((sentence) => !sentence.includes('\n'))).toBe(true);
}
