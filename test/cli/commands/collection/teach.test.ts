import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCollection } from '../../../../src/collection/openCollection.js';
import { taughtThings } from '../../../../src/collection/taught/collectionThings.js';
import { teachObject } from '../../../../src/collection/taught/teachObject.js';
import { intersectionOverUnion } from '../../../../src/vision/box.js';
import { putObject, putTrainedObject, takeBytes } from '../../../collection/shelves.js';
import { newTaughtPhoto } from '../../../collection/taught/taughtPhotos.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { runInProcess } from '../../runInProcess.js';
import { KITCHEN, linesOf } from '../../runMirror.js';
import { EGGS, putEggPhoto } from '../eggPhotos.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);
const run = (...words: string[]) => runInProcess(words, { folder: folder.path });
const boxOf = (room: keyof typeof EGGS) => Object.values(EGGS[room]).join();

describe('an object that is taught in a terminal', () => {
  it('is seen in another photo, plays because it is seen, is forgotten and restored', async () => {
    await putTrainedObject(folder.path, { name: 'egg', labels: [] });
    for (const room of ['kitchen', 'living-room', 'study', 'bedroom'] as const) {
      await putEggPhoto(folder.path, room);
    }
    const first = await run('teach', 'egg', 'kitchen.jpg', '--box', boxOf('kitchen'));
    expect(first).toEqual({
      code: 0,
      stdout: 'egg  learned 1 box; taught 1 photo\n',
      stderr:
        'One photo is little: two to five, from other sides and in other light, find it far better.\n',
    });
    const { x, y, width, height } = EGGS['living-room'];
    const shares = [x / 1600, y / 1067, width / 1600, height / 1067];
    const inPerCent = shares.map((share) => `${(100 * share).toFixed(2)}%`).join();
    const second = await run('teach', 'egg', 'living-room.jpg', '--box', inPerCent);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toBe('egg  learned 1 box; taught 2 photos\n');

    const look = await run('look', 'bedroom.jpg', '--json');
    const { detections } = JSON.parse(look.stdout);
    const eggs = detections.filter((each: { taught?: boolean }) => each.taught);
    expect(eggs).toHaveLength(1);
    expect(eggs[0]).toMatchObject({ label: 'egg', answeredBy: 'egg' });
    expect(intersectionOverUnion(eggs[0].box, EGGS.bedroom)).toBeGreaterThan(0.5);
    // What is taught wins its place.
    for (const { box, taught } of detections) {
      if (!taught) expect(intersectionOverUnion(box, eggs[0].box)).toBeLessThan(0.5);
    }

    const mirrored = await run('study.jpg', '--json', '--explain', '--bars', '4', '--picture');
    expect(mirrored).toMatchObject({ code: 0 });
    const { tracks } = JSON.parse(mirrored.stdout);
    const track = tracks.find((each: { object: string }) => each.object === 'egg');
    expect(track).toMatchObject({ taught: true, labels: ['egg'] });
    const explanation = JSON.parse(await readFile(at('study.explain.json'), 'utf8'));
    const parts = explanation.tracks ?? explanation.parts;
    expect(parts.find((each: { object: string }) => each.object === 'egg')).toMatchObject({
      taught: true,
    });

    const check = await run('teach', 'egg', '--check');
    expect(check.code).toBe(0);
    expect(check.stdout).toMatch(/^kitchen\.jpg +found/m);
    expect(check.stderr).toMatch(/^All boxes are found/m);

    const forgotten = await run('forget', 'egg', 'kitchen.jpg', 'living-room.jpg');
    expect(forgotten.stdout).toMatch(/^egg {2}forgot .*; answers nothing yet\n$/);
    expect(linesOf(forgotten.stderr)).toEqual([
      'egg has neither labels nor photos now: no photo lets it play.',
      '`mirror restore egg` takes it back.',
    ]);
    const blind = await run('look', 'bedroom.jpg', '--json');
    expect(blind.stdout).not.toContain('"egg"');
    expect((await run('restore')).stdout).toMatch(/^1 {2}egg {2}forgot .*kitchen\.jpg/);
    expect((await run('restore', 'egg')).stdout).toMatch(/ again; taught 2 photos\n$/);
    expect((await run('look', 'bedroom.jpg', '--json')).stdout).toContain('"taught":true');
  });

  it('learns all boxes of a photo beside each other, in one call or in several', async () => {
    await putEggPhoto(folder.path, 'kitchen');
    const other = '900,500,180,220';
    const made = await run(
      ...['teach', 'one', 'kitchen.jpg', '--box', boxOf('kitchen'), '--box', other],
    );
    expect(made.stderr).toMatch(/^It is kept in .*objects, a new collection\.$/m);
    const joined = await run('teach', 'two', 'kitchen.jpg', '--box', other, '--box', other);
    expect(joined.stderr).not.toContain('a new collection');
    const second = await run('teach', 'two', 'kitchen.jpg', '--box', boxOf('kitchen'));
    expect(second.stdout).toBe('two  learned 1 box; taught 1 photo\n');
    const again = await run('teach', 'two', 'kitchen.jpg', '--box', other);
    expect(again.stdout).toBe('two  learned nothing new; taught 1 photo\n');
    expect(again.stderr).toMatch(/^kitchen\.jpg: taught before, and nothing/m);
    const { things } = await taughtThings(await openCollection({ home: folder.path }));
    const [one, two] = ['one', 'two'].map((name) => things.find((thing) => thing.name === name));
    expect(two).toBeDefined();
    // The boxes are in another order: sums of the same numbers differ in their last digits.
    const difference = one?.weights.map((weight, i) => weight - (two?.weights[i] as number)) ?? [];
    expect(Math.max(...difference.map(Math.abs))).toBeLessThan(
      1e-3 * Math.max(...(one?.weights.map(Math.abs) ?? [])),
    );
  });

  it('is said to be found still in a photo that is said not to show it', async () => {
    const views = fileURLToPath(new URL('../../../../bench/taught/views/', import.meta.url));
    for (const name of ['corner-1.jpg', 'corner-2.jpg', 'corner-5.jpg', 'sofa-0.jpg']) {
      await copyFile(join(views, name), at(name));
    }
    const teach = (...words: string[]) => run('teach', 'knife block', ...words);
    await teach('corner-1.jpg', '--box', '22%,22.8%,30.7%,42.2%');
    await teach('corner-2.jpg', '--box', '16.1%,22.6%,35.4%,56.2%');
    const denied = await teach('--not', 'corner-5.jpg', 'sofa-0.jpg');
    expect(denied.stdout).toMatch(/^knife block {2}learned 2 photos without it/);
    expect(linesOf(denied.stderr)).toEqual([
      expect.stringMatching(
        /^corner-5\.jpg: still found there, (?:0\.\d\d|1\.00)\. .*`mirror forget "knife block" corner-5\.jpg`\.$/,
      ),
    ]);
  });

  it('goes before a starter object at the same place that is likelier, as soon as it can play', async () => {
    const views = fileURLToPath(new URL('../../../../bench/taught/views/', import.meta.url));
    for (const name of ['corner-1.jpg', 'corner-4.jpg']) {
      await copyFile(join(views, name), at(name));
    }
    const look = async (): Promise<Record<string, number>> => {
      const { detections } = JSON.parse(
        (await run('look', 'corner-4.jpg', '--json', '--home', 'room')).stdout,
      );
      return Object.fromEntries(
        detections.map((each: { label: string; confidence: number }) => [
          each.label,
          each.confidence,
        ]),
      );
    };
    // The starter's spoon-and-fork is this pot of utensils.
    const box = '59.87%,0.04%,14.64%,67.88%';
    const made = await run('teach', 'radio', 'corner-1.jpg', '--box', box, '--home', 'room');
    // As with `mirror add`, the folder need not be there yet.
    expect(made.stderr).toMatch(/^It is kept in .*room.objects, a new collection\.$/m);
    const untrained = await look();
    expect(untrained['spoon-and-fork']).toBeGreaterThan(untrained.radio as number);
    await putTrainedObject(at('room'), { name: 'radio', labels: [] });
    const trained = await look();
    expect(trained).toHaveProperty('radio', untrained.radio);
    expect(trained).not.toHaveProperty('spoon-and-fork');
  });

  it('may be recorded without a label, and every list knows how it stands', async () => {
    await writeFile(at('take.mid'), takeBytes('take'));
    const added = await run('add', 'egg', 'take.mid', '--no-train');
    expect(added).toMatchObject({ code: 0 });
    expect(added.stdout).toMatch(/ {2}take\.mid added, answers nothing yet\n$/);
    expect(added.stderr).toMatch(
      /^egg has no labels: it is heard once it is taught\. Run `mirror/m,
    );
    const mute = await run('objects');
    expect(mute.stdout).toMatch(/^egg +no labels +1 recording .* untrained +home$/m);
    expect(mute.stderr).toMatch(/^egg answers nothing yet: teach it with/m);

    const photos = [
      newTaughtPhoto({ name: 'a.jpg' }),
      newTaughtPhoto({ name: 'b.jpg', boxes: [] }),
    ];
    await teachObject(folder.path, { name: 'egg', photos });
    const objects = await run('objects');
    expect(objects.stdout).toMatch(/^egg +taught 1 photo, and 1 without it +1 recording/m);
    expect((await run('objects', '--json')).stdout).toMatch(/"object":"egg".*"taughtPhotos":1/);
    const labels = await run('labels');
    expect(labels.stderr).toMatch(
      /^Seen themselves, .*[:,] egg \(taught 1 photo, and 1 without it\)/m,
    );
    const edited = await run('edit', 'egg', '--text', 'Striped.');
    expect(edited.stdout).toBe('egg  taught 1 photo, and 1 without it; acoustic grand piano\n');
    // These were taught with the weights of no detector.
    const doctor = await run('doctor');
    expect(doctor.stdout).toMatch(/^ok +taught +(?:.*, )?egg \(taught 1 photo/m);
    expect(doctor.stdout).toMatch(/^mend +taught .*Teach it again, or `mirror forget egg/m);
    const look = await run('look', KITCHEN);
    expect(look).toMatchObject({ code: 0 });
    expect(look.stderr).toMatch(/which see in other numbers\. Teach it again/);
  });
});

