import { describe, expect, it } from 'vitest';
import { velocitiesOf } from '../../src/transcription/velocities.js';

const notesOf = (amplitudes: readonly number[]) =>
  amplitudes.map((amplitude, i) => ({ pitch: 60, startSeconds: i, durationSeconds: 1, amplitude }));

describe('velocities', () => {
  const amplitudes = Array.from({ length: 40 }, (_, i) => 0.1 + 0.02 * i);

  it('do not depend on how loud the recording is', () => {
    const soft = velocitiesOf(notesOf(amplitudes.map((amplitude) => amplitude / 300)));
    expect(soft).toEqual(velocitiesOf(notesOf(amplitudes)));
    expect(new Set(soft).size).toBeGreaterThan(30);
  });

  it('keep the dynamics: twice as strong is twice the velocity', () => {
    const velocities = velocitiesOf(notesOf([0.2, 0.4, 0.1]));
    expect(velocities).toEqual([39, 77, 19]);
  });

  it('are not made soft by a knock against the microphone', () => {
    const knocked = velocitiesOf(notesOf([...amplitudes, 50]));
    expect(knocked.at(-1)).toBe(127);
    expect(Math.max(...knocked.slice(0, -1))).toBeGreaterThan(70);
  });

  it('are none for no notes', () => {
    expect(velocitiesOf([])).toEqual([]);
  });
});
