import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeCollection, finishJournal } from '../../src/collection/journal.js';
import type { JournalStep } from '../../src/collection/journalSteps.js';
import { openCollection } from '../../src/collection/openCollection.js';
import { putTrainedObject } from './shelves.js';
import { everythingIn, useTemporaryFolder } from './temporaryFolder.js';

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

  it.skipIf(process.getuid?.() === 0)(
    'waits in its journal for a disk that is mended',
    async () => {
      await journalOf(RENAME);
      await chmod(at('models'), 0o500);
      await expect(openCollection({ home: home.path })).rejects.toMatchObject({ code: 'input' });
      await chmod(at('models'), 0o700);
      const { objects } = await openCollection({ home: home.path });
      expect(objects.map(({ name }) => name)).toContain('pot');
    },
  );
});

describe('a journal of others', () => {
  it.each<[string, unknown[]]>([
    ['upward', [{ is: 'move', from: 'objects/kettle', to: 'objects/../../kettle' }]],
    ['to the root', [{ is: 'write', path: '/tmp/mirror', text: '' }]],
    ['beside the objects', [{ is: 'delete', path: 'take.mid' }]],
    ['nowhere', [{ is: 'delete' }]],
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
