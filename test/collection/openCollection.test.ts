import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenNotes } from '../../src/collection/brokenNotes.js';
import { changeCollection } from '../../src/collection/changes/journal.js';
import { formatJournal } from '../../src/collection/changes/journalFile.js';
import type { JournalStep } from '../../src/collection/changes/journalSteps.js';
import { answerLabel, findObject } from '../../src/collection/collection.js';
import { openCollection, surveyCollection } from '../../src/collection/openCollection.js';
import { packageFolder } from '../../src/collection/packageFolder.js';
import { trainingState } from '../../src/collection/training/trainingState.js';
import { acquireLock } from '../../src/files/disk/lock.js';
import { isLabel } from '../../src/vision/labels.js';
import { asOtherUser, skipWhereNoOtherUser } from './otherUser.js';
import { putObject, putTrainedObject, takeBytes } from './shelves.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const home = useTemporaryFolder();

describe('the starter collection', () => {
  it('stands alone where there is no home', async () => {
    const collection = await openCollection();
    expect(collection.home).toBeUndefined();
    expect(collection.objects.length).toBeGreaterThanOrEqual(18);
    for (const { name, labels, shelf, recordings, otherFiles } of collection.objects) {
      expect({ name, shelf, otherFiles }).toEqual({ name, shelf: 'starter', otherFiles: [] });
      expect(labels.filter((label) => !isLabel(label))).toEqual([]);
      expect(recordings.length).toBeGreaterThanOrEqual(4);
    }
  });

  it('has learned the recordings that ship with it, as they are now', async () => {
    const { objects } = await openCollection();
    const states = await Promise.all(objects.map((object) => trainingState(object)));
    expect(objects.filter((_, index) => states[index]?.state !== 'trained')).toEqual([]);
  });

  it('is one shelf with the home where the two are the same folder', async () => {
    const link = join(home.path, 'checkout');
    await symlink(packageFolder(), link);
    const alone = await openCollection();
    const collection = await openCollection({ home: link });
    expect(collection.home).toBe(link);
    // Whoever works in this checkout may have objects of his own in it.
    const starter = collection.objects.filter(({ shelf }) => shelf === 'starter');
    expect(starter).toEqual(alone.objects);
  });
});

describe('a home', () => {
  it('is laid over the starter collection: its objects join, or take the place of their namesakes', async () => {
    await putObject(home.path, { name: 'kettle', labels: ['toaster'], takes: ['b.mid', 'a.MIDI'] });
    await putObject(home.path, { name: 'clock', labels: ['tie'] });
    const starter = await openCollection();
    const { objects } = await openCollection({ home: home.path });
    expect(objects.map((object) => object.name)).toEqual(
      [...starter.objects.map((object) => object.name), 'kettle'].sort(),
    );
    expect(objects.find((object) => object.name === 'kettle')).toEqual({
      name: 'kettle',
      labels: ['toaster'],
      instrument: 'celesta',
      program: 8,
      text: 'For a test.',
      shelf: 'home',
      folder: join(home.path, 'objects', 'kettle'),
      modelsFolder: join(home.path, 'models', 'kettle'),
      recordings: [
        { name: 'a.MIDI', path: join(home.path, 'objects', 'kettle', 'recordings', 'a.MIDI') },
        { name: 'b.mid', path: join(home.path, 'objects', 'kettle', 'recordings', 'b.mid') },
      ],
      audioFiles: [],
      otherFiles: [],
    });
    expect(objects.find((object) => object.name === 'clock')?.labels).toEqual(['tie']);
  });

  it('wins a label from the starter collection, and only that label', async () => {
    await putObject(home.path, { name: 'mug', labels: ['cup'] });
    await putObject(home.path, { name: 'beaker', labels: ['cup', 'frisbee'] });
    const collection = await openCollection({ home: home.path });
    const names = (label: string) => answerLabel(collection, label).map((object) => object.name);
    expect(names('cup')).toEqual(['beaker', 'mug']);
    expect(names('frisbee')).toEqual(['beaker']);
    expect(names('knife')).toEqual(['breadknife']);
    expect(names('zebra')).toEqual(['elephant']);
  });

  it('gives up the labels of a starter object that its own of that name does not list', async () => {
    await putObject(home.path, { name: 'clock', labels: ['tie'] });
    const collection = await openCollection({ home: home.path });
    expect(answerLabel(collection, 'clock')).toEqual([]);
  });

  it('may have names in any script, however the disk composes their letters', async () => {
    await putObject(home.path, { name: 'Café 冷蔵庫' });
    const objects = join(home.path, 'objects');
    await rename(
      join(objects, 'Café 冷蔵庫'.normalize('NFC')),
      join(objects, 'Café 冷蔵庫'.normalize('NFD')),
    );
    const collection = await openCollection({ home: home.path });
    expect(findObject(collection, 'Café 冷蔵庫'.normalize('NFD')).recordings).toHaveLength(2);
  });

  it('passes over hidden files and names what else is no recording', async () => {
    const object = await putObject(home.path, { name: 'kettle' });
    const recordings = join(object.folder, 'recordings');
    for (const name of ['.DS_Store', '._one.mid', 'take.wav', 'Two.flac', 'notes.txt']) {
      await writeFile(join(recordings, name), 'x');
    }
    await mkdir(join(recordings, 'older.mid'));
    await mkdir(join(home.path, 'objects', '.adding-1-0'));
    await writeFile(join(home.path, 'objects', 'README.md'), 'Mine.');
    await writeFile(join(home.path, 'take.mid'), takeBytes('linked'));
    await symlink(join(home.path, 'take.mid'), join(recordings, 'linked.mid'));
    const collection = await openCollection({ home: home.path });
    const { audioFiles, otherFiles, recordings: kept } = findObject(collection, 'kettle');
    expect(otherFiles).toEqual(['notes.txt', 'older.mid']);
    expect(audioFiles.map(({ name, transcription }) => [name, transcription])).toEqual([
      ['Two.flac', 'two.mid'],
      ['take.wav', undefined],
    ]);
    expect(kept.map(({ name }) => name)).toEqual(['linked.mid', 'one.mid', 'two.mid']);
  });

  it('must be a folder', async () => {
    await expect(openCollection({ home: join(home.path, 'nowhere') })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('there is no folder'),
    });
  });
});

