import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { editObject } from '../../../../src/collection/changes/editObject.js';
import { removeObject } from '../../../../src/collection/changes/removeObject.js';
import { openCollection } from '../../../../src/collection/openCollection.js';
import { forgetTaught } from '../../../../src/collection/taught/forgetTaught.js';
import { teachObject } from '../../../../src/collection/taught/teachObject.js';
import { sha256Of } from '../../../../src/files/checksum.js';
import { seededRandom } from '../../../../src/math/random.js';
import { putTrainedObject, takeBytes } from '../../../collection/shelves.js';
import { newTaughtPhoto } from '../../../collection/taught/taughtPhotos.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { ending, runMirror, startMirror } from '../../runMirror.js';
import { countSteps, killAtStep } from './killAtStep.js';

/** `KILLS=100 npx vitest run test/cli/killChanges.test.ts` kills each kind of call that often. */
const KILLS = Number(process.env.KILLS ?? 2);

const folder = useTemporaryFolder();
const home = () => join(folder.path, 'home');
const twin = () => join(folder.path, 'twin');

type FileSums = Readonly<Record<string, string>>;

interface Call {
  readonly words: readonly string[];
  /** What is run instead of the program. */
  readonly bin?: string;
  /** What was done before it, beside a trained kettle. */
  readonly prepare?: () => Promise<unknown>;
}

const kettle = { name: 'kettle' };
const CALLS: Readonly<Record<string, Call>> = {
  edit: { words: ['edit', 'kettle', '--add-labels', 'tv', '--text', 'New.'] },
  rename: { words: ['edit', 'kettle', '--rename', 'samovar', '--labels', 'tv'] },
  'rename of a starter object': { words: ['edit', 'clock', '--rename', 'tick'] },
  remove: { words: ['remove', 'kettle'] },
  'removal of a recording': { words: ['remove', 'kettle', 'one.mid'] },
  restore: {
    words: ['restore', 'kettle'],
    prepare: () => removeObject(home(), kettle),
  },
  'restoring under another name': {
    words: ['restore', 'kettle'],
    prepare: async () => {
      await removeObject(home(), kettle);
      await putTrainedObject(home(), kettle);
    },
  },
  'restoring of a name': {
    words: ['restore', 'samovar'],
    prepare: () => editObject(home(), { ...kettle, rename: 'samovar', text: 'New.' }),
  },
  teaching: {
    // Without a detector, which takes much longer than the steps on the disk.
    bin: fileURLToPath(new URL('./teachWithoutDetector.js', import.meta.url)),
    words: ['kettle'],
  },
  'teaching of a new object': {
    bin: fileURLToPath(new URL('./teachWithoutDetector.js', import.meta.url)),
    words: ['mill'],
  },
  'teaching anew what other weights were taught': {
    bin: fileURLToPath(new URL('./teachWithoutDetector.js', import.meta.url)),
    words: ['kettle'],
    prepare: () => {
      const boxes = [{ x: 3, y: 5, width: 70, height: 110 }];
      const { taught, crops } = newTaughtPhoto({ name: 'aaaa.jpg', boxes });
      const photo = { ...taught.photo, sha256: 'a'.repeat(64) };
      return teachObject(home(), { ...kettle, photos: [{ taught: { ...taught, photo }, crops }] });
    },
  },
  forgetting: {
    words: ['forget', 'kettle', 'b.jpg'],
    prepare: () => teachKettle(),
  },
  'restoring what was forgotten': {
    words: ['restore', 'kettle'],
    prepare: async () => {
      await teachKettle();
      await forgetTaught(home(), kettle);
    },
  },
  'emptying the trash': {
    words: ['remove', '--empty-trash'],
    prepare: () => removeObject(home(), kettle),
  },
};

/** Additions come recording by recording: each is whole or absent. */
const ADDITIONS: Readonly<Record<string, Call>> = {
  'adding with labels': {
    words: ['add', 'kettle', '../a.mid', '../b.mid', '--labels', 'tv', '--no-train'],
  },
  'adding with the starter\u2019s takes': {
    words: ['add', 'clock', '../a.mid', '--with-starter', '--no-train'],
  },
};

function teachKettle() {
  const photos = ['a.jpg', 'b.jpg'].map((name) => newTaughtPhoto({ name }));
  return teachObject(home(), { ...kettle, photos });
}

beforeEach(async () => {
  for (const name of ['a.mid', 'b.mid']) await writeFile(join(folder.path, name), takeBytes(name));
  await putTrainedObject(home(), kettle);
});

describe('kill -9', () => {
  it.each(rounds(CALLS))('of %s leaves all of it or nothing: %i', async (name, number) => {
    const { before, left, after } = await killed(name, { number, calls: CALLS });
    expect([before, after]).toContainEqual(left);
  });

  it.each(rounds(ADDITIONS))('of %s loses nothing: %i', async (name, number) => {
    const { before, left, after } = await killed(name, { number, calls: ADDITIONS });
    const kept = new Set(Object.values(left));
    // What is replaced, object.json, is in the trash.
    for (const sum of Object.values(before)) expect(kept).toContain(sum);
    for (const [path, sum] of Object.entries(left))
      expect([after[path], before[path]]).toContain(sum);
  });
});

