import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeCollection, finishJournal } from '../../../src/collection/changes/journal.js';
import { formatJournal } from '../../../src/collection/changes/journalFile.js';
import type { JournalStep } from '../../../src/collection/changes/journalSteps.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { skipAsRoot } from '../otherUser.js';
import { putTrainedObject } from '../shelves.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const home = useTemporaryFolder();
const at = (...path: string[]) => join(home.path, ...path);
const journal = () => at('objects', '.journal.json');
const change = (steps: readonly JournalStep[]) =>
  changeCollection(home.path, async () => ({ steps }));
const journalOf = (steps: readonly unknown[], version = 1) =>
  writeFile(journal(), JSON.stringify({ version, steps }));

const RENAME: readonly JournalStep[] = [
  { is: 'move', from: 'objects/kettle', to: 'objects/pot' },
  { is: 'write', path: 'objects/pot/object.json', text: '{"name": "pot", "labels": ["tv"]}' },
  { is: 'move', from: 'models/kettle/decoder.json', to: 'models/pot/decoder.json' },
  { is: 'nameDecoder', path: 'models/pot/decoder.json', object: 'pot' },
  { is: 'move', from: 'models/kettle/weights.bin', to: 'models/pot/weights.bin' },
  { is: 'delete', path: 'objects/pot/recordings/one.mid' },
];

beforeEach(() => putTrainedObject(home.path, { name: 'kettle' }));

describe('a change of a collection', () => {
  it('does its steps and leaves no journal', async () => {
    await change(RENAME);
    expect(await everythingIn(at('objects'))).toEqual([
      'pot',
      'pot/object.json',
      'pot/recordings',
      'pot/recordings/two.mid',
    ]);
    expect(JSON.parse(await readFile(at('models/pot/decoder.json'), 'utf8')).object).toBe('pot');
  });

  it.each(RENAME.map((_, i) => i))(
    'that was killed after step %i is finished when the collection is opened',
    async (done) => {
      await change(RENAME.slice(0, done));
      await journalOf(RENAME);
      const { objects } = await openCollection({ home: home.path });
      expect(objects.find(({ name }) => name === 'pot')?.recordings).toHaveLength(1);
      expect(await everythingIn(home.path)).not.toContain('objects/.journal.json');
    },
  );

  it('that its journal could not be read again for is not begun', async () => {
    const before = await everythingIn(home.path);
    const long = { is: 'write', path: 'objects/x', text: 'x'.repeat(16e6) } as const;
    await expect(change([...RENAME, long])).rejects.toThrow('at most 16 MB at a time');
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it('that fails has the steps before taken back', async () => {
    const before = await everythingIn(home.path);
    const words = await readFile(at('objects/kettle/object.json'));
    await writeFile(at('objects', 'taken'), '');
    const steps = [
      { is: 'write', path: 'objects/.trash/1/entry.json', text: '{}' },
      ...RENAME,
      { is: 'move', from: 'objects/pot', to: 'objects/taken' },
    ] as const satisfies readonly JournalStep[];
    await expect(change(steps)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/taken: Expected a free name/),
    });
    expect(await everythingIn(home.path)).toEqual([...before, 'objects/taken'].sort());
    expect(await readFile(at('objects/kettle/object.json'))).toEqual(words);
  });

  it('waits in its journal for a disk that is mended', async (context) => {
    skipAsRoot(context);
    await journalOf(RENAME);
    await chmod(at('models'), 0o500);
    await expect(openCollection({ home: home.path })).rejects.toMatchObject({ code: 'input' });
    await chmod(at('models'), 0o700);
    const { objects } = await openCollection({ home: home.path });
    expect(objects.map(({ name }) => name)).toContain('pot');
  });
});

