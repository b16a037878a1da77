import { describe, expect, it } from 'vitest';
import { findObject, mirrorObject, openCollection } from '../src/index.js';

const clock = findObject(await openCollection(), 'clock');

describe('mirrorObject', () => {
  it('plays one object in its own tempo and metre, the same for the same seed', async () => {
    const score = await mirrorObject(clock, { bars: 8, seed: 5 });
    expect(score).toEqual(await mirrorObject(clock, { bars: 8, seed: 5 }));
    expect(score).not.toEqual(await mirrorObject(clock, { bars: 8, seed: 6 }));
    expect(score.lengthTicks).toBe(8 * 1920);
    expect(score.parts).toHaveLength(1);
    expect(score.parts[0]).toMatchObject({ name: 'clock', program: clock.program });
    expect(score.parts[0]?.notes.length).toBeGreaterThan(20);
  });

  it('plays kind seed in one unchanging rhythm', async () => {
    const { parts } = await mirrorObject(clock, { kind: 'seed' });
    const notes = parts[0]?.notes ?? [];
    expect(notes.length).toBeGreaterThan(20);
    for (const note of notes) expect(note.startTicks % 240).toBe(0);
    expect(new Set(notes.map((note) => note.velocity)).size).toBe(1);
  });

  it('refuses an object that was never trained, with the remedy', async () => {
    const untrained = { ...clock, name: 'kettle', modelsFolder: '/nowhere/models/kettle' };
    await expect(mirrorObject(untrained)).rejects.toMatchObject({ code: 'input' });
    await expect(mirrorObject(untrained)).rejects.toThrow('mirror train kettle');
  });
});