/** What is put into the folder, what is typed, and the line that comes back. */
type Case = [title: string, words: string[], line: RegExp, put?: () => unknown];

describe('bad input to mirror teach and forget gets one clear line and leaves nothing behind:', () => {
  beforeEach(async () => {
    await copyFile(KITCHEN, at('kitchen.jpg'));
    await putObject(folder.path, { name: 'kettle' });
  });

  it.each<Case>([
    ['nothing to teach from', ['teach', 'kettle'], /a photo that shows kettle, --not .* --check/],
    ['no object', ['teach'], /missing required argument 'object'/i],
    ['a photo alone that is gone', ['teach', 'kettle', 'x.jpg'], /^mirror: x\.jpg: .*no such file/],
    [
      'a photo in the place of the name',
      ['teach', 'kitchen.jpg', '--box', '1,2,30,40'],
      /kitchen\.jpg is a photo; the name comes first: `mirror teach <object> kitchen\.jpg`/,
    ],
    ['a box without a photo', ['teach', 'kettle', '--box', '1,2,3,4'], /a photo with --box/],
    [
      'no box beside photos that do not show it',
      ['teach', 'kettle', 'kitchen.jpg', '--not', 'kitchen.jpg'],
      /Expected --box around kettle/,
    ],
    ['a box of three numbers', teachBox('1,2,3'), /Expected --box to be x,y,width,height/],
    ['a box that is no number', teachBox('NaN,2,3,4'), /received "NaN,2,3,4"/],
    ['a box of nothing', teachBox('1,2,0,4'), /a width and a height above 0/],
    [
      'a box outside',
      teachBox('1500,900,200,200'),
      /^mirror: kitchen\.jpg: .*inside the photo of 1600 × 1067/,
    ],
    ['a box before the edge', teachBox('-5,10,100,100'), /inside the photo/],
    [
      'a box that is too thin for the detector',
      teachBox('10,10,1500,2'),
      /no anchor|too (?:small|thin)/,
    ],
    ['a second box that is bad', [...teachBox('500,100,200,200'), '--box', '9,9,0,9'], /above 0/],
    ['a number that was not proposed', teachBox('999'), /the number of one of \d+ proposed boxes/],
    ['a photo that is gone', ['teach', 'kettle', 'x.jpg', '--box', '1'], /x\.jpg: .*no such file/],
    [
      'a photo that is cut short',
      teachBox('500,100,200,200'),
      /kitchen\.jpg: .*cut short/,
      () => truncate(at('kitchen.jpg'), 50_000),
    ],
    [
      'a text for a photo',
      ['teach', 'kettle', 'a.jpg', '--box', '1,2,30,40'],
      /a\.jpg: Expected a photo/,
      () => writeFile(at('a.jpg'), 'Dear diary'),
    ],
    [
      'an empty folder',
      ['teach', 'kettle', '--not', 'empty'],
      /found none/,
      () => mkdir(at('empty')),
    ],
    [
      'one photo of several that cannot be used',
      ['teach', 'kettle', '--not', 'kitchen.jpg', 'gone.jpg'],
      /gone\.jpg: .*no such file/,
    ],
    ['a check of what was not taught', ['teach', 'kettle', '--check'], /kettle was not/],
    ['a check of no object', ['teach', 'kettel', '--check'], /Did you mean kettle\?/],
    [
      'nothing to forget',
      ['forget', 'kettle'],
      /an object that was taught but kettle was not\. `mirror objects` lists/,
    ],
    ['an object there is not', ['forget', 'kettel'], /Did you mean kettle\?/],
    [
      'an object that is broken',
      teachBox('500,100,200,200'),
      /object\.json: Expected JSON/,
      () => writeFile(at('objects', 'kettle', 'object.json'), '{'),
    ],
  ])('%s', async (_, words, line, put) => {
    await put?.();
    const before = await everythingIn(folder.path);
    const ended = await run(...words);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(linesOf(ended.stderr)).toEqual([expect.stringMatching(/^mirror: /)]);
    expect(ended.stderr).toMatch(line);
    expect(await everythingIn(folder.path)).toEqual(before);
  });
});