describe('a journal of others', () => {
  it.each<[string, unknown[]]>([
    ['upward', [{ is: 'move', from: 'objects/kettle', to: 'objects/../../kettle' }]],
    ['to the root', [{ is: 'write', path: '/tmp/mirror', text: '' }]],
    ['beside the objects', [{ is: 'delete', path: 'take.mid' }]],
    ['to all objects', [{ is: 'move', from: 'objects/', to: 'models/kettle/objects' }]],
    ['behind a link', [{ is: 'write', path: 'objects/kettle/', text: '' }]],
  ])('that leads %s is refused', async (_, steps) => {
    await journalOf(steps);
    const before = await everythingIn(home.path);
    await expect(finishJournal(home.path)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/\.journal\.json: Expected changes inside .* Delete it\.$/),
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it('that leads out over a link is refused', async () => {
    await mkdir(at('elsewhere'));
    await mkdir(at('home', 'objects'), { recursive: true });
    await symlink(at('elsewhere'), at('home', 'objects', 'link'));
    const steps = [{ is: 'write', path: 'objects/link/x', text: '' } as const];
    await expect(changeCollection(at('home'), async () => ({ steps }))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('elsewhere'),
    });
    expect(await everythingIn(at('elsewhere'))).toEqual([]);
  });

  it.each<[string, JournalStep[]]>([
    ['writes', [{ is: 'write', path: 'objects/a/owned.txt', text: 'x' }]],
    ['deletes', [{ is: 'delete', path: 'objects/a/theirs.txt' }]],
    ['moves from', [{ is: 'move', from: 'objects/a/theirs.txt', to: 'objects/b/theirs.txt' }]],
    ['moves to', [{ is: 'move', from: 'objects/mine.txt', to: 'objects/a/mine.txt' }]],
  ])('that moves a link that leads out, and then %s there, is refused', async (_, steps) => {
    const own = at('home');
    await mkdir(join(own, 'objects'), { recursive: true });
    await mkdir(at('victim'));
    await writeFile(at('victim', 'theirs.txt'), 'theirs');
    const putLink = async (link: string) => {
      await mkdir(dirname(join(own, link)), { recursive: true });
      await rm(join(own, link), { force: true });
      await symlink(at('victim'), join(own, link));
    };
    await writeFile(join(own, 'objects', 'mine.txt'), 'mine');
    const before = await everythingIn(at('victim'));
    for (const link of ['objects/link', 'objects/.trash/1/object']) {
      // From hidden to hidden a link may move: the step after it is what is refused.
      for (const place of ['objects/a', 'objects/.trash/2/object']) {
        await putLink(link);
        const moved = JSON.parse(JSON.stringify(steps).replaceAll('objects/a/', `${place}/`));
        const move = { is: 'move', from: link, to: place } as const;
        const journal = { version: 1, steps: [move, ...moved] };
        await writeFile(join(own, 'objects', '.journal.json'), JSON.stringify(journal));
        await expect(openCollection({ home: own })).rejects.toMatchObject({
          code: 'input',
          message: expect.stringMatching(/^\S*\.journal\.json: .* leads to \S*victim/),
        });
        await rm(join(own, 'objects', '.journal.json'));
        await rm(join(own, place), { force: true });
        await putLink(link);
        await expect(
          changeCollection(own, async () => ({ steps: journal.steps })),
        ).rejects.toMatchObject({ code: 'input' });
        expect(await everythingIn(own)).toContain(link);
      }
    }
    expect(await everythingIn(at('victim'))).toEqual(before);
    expect(await readFile(at('victim', 'theirs.txt'), 'utf8')).toBe('theirs');
  });

  it('that writes into a models/ that leads out is refused, unless this very folder is where it began', async () => {
    const own = at('home');
    await mkdir(join(own, 'objects'), { recursive: true });
    await mkdir(at('victim'));
    await symlink(at('victim'), join(own, 'models'));
    const steps = [{ is: 'write', path: 'models/kettle/x', text: '' } as const];
    const write = (bytes: Uint8Array | string) =>
      writeFile(join(own, 'objects', '.journal.json'), bytes);
    await write(JSON.stringify({ version: 1, steps }));
    await expect(openCollection({ home: own })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/models\/ leads to \S*victim, .* delete it\.$/),
    });
    expect(await everythingIn(at('victim'))).toEqual([]);
    await write(await formatJournal(own, steps));
    await openCollection({ home: own });
    expect(await everythingIn(at('victim'))).toEqual(['kettle', 'kettle/x']);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a number', 7],
    ['an unknown kind', { is: 'foo', path: 'objects/x' }],
    ['a kind of all objects', { is: 'constructor', path: 'objects/x' }],
    ['no path', { is: 'delete' }],
    ['a path that is no text', { is: 'move', from: ['objects/x'], to: 'objects/y' }],
    ['a text that is none', { is: 'write', path: 'objects/x', text: { a: 1 } }],
    ['a name that is no text', { is: 'nameDecoder', path: 'models/x/decoder.json', object: 7 }],
  ])('with a step of %s is refused before the first step', async (_, step) => {
    await journalOf([RENAME[0], step]);
    const before = await everythingIn(home.path);
    await expect(openCollection({ home: home.path })).rejects.toMatchObject({
      name: 'MirrorError',
      code: 'input',
      message: expect.stringMatching(/\.journal\.json: Expected a journal .* Delete it\.$/),
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it.each([
    ['another version', () => journalOf(RENAME, 2)],
    ['no JSON', () => writeFile(journal(), '{')],
  ])('of %s is refused in one line', async (_, write) => {
    await write();
    await expect(openCollection({ home: home.path })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/^.*\.journal\.json: .* Delete it\.$/),
    });
  });
});
