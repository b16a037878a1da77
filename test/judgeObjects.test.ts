import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type JudgeProgress, judgeObjects, openCollection } from '../src/index.js';
import { ageDecoder, putObject, putTrainedObject, takeBytes } from './collection/shelves.js';
import { useTemporaryFolder } from './collection/temporaryFolder.js';

const home = useTemporaryFolder();
/** The home without the starter collection, so that nothing takes long. */
const judgeHome = async (options: Partial<Parameters<typeof judgeObjects>[1]> = {}) => {
  const { objects } = await openCollection({ home: home.path });
  const own = objects.filter(({ shelf }) => shelf === 'home');
  return judgeObjects(own, { collection: { home: home.path, objects: own }, draws: 2, ...options });
};

describe('judgeObjects', () => {
  it('judges what is trained, and notes what is not, or is not as it was learned', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    const mug = await putTrainedObject(home.path, { name: 'mug' });
    await writeFile(join(mug.folder, 'recordings', 'new.mid'), takeBytes('new'));
    await putObject(home.path, { name: 'pot' });
    await putTrainedObject(home.path, { name: 'silent', takes: [] });
    const torn = await putTrainedObject(home.path, { name: 'torn' });
    await writeFile(join(torn.folder, 'recordings', 'one.mid'), 'MThd');
    const bent = await putTrainedObject(home.path, { name: 'bent' });
    await writeFile(join(bent.modelsFolder, 'decoder.json'), '{');
    await ageDecoder(await putTrainedObject(home.path, { name: 'worn' }));
    const { judgements, overall, noted } = await judgeHome();
    expect(judgements.map(({ object, recordings }) => [object, recordings])).toEqual([
      ['kettle', 2],
      ['mug', 3],
    ]);
    expect(overall).toMatchObject({ object: null, recordings: 5, draws: 4 });
    expect(noted).toEqual([
      { object: 'torn', state: 'broken', error: expect.objectContaining({ code: 'input' }) },
      { object: 'bent', state: 'broken', error: expect.objectContaining({ code: 'input' }) },
      { object: 'mug', state: 'stale' },
      { object: 'pot', state: 'untrained' },
      { object: 'silent', state: 'unrecorded' },
      { object: 'worn', state: 'outdated' },
    ]);
    // The classifier knows all recordings that can be read, of trained objects or not.
    expect(overall?.named.chance).toBeCloseTo(1 / 5);
  });

  it('hands through what came back of a recording left out', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    const found = { right: { chord: 0.25 }, chance: { chord: 0.125 } };
    const { judgements, overall } = await judgeHome({ leftOut: new Map([['kettle', found]]) });
    expect(judgements[0]?.reconstruction.leftOut).toEqual(found);
    expect(overall?.reconstruction.leftOut).toEqual(found);
  });

  it.each(['phrase', 'seed'] as const)('judges one recording of kind %s', async (kind) => {
    await putTrainedObject(home.path, { name: 'kettle', takes: ['one.mid'] });
    const { judgements, overall } = await judgeHome({ kind });
    expect(judgements[0]).toMatchObject({ kind, named: { heldOut: null, draws: 1, chance: 1 } });
    expect(overall?.recordings).toBe(1);
  });

  it.each([
    ['draws', 0],
    ['draws', 1.5],
    ['seed', -1],
    ['variation', 1.01],
  ])('refuses %s of %d', async (name, value) => {
    await expect(judgeHome({ [name]: value })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`Expected ${name} to be`),
    });
  });

  it('has nothing to say of nothing', async () => {
    await putObject(home.path, { name: 'silent', takes: [] });
    expect(await judgeHome()).toEqual({
      judgements: [],
      overall: null,
      noted: [{ object: 'silent', state: 'untrained' }],
    });
  });

  it('tells how far it is, and stops when it is asked to', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    await putTrainedObject(home.path, { name: 'mug' });
    const heard: JudgeProgress[] = [];
    await judgeHome({ onProgress: (progress) => heard.push(progress) });
    expect(heard.map(({ round, object, done, total }) => [round, object, done, total])).toEqual([
      ['listening', 'kettle', 0, 2],
      ['listening', 'mug', 1, 2],
      ['judging', 'kettle', 0, 2],
      ['judging', 'mug', 1, 2],
    ]);
    const abort = new AbortController();
    const stopped = judgeHome({
      signal: abort.signal,
      onProgress: ({ round }) => {
        if (round === 'judging') abort.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  });
});