describe('two calls at once', () => {
  it('rename an object after its training has ended, and the second is told for what it waits', async () => {
    const training = startMirror(['train', 'kettle', '--force'], { folder: home() });
    const trained = ending(training);
    while (!(await readdir(join(home(), 'models', 'kettle'))).some((name) => /lock/.test(name))) {
      await setTimeout(20);
    }
    const renamed = await runMirror(['edit', 'kettle', '--rename', 'pot'], { folder: home() });
    expect((await trained).code).toBe(0);
    expect(renamed.stderr).toMatch(/^kettle: another mirror .* is at work on it; waiting/m);
    expect(await everythingIn(join(home(), 'models'))).toEqual(
      ['', '/decoder.json', '/seed', '/seed/decoder.json', '/seed/weights.bin', '/weights.bin'].map(
        (path) => `pot${path}`,
      ),
    );
    const hear = await runMirror(['hear', 'pot', '--bars', '1'], { folder: home() });
    expect(hear).toMatchObject({ code: 0, stderr: '' });
  });

  it('give one name to two objects: one has it, the other call says that it is taken', async () => {
    await putTrainedObject(home(), { name: 'mug' });
    const calls = ['kettle', 'mug'].map((name) =>
      runMirror(['edit', name, '--rename', 'pot'], { folder: home() }),
    );
    const ended = await Promise.all(calls);
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 2]);
    expect(ended.map(({ stderr }) => stderr).join('')).toMatch(/"pot" is taken/);
    const { objects } = await openCollection({ home: home() });
    expect(objects.filter(({ shelf }) => shelf === 'home')).toHaveLength(2);
  });
});

function rounds(calls: Readonly<Record<string, Call>>): [string, number][] {
  return Object.keys(calls).flatMap((name) =>
    Array.from({ length: KILLS }, (_, i): [string, number] => [name, i + 1]),
  );
}

/** What each call does when it is not killed, by its name: it does the same in every round. */
const wholeCalls = new Map<string, { readonly steps: number; readonly after: FileSums }>();

/** Runs a call to its end on a copy of the collection, counting its steps on the disk. */
async function callWhole({ words, bin }: Call) {
  await cp(home(), twin(), { recursive: true });
  const counted = join(folder.path, 'steps');
  const whole = await runMirror(words, {
    folder: twin(),
    bin,
    nodeOptions: ['--import', countSteps(counted)],
  });
  expect(whole).toMatchObject({ code: 0 });
  return { steps: Number(await readFile(counted, 'utf8')), after: await filesIn(twin()) };
}

/** The collection before a call, after one that was killed, as the next command finds it, and after one that was not. */
async function killed(
  name: string,
  { number, calls }: { readonly number: number; readonly calls: typeof CALLS },
) {
  const call = calls[name] as Call;
  const { words, bin, prepare } = call;
  await prepare?.();
  const before = await filesIn(home());
  const { steps, after } = wholeCalls.get(name) ?? (await callWhole(call));
  wholeCalls.set(name, { steps, after });
  expect(after).not.toEqual(before);

  const random = seededRandom(`kill ${name} ${number}`);
  const isTimed = random() < 0.2;
  const step = 1 + Math.floor(random() * steps);
  const nodeOptions = isTimed ? [] : ['--import', killAtStep(step)];
  const child = startMirror(words, { folder: home(), bin, nodeOptions });
  const ended = ending(child);
  if (isTimed) {
    await setTimeout(250 + random() * 250);
    child.kill('SIGKILL');
  }
  const { code } = await ended;
  if (!isTimed) expect(code).not.toBe(0);
  const hadJournal = (await readdir(join(home(), 'objects'))).includes('.journal.json');
  // The one that would finish it may be killed as well.
  if (hadJournal && number % 2 === 0) {
    const finishing = ['--import', killAtStep(1 + Math.floor(random() * 20))];
    await ending(startMirror(['labels'], { folder: home(), nodeOptions: finishing }));
  }
  const { objects } = await openCollection({ home: home() });
  expect(objects.length).toBeGreaterThan(20);
  const left = await filesIn(home());
  if (process.env.KILLS) {
    const isAfter = JSON.stringify(left) === JSON.stringify(after);
    console.log(
      `${name} ${number}: step ${isTimed ? 'by time' : step}, ${code === 0 ? 'ended' : hadJournal ? 'journal' : isAfter ? 'after' : 'before'}`,
    );
  }
  return { before, left, after };
}

/** Checksums of all that is in a collection, by path, but for what lives no longer than its process. */
async function filesIn(root: string): Promise<FileSums> {
  const sums: Record<string, string> = {};
  for (const path of await everythingIn(root)) {
    // What waited to be moved is swept away by the next change.
    if (/(?:^|[\\/])\.(?:mirror[-.]|staging)/.test(path)) continue;
    const bytes = await readFile(join(root, path)).catch(() => undefined);
    if (bytes !== undefined) sums[path] = sha256Of(bytes);
  }
  return sums;
}
