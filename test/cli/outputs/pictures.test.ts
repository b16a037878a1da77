import { chmod, copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { lackedLine } from '../../../src/cli/outputs/pictures.js';
import { skipAsRoot } from '../../collection/otherUser.js';
import { putTrainedObject } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { runInProcess } from '../runInProcess.js';
import { linesOf } from '../runMirror.js';
import { putSmallKitchen } from '../smallKitchen.js';

const top = useTemporaryFolder();
let folder: string;
/** The sample kitchen, small. */
let kitchen: string;
beforeEach(async () => {
  kitchen = await putSmallKitchen(top.path);
  folder = join(top.path, 'work');
  await mkdir(folder);
  await putTrainedObject(top.path, { name: 'table', labels: ['dining table'] });
  await putTrainedObject(top.path, { name: 'Café 冷蔵庫', labels: ['refrigerator'] });
});

const run = (...words: string[]) => runInProcess(words, { folder });
const read = (name: string) => readFile(join(folder, name));

describe('mirror --picture', () => {
  it('draws beside the music under a name that is not the photo, even of a PNG', async () => {
    await sharp(kitchen).png().toFile(join(folder, 'kitchen.png'));
    const photo = await read('kitchen.png');
    const { code, stderr } = await run('--picture', 'kitchen.png', '--bars', '4');
    expect(code).toBe(0);
    expect(stderr).toContain('kitchen.mirror.png: photo and piano roll on a page\n');
    expect(await everythingIn(folder)).toEqual([
      'kitchen.mid',
      'kitchen.mirror.png',
      'kitchen.png',
    ]);
    expect((await read('kitchen.png')).equals(photo)).toBe(true);
    const { format, width = 0 } = await sharp(await read('kitchen.mirror.png')).metadata();
    expect(format).toBe('png');
    expect(width).toBeGreaterThanOrEqual(1600);
  });

  it('draws the same SVG again, which needs no other file', async () => {
    const { code, stdout } = await run(kitchen, '--picture', 'a.svg', '--json', '--quiet');
    expect(code).toBe(0);
    const record = JSON.parse(stdout);
    expect(record.picture).toBe('a.svg');
    expect(record.milliseconds.draw).toBeGreaterThan(0);
    await run(kitchen, '--picture=b.svg');
    const svg = (await read('a.svg')).toString();
    expect(svg).toBe((await read('b.svg')).toString());
    expect(svg.startsWith('<svg ')).toBe(true);
    expect(svg).toContain('aria-label="Café 冷蔵庫"');
    const outside = [...svg.matchAll(/href="([^"]{5})/g)].map(([, to]) => to);
    expect(new Set(outside.filter((to) => !to?.startsWith('#')))).toEqual(new Set(['data:']));
    expect(await sharp(Buffer.from(svg)).metadata()).toMatchObject({ format: 'svg' });
  });

  it('draws on the paper, under the title and with the sentences that were asked for', async () => {
    const words = [
      '--title',
      ' In the\tkitchen ',
      '--text',
      '--paper',
      'letter',
      '--picture',
      'a.svg',
    ];
    const { code } = await run(kitchen, '--bars', '4', ...words);
    expect(code).toBe(0);
    const svg = (await read('a.svg')).toString();
    expect(svg).toMatch(/^<svg [^>]*width="215\.9mm" height="279\.4mm"/);
    expect(svg).toContain('aria-label="In the kitchen"');
    expect(svg).toContain('aria-label="seen as dining table · ');
    expect(svg).toContain('aria-label="For a test."');
    expect((await read('kitchen.mid')).includes('In the kitchen')).toBe(true);
    await run(kitchen, '--bars', '4', '--picture=b.svg');
    const plain = (await read('b.svg')).toString();
    expect(plain).toMatch(/^<svg [^>]*width="210mm" height="297mm"/);
    expect(plain).toContain('aria-label="kitchen"');
    expect(plain).not.toContain('For a test');
  });

  it.each([
    [
      ['--picture', '--paper', 'tabloid'],
      /^mirror: Expected --paper to be a4 or letter but received "tabloid"\.\n$/,
    ],
    [
      ['--paper', 'letter'],
      /^mirror: Expected --picture with --paper but received none\. [^\n]*\n$/,
    ],
    [['--text'], /^mirror: Expected --picture with --text but received none\. [^\n]*\n$/],
    [['--title', ' '], /^mirror: Expected --title to be a text but received " "\.\n$/],
  ])('with %j is refused', async (words, message) => {
    const { code, stdout, stderr } = await run(kitchen, ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(await everythingIn(folder)).toEqual([]);
  });

  it('draws one for each of several photos into a folder', async () => {
    await mkdir(join(folder, 'other'));
    await copyFile(kitchen, join(folder, 'other', 'kitchen.jpg'));
    const photos = [kitchen, join('other', 'kitchen.jpg')];
    const { code } = await run(...photos, '--picture=drawn', '-o', 'music/');
    expect(code).toBe(0);
    expect(await everythingIn(join(folder, 'drawn'))).toEqual([
      'kitchen-2.mirror.png',
      'kitchen.mirror.png',
    ]);
    expect(await everythingIn(join(folder, 'music'))).toEqual(['kitchen-2.mid', 'kitchen.mid']);
  });

  it('replaces an older picture of its own, through a link too, and no other', async () => {
    await run(kitchen, '--picture');
    await symlink('kitchen.mirror.png', join(folder, 'link.png'));
    const { code, stderr } = await run(kitchen, '--seed', '3', '--picture', 'link.png');
    expect(code).toBe(0);
    expect(stderr).toContain('link.png: replaced the picture of a mirror that was there');
    await sharp(kitchen).resize(64).png().toFile(join(folder, 'holiday.png'));
    await writeFile(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    for (const name of ['holiday.png', 'logo.svg']) {
      const before = await read(name);
      const refused = await run(kitchen, '--picture', name);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toBe(
        `mirror: ${name}: Expected a file that may be written over but this is no picture of a mirror. Choose another name with --picture.\n`,
      );
      expect((await read(name)).equals(before)).toBe(true);
    }
  });

  it.each([
    [
      ['--picture', 'x.gif'],
      /^mirror: Expected --picture to end in \.png or \.svg, .* received "x\.gif"\.\n$/,
    ],
    [['--picture=x'], /^mirror: Expected --picture to end in \.png or \.svg, .* received "x"\.\n$/],
    [['--picture='], /^mirror: Expected --picture to name a file or a folder, or nothing\.\n$/],
    [
      ['--picture=kitchen.png', 'b.jpg'],
      /^mirror: Expected --picture to be a folder for several photos but received "kitchen\.png"\./,
    ],
    [
      ['--picture', 'one.svg', '-o', 'one.svg'],
      /^mirror: Expected -o to end in \.mid, .*"one\.svg"/,
    ],
    [
      ['--picture', 'file/x.png'],
      /work\/file: Expected a folder .* Choose another with --picture\.\n$/,
    ],
    [
      ['--picture', 'kitchen.png'],
      /^mirror: kitchen\.png: Expected .* this is one of the inputs\. .* --picture\.\n$/,
    ],
  ])('with %j is refused before anything is written', async (words, message) => {
    await sharp(kitchen).png().toFile(join(folder, 'kitchen.png'));
    await writeFile(join(folder, 'file'), '');
    const before = await everythingIn(folder);
    const { code, stdout, stderr } = await run('kitchen.png', ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(await everythingIn(folder)).toEqual(before);
  });

  it('into a folder that cannot be written is refused', async (context) => {
    skipAsRoot(context);
    await mkdir(join(folder, 'closed'));
    await chmod(join(folder, 'closed'), 0o500);
    const { code, stderr } = await run(kitchen, '--picture', 'closed/x.png');
    await rm(join(folder, 'closed'), { recursive: true });
    expect(code).toBe(2);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(await everythingIn(folder)).toEqual([]);
  });
});

describe('letters that no font has', () => {
  // Unicode has not assigned it: no font has it, on any machine.
  const title = 'Our \u0378 kitchen';

  it('are left out of a PNG, and a line says so', async () => {
    const { code, stderr } = await run(kitchen, '--title', title, '--picture', 'x.png');
    expect(code).toBe(0);
    const lines = linesOf(stderr).filter((line) => line.includes('which no font here has'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^x\.png: without \u0378.*, which no font here has: install /);
  });

  it('stay in an SVG, for the fonts of its reader', async () => {
    const { stderr } = await run(kitchen, '--title', title, '--picture', 'x.svg');
    expect(stderr).not.toContain('no font');
    expect(`${await read('x.svg')}`).toMatch(/<text [^>]*>\u0378/);
  });

  it('are named up to a dozen', () => {
    const letters = [...'冷蔵庫台所椅子机時計花瓶本'];
    expect(lackedLine('a.png', letters)).toContain('瓶 and 1 more, which no font');
    expect(lackedLine('a.png', ['冷'])).toContain('without 冷, which no font');
  });
});

describe('mirror train --picture', () => {
  it.each(['1', '2'])('draws all that was learned, %s at a time', async (jobs) => {
    const words = ['train', 'table', 'Café 冷蔵庫', '--kind', 'seed', '--force', '--jobs', jobs];
    const { code, stderr } = await run(...words, '--picture', 'how.svg');
    expect(code).toBe(0);
    expect(stderr).toContain('how.svg: curves of loss and maps of latents\n');
    const svg = (await read('how.svg')).toString();
    expect(svg.indexOf('aria-label="table"')).toBeGreaterThan(0);
    expect(svg.indexOf('aria-label="Café 冷蔵庫"')).toBeGreaterThan(
      svg.indexOf('aria-label="table"'),
    );
  });

  it('has a name of its own, also before an object', async () => {
    const { code } = await run('train', '--picture', 'table', '--kind', 'seed', '--force');
    expect(code).toBe(0);
    expect((await sharp(await read('training.png')).metadata()).format).toBe('png');
  });

  it('draws nothing where nothing is to be learned, and says so', async () => {
    const { code, stderr } = await run('train', 'table', '--picture');
    expect(code).toBe(0);
    expect(stderr).toContain('training.png: not drawn, for nothing was trained');
    expect(await everythingIn(folder)).toEqual([]);
  });
});

describe('mirror judge --picture', () => {
  it('draws the trainings that left a recording out, and that recording as rings', async () => {
    const words = ['judge', 'table', '--kind', 'seed', '--draws', '1', '--picture', 'j.svg'];
    const { code } = await run(...words);
    expect(code).toBe(0);
    const svg = (await read('j.svg')).toString();
    expect(svg).toContain('rings are of the one that was left out');
  });

  it('is refused with --quick, which does without trainings', async () => {
    const { code, stderr } = await run('judge', 'table', '--quick', '--picture');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mirror: Expected trainings to draw but --quick [^\n]*\n$/);
  });
});
