import { link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkReplaced } from '../../../src/cli/outputs/replacing.js';
import { putObject, takeBytes } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { withoutMark } from '../../output/withoutMark.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);
let photo: string;
beforeEach(async () => {
  photo = at('photo.mid');
  await writeFile(photo, takeBytes('an input that happens to be MIDI'));
});

describe('a file that is there', () => {
  it('may be replaced by music if it is music, and is named', async () => {
    await writeFile(at('older.mid'), takeBytes('older'));
    const outputs = [at('older.mid'), at('new.mid'), at('no', 'folder.mid')];
    expect(await checkReplaced(outputs, [photo, '/nowhere'])).toEqual(new Set([at('older.mid')]));
  });

  it('is not replaced but kept if it is music of another maker', async () => {
    await writeFile(at('mine.mid'), withoutMark(takeBytes('mine')));
    expect((await checkReplaced([at('mine.mid')], [])).size).toBe(0);
  });

  it('is never an input, whichever way the output leads to it', async () => {
    await link(photo, at('hard.mid'));
    await symlink(photo, at('soft.mid'));
    const around = `../${folder.path.split('/').at(-1)}/photo.mid`;
    for (const name of ['photo.mid', 'hard.mid', 'soft.mid', around]) {
      await expect(checkReplaced([at(name)], [photo])).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('one of the inputs'),
      });
    }
  });

  it.each<[string, string | Uint8Array]>([
    ['a text', 'Dear diary'],
    ['a photo', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['an empty file', ''],
    ['the beginning of a name', 'MTh'],
  ])('is never %s', async (_, content) => {
    await writeFile(at('x.mid'), content);
    await expect(checkReplaced([at('x.mid')], [])).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('no MIDI file'),
    });
  });

  it('may be an older explanation where one is written, and nothing else there', async () => {
    await writeFile(at('x.explain.json'), '{"format":"sound-mirror explanation","version":1}');
    await writeFile(at('y.explain.json'), '{"format":"of somebody else"}');
    expect((await checkReplaced([at('x.explain.json')], [])).size).toBe(1);
    await expect(checkReplaced([at('y.explain.json')], [])).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('no explanation'),
    });
  });

  it('is never a recording of a collection, through whatever link', async () => {
    await putObject(at('home'), { name: 'kettle', takes: ['take.mid'] });
    const recordings = at('home', 'objects', 'kettle', 'recordings');
    await symlink(recordings, at('mine'));
    await mkdir(at('recordings'));
    await writeFile(at('recordings', 'take.mid'), takeBytes('elsewhere'));
    for (const output of [join(recordings, 'take.mid'), at('mine', 'take.mid')]) {
      await expect(checkReplaced([output], [])).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('a recording of a collection'),
      });
    }
    expect((await checkReplaced([at('recordings', 'take.mid')], [])).size).toBe(1);
  });
});
