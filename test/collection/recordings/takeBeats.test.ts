import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BEATS_VERSION } from '../../../src/beats/findRecordingBeats.js';
import { writeDecoder } from '../../../src/collection/decoders/writeDecoder.js';
import { readObject } from '../../../src/collection/readShelf.js';
import { addObject } from '../../../src/collection/recordings/addObject.js';
import { readRecordings } from '../../../src/collection/recordings/recordingFiles.js';
import type { SoundObject } from '../../../src/collection/soundObject.js';
import { trainingState } from '../../../src/collection/training/trainingState.js';
import { tempoClock } from '../../../src/music/tempo.js';
import { freePlaying } from '../../beats/freePlaying.js';
import { skipAsRoot } from '../otherUser.js';
import { decoderFor, putObject } from '../shelves.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const home = useTemporaryFolder();
let object: SoundObject;
const at = (name: string) => join(home.path, 'objects', 'kettle', 'recordings', name);
const sidecar = () => readFile(at('free.mid.beats.json'), 'utf8');
const reread = () => readObject(home.path, { folderName: 'kettle', shelf: 'home' });
const readFree = async () => {
  const { recordings, skipped } = await readRecordings(await reread());
  const take = recordings.find(({ name }) => name === 'free.mid');
  if (take === undefined) throw new Error('There is no take free.mid.');
  return { ...take, skipped };
};
const settle = (hints: object) =>
  addObject(home.path, { name: 'kettle', files: [at('free.mid')], hints });

beforeEach(async () => {
  await putObject(home.path, { name: 'kettle', takes: ['own.mid'] });
  await writeFile(at('free.mid'), freePlaying());
  object = await reread();
});