function teachBox(box: string): string[] {
  return ['teach', 'kettle', 'kitchen.jpg', '--box', box];
}

it('mirror teach without --box lists and draws boxes to choose from in a pipe as well', async () => {
  await copyFile(KITCHEN, at('kitchen.jpg'));
  const { code, stdout, stderr } = await run('teach', 'clock', 'kitchen.jpg');
  expect(code).toBe(0);
  expect(linesOf(stdout)[0]).toMatch(/^ +1 +[a-z ]+\? +0\.\d\d +\d+ × \d+ at \d+, \d+$/);
  expect(linesOf(stderr)).toEqual([
    expect.stringMatching(
      /^kitchen\.boxes\.png: the photo with these boxes\. `mirror teach clock kitchen\.jpg --box 1`/,
    ),
  ]);
  expect(await everythingIn(folder.path)).toEqual(['kitchen.boxes.png', 'kitchen.jpg']);
});

/** Runs a command on a terminal of its own and prints what it shows there. */
const ON_TERMINAL = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]))';
const HAS_TERMINALS = spawnSync('python3', ['-c', 'import pty']).status === 0;

describe.skipIf(!HAS_TERMINALS)('mirror teach without --box (python3 gives it a terminal)', () => {
  it('lists what the detector proposes, and draws it into a picture', async () => {
    const bin = fileURLToPath(new URL('../../../../bin/mirror.js', import.meta.url));
    const call = [process.execPath, bin, 'teach', 'clock', KITCHEN];
    const shown = spawnSync('python3', ['-c', ON_TERMINAL, ...call], {
      cwd: folder.path,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        MIRROR_BACKEND: 'wasm',
        TERM: 'xterm',
        NO_COLOR: '1',
        COLUMNS: '90',
      },
    });
    expect(shown.stdout).toMatch(/^ +1 +[a-z ]+\? +0\.\d\d +\d+ × \d+ at \d+, \d+\r?$/m);
    expect(shown.stdout).toMatch(/clock\? /);
    expect(shown.stdout).toContain('kitchen.boxes.png: the photo with these boxes.');
    expect(await everythingIn(folder.path)).toEqual(['kitchen.boxes.png']);
  });
});
