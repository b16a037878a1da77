import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openCollection } from '../../../src/collection/openCollection.js';

const folder = new URL('../../../bench/beats/', import.meta.url);
const { steadyAndBentTakes } = await import(new URL('takes.js', folder).href);
const { trueTempoTakes } = await import(new URL('trueTempo.js', folder).href);
const { freeMidi, soundedNotes } = await import(new URL('media.js', folder).href);
const { musicTempoBeats } = await import(new URL('musicTempo.js', folder).href);
const { scoreBeats } = await import(new URL('score.js', folder).href);
const { readRecording } = await import('../../../src/recordings/readRecording.js');

const home = fileURLToPath(new URL('../../..', import.meta.url));
const objects = (await openCollection({ home })).objects.filter(({ shelf }) => shelf === 'starter');
const takes = steadyAndBentTakes(objects);

it('plays 96 takes, half of each condition as free MIDI', () => {
  expect(takes).toHaveLength(96);
  for (const condition of ['straight', 'swung', 'rubato', 'rubato, faster']) {
    const some = takes.filter((take: { condition: string }) => take.condition === condition);
    expect(some.filter(({ medium }: { medium: string }) => medium === 'midi')).toHaveLength(12);
    expect(some).toHaveLength(24);
  }
});

it('spreads its tempi from 40 to 180, evenly over their logarithm', () => {
  const tempi = takes.map(({ truth }: { truth: { tempoBpm: number } }) => truth.tempoBpm);
  expect(Math.min(...tempi)).toBeGreaterThan(36);
  expect(Math.max(...tempi)).toBeLessThan(200);
  // The middle of 40–180 by logarithm is 85.
  const slow = tempi.filter((tempo: number) => tempo < 85).length;
  expect(slow).toBeGreaterThan(38);
  expect(slow).toBeLessThan(58);
});

it('knows the beats of a straight take: they are as far apart as its tempo says', () => {
  const { truth } = takes[0];
  const gaps = truth.beats.slice(1).map((beat: number, i: number) => beat - truth.beats[i]);
  for (const gap of gaps) expect(gap).toBeCloseTo(60 / truth.tempoBpm, 6);
});

it('bends the tempo by 15 % in a take with rubato', () => {
  const { truth } = takes[2];
  const gaps = truth.beats.slice(1).map((beat: number, i: number) => beat - truth.beats[i]);
  gaps.sort((a: number, b: number) => a - b);
  // From 1.15 to 0.85 of the speed, and the phrases' last beats slower still.
  expect(gaps.at(-1) / gaps[0]).toBeGreaterThan(1.25);
  expect(gaps.at(-1) / gaps[0]).toBeLessThan(2);
});

it('writes free playing on a grid of 120 and reads it again where it was', () => {
  const { notes, name } = takes[0];
  const bytes = freeMidi(notes, { name });
  expect(readRecording(bytes, name).performance.tempoBpm).toBeCloseTo(120, 6);
  const again = soundedNotes(bytes, name);
  expect(again).toHaveLength(notes.length);
  for (const [i, note] of again.entries()) {
    expect(note.startSeconds).toBeCloseTo(notes[i].startSeconds, 2);
  }
});

it('changes nothing but the tempo map in takes whose tempo map is true', () => {
  const kept = trueTempoTakes(objects);
  expect(kept).toHaveLength(24);
  for (const { bytes, notes, name, condition } of kept) {
    const { performance } = readRecording(bytes, name);
    expect(performance.notes, name).toEqual(notes);
    if (condition === 'bending tempo')
      expect(performance.tempoChanges.length, name).toBeGreaterThan(8);
  }
});

it('lets music-tempo find the beats of a metronome', () => {
  const beats = Array.from({ length: 40 }, (_, i) => 1 + i * 0.6);
  const notes = beats.map((startSeconds) => ({
    pitch: 60,
    startSeconds,
    durationSeconds: 0.2,
    velocity: 80,
  }));
  const truth = { tempoBpm: 100, metre: { beats: 4, beatUnit: 4 }, beats, downbeats: [] };
  expect(scoreBeats(musicTempoBeats(notes), truth, notes)).toMatchObject({
    isTempoRight: true,
    octaveF: 1,
  });
});