describe('the beats of takes in a collection', () => {
  it('are found once, and kept beside the take that does not keep its own grid', async () => {
    expect(object.recordings.map(({ name }) => name)).toEqual(['free.mid', 'own.mid']);
    const first = await readRecordings(object);
    expect((await everythingIn(at('.'))).sort()).toEqual([
      'free.mid',
      'free.mid.beats.json',
      'own.mid',
    ]);
    const { mtimeMs } = await stat(at('free.mid.beats.json'));
    const again = await readRecordings(await reread());
    expect(again).toEqual(first);
    expect(again.skipped).toEqual([]);
    expect((await stat(at('free.mid.beats.json'))).mtimeMs).toBe(mtimeMs);
    expect((await reread()).otherFiles).toEqual([]);
  });

  it('are taken from there, not found again', async () => {
    await readFree();
    // As nothing would find them: a person moved them by hand.
    const text = await sidecar();
    const beats = [0.3, 1.1, 1.9, 2.7];
    const changed = text
      .replace(/"beats": \[.*\]/, `"beats": ${JSON.stringify(beats)}`)
      .replace(/"downbeats": \[.*\]/, '"downbeats": [1.1]')
      .replace(/"tempoBpm": [\w.]+/, '"tempoBpm": 75')
      .replace(/"metre": [^,\n]+/, '"metre": "4/4"');
    await writeFile(at('free.mid.beats.json'), changed);
    const { performance, beats: take } = await readFree();
    expect(take.beats.beats).toEqual(beats);
    expect(performance.timeSignature).toEqual({ beats: 4, beatUnit: 4 });
    expect(take.startSeconds).toBeCloseTo(1.1, 9);
    const { secondsAt } = tempoClock(performance.tempoChanges);
    expect(secondsAt(performance.notes[0]?.startTicks ?? 0) + 1.1).toBeCloseTo(1.3, 1);
  });

  it('are found anew in a take that was edited, by what a person said of it', async () => {
    await settle({ tempoBpm: 76, metre: { beats: 3, beatUnit: 4 } });
    const before = await sidecar();
    await writeFile(at('free.mid'), freePlaying({ seed: 'edited', fromSeconds: 2 }));
    const { beats } = await readFree();
    expect(beats.hints).toEqual({ tempoBpm: 76, metre: { beats: 3, beatUnit: 4 } });
    expect(beats.beats.metre).toEqual({ beats: 3, beatUnit: 4 });
    expect(await sidecar()).not.toBe(before);
  });

  it('are no longer kept of a take that has a grid of its own now', async () => {
    await readFree();
    await writeFile(at('free.mid'), await readFile(at('own.mid')));
    expect((await readFree()).beats.isOwnGrid).toBe(true);
    await expect(sidecar()).rejects.toThrow('ENOENT');
  });

  it('are found again by another version of the search', async () => {
    await readFree();
    const before = await sidecar();
    const other = before.replace(`"version": ${BEATS_VERSION}`, `"version": ${BEATS_VERSION - 1}`);
    await writeFile(at('free.mid.beats.json'), other);
    expect((await readFree()).skipped).toEqual([]);
    expect(await sidecar()).toBe(before);
  });

  it('are made again, with a word, where the file is damaged, and the hints stay', async () => {
    await settle({ tempoBpm: 76 });
    const before = await sidecar();
    await writeFile(at('free.mid.beats.json'), before.slice(0, -40));
    const { skipped } = await readFree();
    expect(skipped).toEqual([
      'free.mid.beats.json: damaged, so the beats are found anew; what you said of them is kept',
    ]);
    expect(await sidecar()).toBe(before);
    await rm(at('free.mid.beats.json'));
    await mkdir(at('free.mid.beats.json'));
    expect((await readFree()).skipped).toEqual([
      'free.mid.beats.json: damaged, so the beats are found anew',
    ]);
  });

  it('are found in memory where the folder cannot be written', async (context) => {
    skipAsRoot(context);
    await chmod(at('.'), 0o555);
    const { beats } = await readFree().finally(() => chmod(at('.'), 0o755));
    expect(beats.isOwnGrid).toBe(false);
    expect(await everythingIn(at('.'))).toEqual(['free.mid', 'own.mid']);
  });

  it('never stand in the starter collection', async () => {
    const { recordings } = await readRecordings({ ...object, shelf: 'starter' });
    expect(recordings[0]?.beats.isOwnGrid).toBe(false);
    expect(await everythingIn(at('.'))).toEqual(['free.mid', 'own.mid']);
  });
});

describe('what a person says of the beats', () => {
  it('makes a decoder stale that learned without it; what is found does not', async () => {
    // Checksums of the bytes alone, as decoders have them that were trained before there were beats.
    await writeDecoder(object, await decoderFor(object, 'phrase'));
    await readFree();
    expect(await trainingState(object)).toEqual({ state: 'trained' });
    await settle({ metre: { beats: 3, beatUnit: 4 } });
    expect(await trainingState(object)).toMatchObject({ state: 'stale', changed: ['free.mid'] });
    await writeDecoder(object, await decoderFor(object, 'phrase'));
    expect(await trainingState(object)).toEqual({ state: 'trained' });
  });

  it('adds up, and counts more than a grid of its own', async () => {
    const files = [at('own.mid')];
    const metre = { beats: 4, beatUnit: 4 };
    await addObject(home.path, { name: 'kettle', files, hints: { tempoBpm: 90 } });
    const { takes } = await addObject(home.path, { name: 'kettle', files, hints: { metre } });
    expect(takes).toMatchObject([
      {
        name: 'own.mid',
        beats: { hints: { tempoBpm: 90, metre }, isOwnGrid: false, overridesGrid: true },
      },
    ]);
  });

  it('is forgotten with its recording: another of that name begins anew', async () => {
    await settle({ tempoBpm: 76 });
    await rm(at('free.mid'));
    const file = join(home.path, 'free.mid');
    await writeFile(file, freePlaying({ seed: 'another' }));
    const { takes } = await addObject(home.path, { name: 'kettle', files: [file] });
    expect(takes[0]).toMatchObject({ name: 'free.mid', beats: { hints: {} } });
  });
});
