import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepFewStarters } from '../../../collection/fewStarters.js';
import { putObject, putTrainedObject } from '../../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { runInProcess } from '../../runInProcess.js';
import { KITCHEN, linesOf } from '../../runMirror.js';

const home = useTemporaryFolder();
const mirror = (...words: string[]) => runInProcess(words, { folder: home.path });
const at = (...path: string[]) => join(home.path, ...path);

/** A home with a kettle that is broken, a table that is broken and stands before the starter's, and a mug that is whole. */
async function putBroken(): Promise<void> {
  await putObject(home.path, { name: 'kettle', labels: ['microwave'] });
  await putObject(home.path, { name: 'kitchen-table', labels: ['dining table'] });
  await putTrainedObject(home.path, { name: 'mug', labels: ['toaster'] });
  await writeFile(
    at('objects', 'kettle', 'object.json'),
    '{"name": "kettle", "labels": ["toster"]}',
  );
  await writeFile(at('objects', 'kitchen-table', 'object.json'), '{');
}

const KETTLE =
  /kettle\/object\.json: Expected COCO labels but received "toster"\. Did you mean toaster\? Until then, the rest plays without it\.$/;
const TABLE =
  /kitchen-table\/object\.json: Expected JSON .* Correct it, or move .*\. Until then, the starter's kitchen-table stands in for it\.$/;

const brokenLines = (stderr: string) => linesOf(stderr).filter((line) => /object\.json/.test(line));

describe('objects whose object.json cannot be read', () => {
  it('do not stop photos: the rest plays, and each is told of once in a call', async () => {
    await putBroken();
    const { code, stdout, stderr } = await mirror(KITCHEN, KITCHEN, '--json');
    expect(code).toBe(0);
    expect(linesOf(stdout)).toHaveLength(2);
    const { tracks } = JSON.parse(linesOf(stdout)[0] as string);
    const names = tracks.map(({ object }: { object: string }) => object);
    expect(names).toContain('kitchen-table');
    expect(names).not.toContain('kettle');
    expect(brokenLines(stderr)).toEqual([
      expect.stringMatching(KETTLE),
      expect.stringMatching(TABLE),
    ]);
  });

  it.each([
    ['hear', 'mug'],
    ['hear', 'clock'],
    ['look', KITCHEN],
    ['labels'],
    ['judge', 'mug', '--quick', '--draws', '1'],
    ['train', 'mug'],
    ['batch', KITCHEN, '--out', 'music'],
  ])('are told of and left out by mirror %s %s', async (...words) => {
    await putBroken();
    const { code, stderr } = await mirror(...words);
    expect(code).toBe(0);
    expect(brokenLines(stderr)).toEqual([
      expect.stringMatching(KETTLE),
      expect.stringMatching(TABLE),
    ]);
  });

  it.each([['objects'], ['judge', '--quick', '--draws', '1', '--json'], ['train']])(
    'are what mirror %s, which is about all objects, fails for, and the others are done',
    async (...words) => {
      await putBroken();
      // The one that a broken one stands before, and a whole one.
      await keepFewStarters(home.path, ['kitchen-table', 'clock']);
      const { code, stdout, stderr } = await mirror(...words);
      expect(code).toBe(2);
      expect(brokenLines(stderr)).toEqual([
        expect.stringMatching(/^mirror: .*kettle\/object\.json: .*Did you mean toaster\?$/),
        expect.stringMatching(/^mirror: .*kitchen-table\/object\.json: .*for a while\.$/),
      ]);
      if (words[0] === 'train') return;
      expect(stdout).toContain('mug');
      expect(stdout).toContain('clock');
    },
  );

  it.each([
    ['hear', 'Kettle'],
    ['hear', 'kitchen-table'],
    ['train', 'kitchen table'],
    ['judge', 'kettle'],
    ['edit', 'kitchen-table', '--text', 'x'],
    ['edit', 'mug', 'kitchen-table', '--rename'],
    ['add', 'kettle', 'take.mid'],
    ['teach', 'kitchen-table', 'kitchen.jpg', '--box', '500,100,200,200'],
    ['remove', 'kettle', 'one.mid'],
    [KITCHEN, '--instrument', 'kettle=violin'],
  ])('cannot be worked on: mirror %s %s %s', async (...words) => {
    await putBroken();
    await copyFile(at('objects', 'mug', 'recordings', 'one.mid'), at('take.mid'));
    await copyFile(KITCHEN, at('kitchen.jpg'));
    const before = await everythingIn(home.path);
    const given = words.includes('--rename') ? ['edit', 'mug', '--rename', 'kitchen-table'] : words;
    const { code, stdout, stderr } = await mirror(...given);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^mirror: .*(?:object\.json: |a name that is free|broken)/m);
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it('keep no other from being changed, and can be taken away', async () => {
    await putBroken();
    expect((await mirror('edit', 'mug', '--rename', 'jug', '--text', 'It rings.')).code).toBe(0);
    expect((await mirror('remove', 'Kettle')).code).toBe(0);
    expect(await readFile(at('objects', '.trash', '2', 'object', 'object.json'), 'utf8')).toMatch(
      'toster',
    );
    expect((await mirror('restore', 'jug')).code).toBe(0);
  });

  it('are told of where nothing in a photo is answered', async () => {
    await putBroken();
    const { code, stderr } = await mirror(KITCHEN, '--min-confidence', '1');
    expect(code).toBe(3);
    expect(brokenLines(stderr)).toHaveLength(2);
    // The command line names its own option.
    expect(stderr).toMatch(/: --min-confidence [\d.]+ lets it in\.$/m);
  });
});
