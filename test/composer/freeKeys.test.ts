import { describe, expect, it } from 'vitest';
import { withFreeKeys } from '../../composer/freeKeys.js';

const note = (pitch: number, startTicks: number, durationTicks: number, velocity = 60) => ({
  pitch,
  startTicks,
  durationTicks,
  velocity,
});

describe('withFreeKeys', () => {
  it('shortens a note whose key is struck again, and no other', () => {
    const notes = [note(60, 0, 480), note(64, 0, 480), note(60, 240, 480)];
    expect(withFreeKeys(notes)).toEqual([note(60, 0, 232), note(64, 0, 480), note(60, 240, 480)]);
  });

  it('leaves a key alone that is up in time', () => {
    const notes = [note(60, 0, 200), note(60, 240, 100)];
    expect(withFreeKeys(notes)).toEqual(notes);
  });

  it('plays a key once when both hands want it', () => {
    const notes = [note(60, 0, 480, 40), note(60, 0, 240, 71), note(60, 5, 100, 50)];
    expect(withFreeKeys(notes)).toEqual([note(60, 5, 100, 50)]);
  });
});