describe('a home that cannot be written, with a change half made', () => {
  const journal = () => join(home.path, 'objects', '.journal.json');
  const leave = async (steps: readonly JournalStep[], done: number) => {
    await putObject(home.path, { name: 'kettle' });
    await changeCollection(home.path, async () => ({ steps: steps.slice(0, done) }));
    await writeFile(journal(), await formatJournal(home.path, steps));
  };
  const RENAME: readonly JournalStep[] = [
    { is: 'write', path: 'objects/.trash/1/entry.json', text: '{}' },
    { is: 'move', from: 'objects/kettle', to: 'objects/pot' },
    { is: 'write', path: 'objects/pot/object.json', text: '{"name": "pot", "labels": ["tv"]}' },
  ];

  it('is read as it stands, and a survey names the journal', async (context) => {
    skipWhereNoOtherUser(context);
    await leave(RENAME, 1);
    const survey = await withoutWriting(() => surveyCollection({ home: home.path }));
    expect(findObject(survey.collection, 'kettle').recordings).toHaveLength(2);
    expect(survey.unfinishedChange).toBe(journal());
    // The same home is finished by the next process that may write it.
    const { unfinishedChange, collection } = await surveyCollection({ home: home.path });
    expect(unfinishedChange).toBeUndefined();
    expect(findObject(collection, 'pot').labels).toEqual(['tv']);
  });

  it('is refused by its journal where an object is half renamed', async (context) => {
    skipWhereNoOtherUser(context);
    await leave(RENAME, 2);
    const refused = withoutWriting(() => openCollection({ home: home.path }));
    await expect(refused).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/\.journal\.json: Expected a change that is finished .*\.$/),
    });
  });

  /** Does some work in a home that this process may read and not write, also where the tests run as root. */
  async function withoutWriting<Result>(work: () => Promise<Result>): Promise<Result> {
    await chmod(home.path, 0o755);
    await chmod(join(home.path, 'objects'), 0o555);
    try {
      return await asOtherUser(work);
    } finally {
      await chmod(join(home.path, 'objects'), 0o755);
    }
  }
});

describe('a home that another process changes', () => {
  it('is waited for, which is said, and the waiting can be ended', async () => {
    await putObject(home.path, { name: 'kettle' });
    const lock = await acquireLock(join(home.path, 'objects'), { purpose: 'writing' });
    await writeFile(join(home.path, 'objects', '.journal.json'), '{}');
    const stop = new AbortController();
    const pids: number[] = [];
    const onWaiting = ({ pid }: { readonly pid: number }) => {
      pids.push(pid);
      stop.abort();
    };
    try {
      await expect(
        openCollection({ home: home.path, onWaiting, signal: stop.signal }),
      ).rejects.toMatchObject({ code: 'aborted' });
    } finally {
      await lock.release();
    }
    expect(pids).toEqual([process.pid]);
  });
});

describe('a folder without an object.json', () => {
  it('is no object and stands in nobody’s way, and a survey names it', async () => {
    await putObject(home.path, { name: 'mug' });
    const meshes = join(home.path, 'objects', 'meshes');
    await mkdir(meshes);
    await writeFile(join(meshes, 'teapot.obj'), 'v 0 0 0');
    const collection = await openCollection({ home: home.path });
    expect(collection.objects.map(({ name }) => name)).not.toContain('meshes');
    expect(await surveyCollection({ home: home.path })).toEqual({
      collection,
      broken: [],
      skipped: [meshes],
    });
  });
});

const brokenLike = (line: RegExp) =>
  expect.objectContaining({
    shelf: 'home',
    error: expect.objectContaining({ code: 'input', message: expect.stringMatching(line) }),
  });

