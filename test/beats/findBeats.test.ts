import { describe, expect, it } from 'vitest';
import type { SoundedNote } from '../../src/beats/beats.js';
import { findBeats } from '../../src/beats/findBeats.js';
import { seededRandom } from '../../src/math/random.js';

/** A waltz: bass, chord, chord under a melody in quarters and eighths, each onset up to 15 ms astray. */
function waltz(beatSeconds: (beat: number) => number, bars = 24): SoundedNote[] {
  const random = seededRandom('waltz');
  const notes: SoundedNote[] = [];
  const roots = [43, 48, 50, 43, 45, 50, 43, 43];
  let at = 0.8;
  for (let beat = 0; beat < bars * 3; beat++) {
    const length = beatSeconds(beat);
    const root = roots[Math.floor(beat / 3) % roots.length] as number;
    const struck = (pitch: number, within: number, held: number, velocity: number) =>
      notes.push({
        pitch,
        startSeconds: at + within * length + 0.015 * random(),
        durationSeconds: held * length,
        velocity,
      });
    if (beat % 3 === 0) struck(root, 0, 0.9, 76);
    else for (const third of [12, 16, 19]) struck(root + third, 0, 0.5, 51);
    struck(root + (beat % 3 === 1 ? 35 : 31), 0, 0.9, beat % 3 === 0 ? 83 : 70);
    if (beat % 6 === 4) struck(root + 33, 0.5, 0.4, 64);
    at += length;
  }
  return notes;
}

/** Share of true beats that a found beat meets within 70 ms. */
function shareMet(truth: readonly number[], found: readonly number[]): number {
  const met = truth.filter((beat) => found.some((other) => Math.abs(other - beat) <= 0.07));
  return met.length / truth.length;
}

describe('findBeats', () => {
  it.each([63, 96, 152])('finds beats, bars and metre of a waltz at %i a minute', (bpm) => {
    const found = findBeats(waltz(() => 60 / bpm));
    const truth = Array.from({ length: 72 }, (_, i) => 0.8 + (i * 60) / bpm);
    expect(found.tempoBpm).toBeCloseTo(bpm, -0.5);
    expect(found.metre).toEqual({ beats: 3, beatUnit: 4 });
    expect(shareMet(truth, found.beats)).toBeGreaterThan(0.95);
    expect(
      shareMet(
        truth.filter((_, i) => i % 3 === 0),
        found.downbeats,
      ),
    ).toBeGreaterThan(0.9);
    expect(found.confidence).toBeGreaterThan(0.7);
  });

  it('follows a tempo that bends by fifteen in a hundred', () => {
    const bent = (beat: number) => (60 / 96) * (1 + 0.15 * Math.sin((2 * Math.PI * beat) / 12));
    const truth: number[] = [];
    for (let beat = 0, at = 0.8; beat < 72; at += bent(beat++)) truth.push(at);
    expect(shareMet(truth, findBeats(waltz(bent)).beats)).toBeGreaterThan(0.9);
  });

  it('counts in the tempo and metre that it is told', () => {
    const found = findBeats(
      waltz(() => 60 / 152),
      {
        tempoBpm: 152 / 3,
        metre: { beats: 4, beatUnit: 4 },
      },
    );
    expect(found.tempoBpm).toBeCloseTo(152 / 3, -0.5);
    expect(found.metre).toEqual({ beats: 4, beatUnit: 4 });
  });

  it.each([21, 276, 360])('finds beats at %i a minute where that is told', (tempoBpm) => {
    const found = findBeats(
      waltz(() => 60 / tempoBpm),
      { tempoBpm, metre: { beats: 3, beatUnit: 8 } },
    );
    const inBeats = (seconds: number) => ((seconds - 0.8) * tempoBpm) / 60;
    const astray = (places: number[]) =>
      Math.max(...places.map((at) => Math.abs(at - Math.round(at))));
    // At the ends, where the network has heard too little, some of the 72 beats are not found.
    expect(found.beats.length).toBeGreaterThan(60);
    expect(astray(found.beats.map(inBeats))).toBeLessThan(0.15);
    expect(astray(found.downbeats.map((seconds) => inBeats(seconds) / 3))).toBeLessThan(0.05);
    expect(found.tempoBpm).toBeCloseTo(tempoBpm, 0);
  });

  it('knows that random notes have no sure beat', () => {
    const random = seededRandom('rain');
    const rain = Array.from({ length: 200 }, () => ({
      pitch: 30 + Math.floor(random() * 60),
      startSeconds: 90 * random(),
      durationSeconds: 0.1 + random(),
      velocity: 20 + Math.floor(random() * 90),
    }));
    expect(findBeats(rain).confidence).toBeLessThan(0.5);
  });

  it('does not care in which order the notes come', () => {
    const notes = waltz(() => 0.5, 8);
    expect(findBeats([...notes].reverse())).toEqual(findBeats(notes));
  });

  it.each([
    ['no notes', []],
    ['seven notes', waltz(() => 0.5).slice(0, 7)],
    [
      'a hundred notes at once',
      Array.from({ length: 100 }, (_, i) => ({
        pitch: i,
        startSeconds: 0,
        durationSeconds: 1,
        velocity: 64,
      })),
    ],
  ])('calls %s free', (_, notes) => {
    expect(findBeats(notes)).toMatchObject({
      tempoBpm: null,
      metre: null,
      beats: [],
      downbeats: [],
    });
  });

  it('finds rising beats on either side of a rest of many hours, and none far from its notes', () => {
    const notes = waltz(() => 0.5, 10);
    const later = notes.map((note) => ({ ...note, startSeconds: note.startSeconds + 80_000 }));
    const { beats } = findBeats([...notes, ...later]);
    expect(beats.every((beat, i) => beat >= (beats[i - 1] ?? 0))).toBe(true);
    expect(shareMet([0.8, 5.8, 80_000.8, 80_010.8], beats)).toBe(1);
    const onsets = [...notes, ...later].map(({ startSeconds }) => startSeconds);
    const distances = beats.map((beat) => Math.min(...onsets.map((each) => Math.abs(each - beat))));
    expect(Math.max(...distances)).toBeGreaterThan(29);
    expect(Math.max(...distances)).toBeLessThan(30.1);
  });

  it.each<[field: keyof SoundedNote, value: number]>([
    ['pitch', 128],
    ['startSeconds', Number.NaN],
    ['startSeconds', 1e300],
    ['durationSeconds', -0.1],
    ['durationSeconds', Number.POSITIVE_INFINITY],
    ['velocity', 0],
  ])('refuses a note whose %s is %d in one line', (field, value) => {
    const notes = waltz(() => 0.5, 3);
    const wrong = notes.map((note, i) => (i === 2 ? { ...note, [field]: value } : note));
    expect(() => findBeats(wrong)).toThrow(
      expect.objectContaining({
        code: 'input',
        message: expect.stringMatching(/^Expected notes\[2\]\.\w+ to be a number from .*$/),
      }),
    );
    expect(() => findBeats(wrong)).toThrow(`notes[2].${field} `);
  });
});
