import { cp, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/cli/commandLine.js';
import { removeObject } from '../../../src/collection/changes/removeObject.js';
import { saveRoom } from '../../../src/collection/rooms/savedRooms.js';
import { teachObject } from '../../../src/collection/taught/teachObject.js';
import { putObject, putTrainedObject, takeBytes } from '../../collection/shelves.js';
import { newTaughtPhoto } from '../../collection/taught/taughtPhotos.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { runInProcess } from '../runInProcess.js';
import { runMirror } from '../runMirror.js';
import { putSmallKitchen } from '../smallKitchen.js';

const top = useTemporaryFolder();

/** The collection that each call finds. */
let prepared: string;
beforeAll(async () => {
  prepared = await realpath(await mkdtemp(join(tmpdir(), 'every-command-')));
  await putHome(prepared);
});
afterAll(() => rm(prepared, { recursive: true }));

/** A collection with an object that is trained, taught and recorded, one that is not trained, and one in the trash. */
async function putHome(home: string): Promise<void> {
  await putTrainedObject(home, { name: 'kettle' });
  await putObject(home, { name: 'mug' });
  await putObject(home, { name: 'pot' });
  await removeObject(home, { name: 'pot' });
  await teachObject(home, { name: 'kettle', photos: [newTaughtPhoto({ name: 'a.jpg' })] });
  await writeFile(join(home, 'take.mid'), takeBytes('take'));
  const kitchen = await putSmallKitchen(home);
  const document = { settings: { bars: 1, seed: 3 }, edits: [], mix: {}, takeOffs: {} };
  await saveRoom(home, 'attic', { title: 'attic', photo: await readFile(kitchen), document });
  const background = { r: 127, g: 127, b: 127 };
  await sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toFile(join(home, 'grey.png'));
}

/** What teaching, judging and batches do when all is well takes long, and has processes of its own in their tests. */
const CALLS: readonly (readonly [command: string, code: number, args: readonly string[]])[] = [
  ['', 0, ['--version']],
  ['', 0, ['kitchen.jpg', '--bars', '1']],
  ['', 2, ['gone.jpg']],
  ['', 3, ['grey.png']],
  ['look', 0, ['look', 'kitchen.jpg']],
  ['look', 2, ['look', 'take.mid']],
  ['hear', 0, ['hear', 'kettle', '--bars', '1']],
  ['hear', 2, ['hear', 'mug']],
  ['play', 1, ['play', 'take.mid']],
  ['play', 2, ['play', 'take.mid', '--careful']],
  ['objects', 0, ['objects']],
  ['labels', 0, ['labels']],
  ['add', 0, ['add', 'kettle', 'take.mid', '--no-train']],
  ['add', 2, ['add', 'kettle', 'kitchen.jpg']],
  ['edit', 0, ['edit', 'kettle', '--rename', 'samovar']],
  ['edit', 2, ['edit', 'kettle']],
  ['remove', 0, ['remove', 'kettle', 'one.mid']],
  ['remove', 2, ['remove', 'bowl']],
  ['restore', 0, ['restore', 'pot']],
  ['restore', 2, ['restore', 'bowl']],
  ['teach', 2, ['teach', 'mug', 'kitchen.jpg', '--box', '1,2,3']],
  ['forget', 0, ['forget', 'kettle', 'a.jpg']],
  ['forget', 2, ['forget', 'mug']],
  ['beats', 0, ['beats', 'take.mid']],
  ['beats', 2, ['beats', 'grey.png']],
  ['train', 0, ['train', 'mug', '--kind', 'seed']],
  ['train', 2, ['train', 'bowl']],
  ['judge', 2, ['judge', 'bowl']],
  ['studio', 2, ['studio', '--no-open', '--port', '70000']],
  ['room', 0, ['room', 'attic']],
  ['room', 0, ['room', '--json']],
  ['room', 2, ['room', 'cellar']],
  ['batch', 2, ['batch', 'gone.jpg', '--out', 'music']],
  ['worker', 2, ['worker']],
  ['queue', 2, ['queue']],
  ['doctor', 0, ['doctor']],
];

/** Without what no two calls share: how long it took, and the process. */
const steady = (text: string) =>
  text.replace(/\b\d+(\.\d+)? (ms|s|MB)\b/g, '… $2').replace(/process \d+/g, 'process …');

describe('a call in a process of its own, and the same one in this process, as most tests make it,', () => {
  it.each(CALLS)('mirror %s, which ends with %i: %j', async (_, code, args) => {
    const folder = join(top.path, 'home');
    // A machine without a program that plays.
    const env = { PATH: join(top.path, 'nothing'), XDG_CACHE_HOME: join(top.path, 'cache') };
    await cp(prepared, folder, { recursive: true });
    const here = await runInProcess(args, { folder, env });
    const madeHere = await everythingIn(folder);
    await rename(folder, join(top.path, 'other'));
    await cp(prepared, folder, { recursive: true });
    const there = await runMirror(args, { folder, env });
    expect(there.code, there.stderr).toBe(code);
    expect(steady(here.stdout)).toBe(steady(there.stdout));
    expect(steady(here.stderr)).toBe(steady(there.stderr));
    expect(here.code).toBe(there.code);
    expect(madeHere).toEqual(await everythingIn(folder));
  });

  it('are all the commands that the help lists', () => {
    const help = parseCommandLine(['--help']);
    const text = help.is === 'text' ? help.text : '';
    const listed = [...text.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, name]) => name);
    expect(listed.length).toBeGreaterThan(15);
    const called = new Set(CALLS.map(([command]) => command));
    expect(listed.filter((name) => name !== 'help')).toEqual(
      [...called].filter((command) => command !== ''),
    );
  });
});
