import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeObjectFolder, createObjectFolder } from '../../src/collection/objectFolder.js';
import { planRecordings } from '../../src/collection/recordings/planRecordings.js';
import type { SoundObject } from '../../src/collection/soundObject.js';
import { putObject, takeBytes } from './shelves.js';
import { everythingIn, useTemporaryFolder } from './temporaryFolder.js';

const top = useTemporaryFolder();
const at = (...path: string[]) => join(top.path, ...path);
let kettle: SoundObject;
beforeEach(async () => {
  kettle = await putObject(at('home'), { name: 'kettle', takes: ['old.mid'] });
  for (const name of ['a.mid', 'b.mid']) await writeFile(at(name), takeBytes(name));
});

/** Two recordings, the second under a name that a plan would not give it. */
async function contents(secondName: string) {
  const { recordings } = await planRecordings([at('a.mid'), at('b.mid')]);
  return {
    description: kettle,
    recordings: recordings.map((each, i) => (i === 1 ? { ...each, name: secondName } : each)),
  };
}

describe("an object's folder", () => {
  it('never loses a file to a new recording, nor keeps half of an addition', async () => {
    const leftover = join(kettle.folder, 'recordings', 'a.mid.beats.json');
    await writeFile(leftover, 'of an earlier take');
    const before = await everythingIn(at('home'));
    const change = changeObjectFolder(kettle, await contents('old.mid'));
    await expect(change).rejects.toMatchObject({ code: 'input' });
    expect(await everythingIn(at('home'))).toEqual(before);
    expect(await readFile(leftover, 'utf8')).toBe('of an earlier take');
    const old = await readFile(at('home', 'objects', 'kettle', 'recordings', 'old.mid'));
    expect(old).toEqual(Buffer.from(takeBytes('kettle old.mid')));
  });

  it('takes in nothing that has changed since it was checked', async () => {
    const planned = await contents('b.mid');
    await writeFile(at('b.mid'), 'something else');
    const before = await everythingIn(top.path);
    const change = changeObjectFolder(kettle, planned);
    await expect(change).rejects.toMatchObject({ message: expect.stringContaining('changed') });
    expect(await everythingIn(top.path)).toEqual(before);
  });

  it('takes in no description that could not be read again', async () => {
    const planned = await contents('b.mid');
    const long = { ...planned, description: { ...kettle, text: '\u00e9'.repeat(33_000) } };
    const before = await everythingIn(top.path);
    const refusal = { code: 'input', message: expect.stringContaining('at most 65536 bytes') };
    await expect(changeObjectFolder(kettle, long)).rejects.toMatchObject(refusal);
    await expect(createObjectFolder(at('new'), long)).rejects.toMatchObject(refusal);
    expect(await everythingIn(top.path)).toEqual(before);
  });

  it('is named as it was to be where a file of it cannot be written', async () => {
    const long = await contents(`${'b'.repeat(300)}.mid`);
    const folder = at('new', 'objects', 'kettle', 'recordings');
    await expect(createObjectFolder(at('new'), long)).rejects.toMatchObject({
      code: 'input',
      message: `${join(folder, long.recordings[1]?.name ?? '')}: Expected a path that can be written but the system says ENAMETOOLONG: name too long. Choose another folder.`,
    });
  });

  it('is as it was, or not there, when the signal fires', async () => {
    const planned = { ...(await contents('b.mid')), signal: AbortSignal.abort() };
    const before = await everythingIn(top.path);
    await expect(changeObjectFolder(kettle, planned)).rejects.toMatchObject({ code: 'aborted' });
    await expect(createObjectFolder(at('new'), planned)).rejects.toMatchObject({ code: 'aborted' });
    expect(await everythingIn(top.path)).toEqual(before);
  });
});
