import { describe, expect, it } from 'vitest';
import {
  findObject,
  mirrorObject,
  openCollection,
  readDecoder,
  writeDecoder,
} from '../src/index.js';
import { putObject } from './collection/shelves.js';
import { useTemporaryFolder } from './collection/temporaryFolder.js';
import { tinyDecoder } from './collection/tinyDecoder.js';

const home = useTemporaryFolder();
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

  it('plays in the tempo of one of its recordings, by seed', async () => {
    const decoder = await readDecoder(clock);
    const own = new Set(decoder?.recordings.map(({ tempoBpm }) => tempoBpm));
    const seeds = [1, 2, 3, 4, 5, 6];
    const scores = await Promise.all(seeds.map((seed) => mirrorObject(clock, { bars: 1, seed })));
    for (const { tempoBpm } of scores) expect(own).toContain(tempoBpm);
    expect(new Set(scores.map(({ tempoBpm }) => tempoBpm)).size).toBeGreaterThan(3);
  });

  it('slows down as the recording does whose tempo it plays in', async () => {
    const wind = await putObject(home.path, { name: 'musical box' });
    const recordings = [{ name: 'one.mid', sha256: 'one' }];
    const decoder = tinyDecoder('phrase', { object: 'musical box', recordings });
    const [learned] = decoder.recordings as [(typeof decoder.recordings)[0]];
    const beatTempi = [96, 84, 70];
    await writeDecoder(wind, { ...decoder, recordings: [{ ...learned, beatTempi }] });
    const { tempoBpm, tempoChanges } = await mirrorObject(wind, { bars: 1 });
    expect(tempoBpm).toBe(83);
    // The tiny decoder counts 3/4.
    expect(tempoChanges).toEqual(
      beatTempi.map((tempo, beat) => ({ ticks: 480 * beat, tempoBpm: tempo })),
    );
  });

  it('plays one whose recordings have no beat at 120, where its ticks are its seconds', async () => {
    const wind = await putObject(home.path, { name: 'wind' });
    const recordings = ['one.mid', 'two.mid'].map((name) => ({ name, sha256: name }));
    await writeDecoder(wind, tinyDecoder('phrase', { object: 'wind', recordings, tempi: [null] }));
    expect(await mirrorObject(wind, { bars: 2 })).toMatchObject({ tempoBpm: 120 });
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