describe('a broken object', () => {
  it.each<[string, (folder: string) => Promise<unknown>, RegExp]>([
    [
      'an unknown label',
      (folder) =>
        writeFile(join(folder, 'object.json'), '{"name": "kettle", "labels": ["kettel"]}'),
      /kettle\/object\.json: Expected COCO labels but received "kettel"/,
    ],
    [
      'a huge object.json',
      (folder) => writeFile(join(folder, 'object.json'), ' '.repeat(70_000)),
      /object\.json: .*the most/,
    ],
  ])(
    'with %s is left out of the opening, and what is wrong stands beside the others',
    async (_, damage, line) => {
      const { folder } = await putObject(home.path, { name: 'kettle' });
      await putObject(home.path, { name: 'mug' });
      await damage(folder);
      const collection = await openCollection({ home: home.path });
      expect(collection.broken).toEqual([brokenLike(line)]);
      expect(findObject(collection, 'mug').shelf).toBe('home');
      for (const name of ['kettle', 'Kettle']) {
        expect(() => findObject(collection, name)).toThrow(line);
      }
    },
  );

  it('keeps its name from the object of the starter collection that plays in its place', async () => {
    const { folder } = await putObject(home.path, { name: 'clock' });
    await writeFile(join(folder, 'object.json'), '{');
    const collection = await openCollection({ home: home.path });
    expect(answerLabel(collection, 'clock').map(({ shelf }) => shelf)).toEqual(['starter']);
    expect(() => findObject(collection, 'clock')).toThrow(/clock\/object\.json: Expected JSON/);
    expect(brokenNotes(collection)).toEqual([
      expect.stringMatching(/Until then, the starter's clock stands in for it\.$/),
    ]);
    // Another of the home's own that is written likewise is the one that is meant.
    await putObject(home.path, { name: 'CLOCK' });
    expect(findObject(await openCollection({ home: home.path }), 'CLOCK').name).toBe('CLOCK');
  });

  it('does not hide the others from a survey', async () => {
    const { folder } = await putObject(home.path, { name: 'kettle' });
    await putObject(home.path, { name: 'mug' });
    await writeFile(join(folder, 'object.json'), 'not JSON');
    const { collection, broken } = await surveyCollection({ home: home.path });
    expect(findObject(collection, 'mug').shelf).toBe('home');
    expect(broken).toEqual([
      { folder, shelf: 'home', error: expect.objectContaining({ code: 'input' }) },
    ]);
  });

  it('is one whose folder is a link out of the collection', async () => {
    const elsewhere = join(home.path, 'elsewhere');
    await putObject(elsewhere, { name: 'kettle' });
    const own = join(home.path, 'own');
    await mkdir(join(own, 'objects'), { recursive: true });
    await symlink(join(elsewhere, 'objects', 'kettle'), join(own, 'objects', 'kettle'));
    const { broken } = await openCollection({ home: own });
    expect(broken).toEqual([brokenLike(/inside the collection/)]);
  });
});

describe('a link that leads out of the collection', () => {
  it.each([['objects/kettle/recordings'], ['models/kettle']])(
    'is refused as %s: what is written would land there',
    async (path) => {
      const own = join(home.path, 'own');
      await putObject(own, { name: 'kettle' });
      const elsewhere = join(home.path, 'elsewhere');
      await mkdir(elsewhere);
      await mkdir(join(own, 'models'));
      await rm(join(own, path), { recursive: true, force: true });
      await symlink(elsewhere, join(own, path));
      const { broken } = await openCollection({ home: own });
      expect(broken?.map(({ error }) => error.message)).toEqual([
        expect.stringContaining(`${join(own, path)}: `),
      ]);
    },
  );

  it.each(['object.json', 'recordings/one.mid'])(
    'is refused as %s: it would be read',
    async (name) => {
      const own = join(home.path, 'own');
      const { folder } = await putObject(own, { name: 'kettle' });
      const elsewhere = join(home.path, 'elsewhere');
      await rename(join(folder, name), elsewhere);
      await symlink(elsewhere, join(folder, name));
      const { broken } = await openCollection({ home: own });
      expect(broken).toEqual([
        brokenLike(/this link leads to .*elsewhere. Copy it here instead\.$/),
      ]);
    },
  );

  it('may be the whole objects/ or models/, which somebody keeps on another disk', async () => {
    const elsewhere = join(home.path, 'elsewhere');
    await putTrainedObject(elsewhere, { name: 'kettle' });
    const own = join(home.path, 'own');
    await mkdir(own);
    for (const part of ['objects', 'models']) await symlink(join(elsewhere, part), join(own, part));
    const collection = await openCollection({ home: own });
    expect(findObject(collection, 'kettle').recordings).toHaveLength(2);
  });
});

describe('finding an object', () => {
  it('offers the nearest names when there is none', async () => {
    const collection = await openCollection();
    expect(() => findObject(collection, 'refridgerator')).toThrow(
      expect.objectContaining({
        code: 'usage',
        message:
          'Expected an object of the collection but received "refridgerator". Did you mean refrigerator?',
      }),
    );
    expect(() => findObject(collection, '__proto__')).toThrow(/`mirror objects` lists/);
  });
});
