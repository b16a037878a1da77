import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { runInProcess } from '../runInProcess.js';
import { KITCHEN, linesOf } from '../runMirror.js';

const top = useTemporaryFolder();
const at = (...path: string[]) => join(top.path, ...path);
const run = (...words: string[]) => runInProcess(words, { folder: top.path });

it('a recording among photos does not stop them', async () => {
  await copyFile(KITCHEN, at('b.jpg'));
  await writeFile(at('take.mid'), takeBytes('take'));
  const { code, stdout, stderr } = await run('take.mid', 'b.jpg', '--bars', '1', '--json');
  expect(code).toBe(2);
  expect(linesOf(stdout).map((line) => JSON.parse(line).midi)).toEqual(['b.mid']);
  expect(linesOf(stderr)[0]).toMatch(/^mirror: take\.mid: Expected a photo .*`mirror add/);
  expect(new Uint8Array(await readFile(at('take.mid')))).toEqual(new Uint8Array(takeBytes('take')));
});

it('a folder of photos is mirrored into a folder, and a bad file does not stop the others', async () => {
  await mkdir(at('look'));
  await copyFile(KITCHEN, at('look', 'b.jpg'));
  await writeFile(at('look', 'a.jpg'), 'no photo');
  await writeFile(at('look', '.hidden.jpg'), 'x');
  // A folder that is named like a command.
  const { code, stdout, stderr } = await run('./look', '--bars', '1', '-o', 'music', '--json');
  expect(code).toBe(2);
  expect(linesOf(stdout).map((line) => JSON.parse(line).midi)).toEqual(['music/b.mid']);
  expect(linesOf(stderr)[0]).toBe('./look: passed over .hidden.jpg (hidden)');
  expect(linesOf(stderr)[1]).toMatch(/^mirror: look\/a\.jpg: Expected a photo/);
  expect((await everythingIn(at('music'))).sort()).toEqual(['b.mid']);
});

it.each([
  ['mirror', ['empty']],
  ['mirror look', ['look', 'empty']],
  ['mirror add', ['add', 'mug', 'empty', '--labels', 'cup']],
  ['mirror beats', ['beats', 'empty']],
])('%s says of an empty folder in one line that nothing is in it', async (_, words) => {
  await mkdir(at('empty'));
  const { code, stdout, stderr } = await run(...words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^mirror: empty: Expected \w+ in this folder but found none\. [^\n]*\n$/);
  expect(await everythingIn(top.path)).toEqual(['empty']);
});

it('a folder of recordings is added whole or not at all', async () => {
  await mkdir(at('takes'));
  for (const name of ['one.mid', 'two.mid']) await writeFile(at('takes', name), takeBytes(name));
  await writeFile(at('takes', 'bad.mid'), 'no MIDI');
  const words = ['add', 'mug', 'takes', '--labels', 'cup', '--no-train'];
  const refused = await run(...words);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/^mirror: takes\/bad\.mid: [^\n]*\n$/);
  expect(await everythingIn(top.path)).not.toContain('objects/mug');
  await writeFile(at('takes', 'bad.mid'), takeBytes('three'));
  const { code, stdout } = await run(...words);
  expect(code).toBe(0);
  expect(stdout).toContain('bad.mid, one.mid, two.mid added');
});

it('with an empty folder beside a full one, beats go on and nothing is added', async () => {
  await mkdir(at('takes'));
  await mkdir(at('empty'));
  await writeFile(at('takes', 'one.mid'), takeBytes('one'));
  const beats = await run('beats', 'empty', 'takes');
  expect(beats.code).toBe(2);
  expect(beats.stdout).toMatch(/^takes\/one\.mid: /);
  const added = await run('add', 'mug', 'takes', 'empty', '--labels', 'cup', '--no-train');
  expect({ code: added.code, stdout: added.stdout }).toEqual({ code: 2, stdout: '' });
  expect(await everythingIn(top.path)).not.toContain('objects');
});
