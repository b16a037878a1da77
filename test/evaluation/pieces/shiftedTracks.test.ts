import { describe, expect, it } from 'vitest';
import { shiftedTracks } from '../../../src/evaluation/pieces/shiftedTracks.js';
import { seededRandom } from '../../../src/math/random.js';
import { notesOf } from './tracks.js';

describe('tracks rotated in time', () => {
  const lengthTicks = 4 * 1440;
  const timeSignature = { beats: 3, beatUnit: 4 };
  const shift = (tracks: Parameters<typeof shiftedTracks>[0], seed: string | number) =>
    shiftedTracks(tracks, { lengthTicks, timeSignature, random: seededRandom(seed) });

  it('move by whole beats inside the piece and split where they pass its end', () => {
    const tracks = [notesOf([[60, 17, 5000]]), notesOf([[62, 5000, 700]])];
    const shifts = new Set<number>();
    for (let seed = 0; seed < 40; seed++) {
      for (const [i, notes] of shift(tracks, seed).entries()) {
        const [before] = tracks[i] as [(typeof tracks)[0][0]];
        const [first, rest] = notes as [(typeof notes)[0], (typeof notes)[0] | undefined];
        shifts.add((first.startTicks - before.startTicks + lengthTicks) % lengthTicks);
        expect(first.startTicks + first.durationTicks).toBeLessThanOrEqual(lengthTicks);
        expect(first.durationTicks + (rest?.durationTicks ?? 0)).toBe(before.durationTicks);
        if (rest) {
          expect(first.startTicks + first.durationTicks).toBe(lengthTicks);
          expect(rest.startTicks).toBe(0);
        }
      }
    }
    expect([...shifts].every((by) => by % 480 === 0)).toBe(true);
    expect(shifts.size).toBe(12);
  });

  it('leave a piece shorter than a beat as it is', () => {
    const notes = notesOf([[60, 3, 50]]);
    const options = { lengthTicks: 240, timeSignature, random: seededRandom('short') };
    expect(shiftedTracks([notes], options)).toEqual([notes]);
  });

  it('are the same for the same chance', () => {
    const tracks = [notesOf([[60, 17, 50]]), notesOf([[62, 500, 700]])];
    expect(shift(tracks, 'one')).toEqual(shift(tracks, 'one'));
  });
});
