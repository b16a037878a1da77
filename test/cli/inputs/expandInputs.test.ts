import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ExpandOptions, expandInputs } from '../../../src/cli/inputs/expandInputs.js';
import { PHOTOS, RECORDINGS } from '../../../src/cli/inputs/inputKinds.js';
import { skipAsRoot } from '../../collection/otherUser.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const top = useTemporaryFolder();
const at = (...path: string[]) => join(top.path, ...path);

/** Puts files, with a text in them, into folders that are made. */
async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(at(name), '..'), { recursive: true });
    await writeFile(at(name), text);
  }
}

/** What words below the temporary folder stand for, told without that folder. */
async function expanded(words: readonly string[], options: Partial<ExpandOptions> = {}) {
  const all = { kind: PHOTOS, isRecursive: false, ...options };
  const { files, isSeveral, notes, errors } = await expandInputs(
    words.map((word) => `${top.path}/${word}`),
    all,
  );
  const told = (text: string) => text.replaceAll(`${top.path}/`, '');
  return {
    files: files.map(told),
    isSeveral,
    notes: notes.map(told),
    errors: errors.map(({ code, message }) => `${code} ${told(message)}`),
  };
}

describe('a folder stands for', () => {
  it('its photos by name, whatever the capitals of their endings, and nothing else', async () => {
    await put({
      'room/b.JPG': 'x',
      'room/a.png': 'x',
      'room/c.heic': 'x',
      'room/notes.txt': 'x',
      'room/song.mid': 'x',
      'room/within/d.jpg': 'x',
    });
    const files = ['room/a.png', 'room/b.JPG', 'room/c.heic'];
    const expected = { files, isSeveral: true, notes: [], errors: [] };
    expect(await expanded(['room'])).toEqual(expected);
    expect(await expanded(['room/'])).toEqual(expected);
  });

  it('its recordings, where recordings are read', async () => {
    await put({
      'takes/2.wav': 'x',
      'takes/1.mid': 'x',
      'takes/a.jpg': 'x',
      'takes/1.mid.beats.json': 'x',
    });
    const { files } = await expanded(['takes'], { kind: RECORDINGS });
    expect(files).toEqual(['takes/1.mid', 'takes/2.wav']);
  });

  it('with --recursive, also those of the folders in it, but of none behind a link', async () => {
    await put({
      'a/2.jpg': 'x',
      'a/1/3.jpg': 'x',
      'a/1/x/4.jpg': 'x',
      'a/.cache/5.jpg': 'x',
      'b/6.jpg': 'x',
    });
    await symlink(at('b'), at('a', 'link'));
    await symlink(at('a'), at('a', 'round'));
    expect(await expanded(['a'], { isRecursive: true })).toMatchObject({
      files: ['a/2.jpg', 'a/1/3.jpg', 'a/1/x/4.jpg'],
      notes: ['a: passed over .cache/ (hidden)'],
    });
  });

  it('no file that is hidden, cannot be read or was made here, and a line names them', async () => {
    await put({
      'a/._1.jpg': 'x',
      'a/1.jpg': 'x',
      'a/1.mirror.png': '\x89PNG …sound-mirror…',
      'a/2.svg': '<svg>sound-mirror',
      'a/mine.png': '\x89PNG mine',
      'a/.DS_Store': 'x',
    });
    await symlink(at('nowhere.jpg'), at('a', 'gone.jpg'));
    await writeFile(at('a/1.mirror.png'), Buffer.from('\x89PNG …sound-mirror…', 'latin1'));
    expect(await expanded(['a'])).toMatchObject({
      files: ['a/1.jpg', 'a/mine.png'],
      notes: [
        'a: passed over ._1.jpg (hidden), 1.mirror.png (made by mirror), gone.jpg (unreadable)',
      ],
    });
  });

  it('no picture of another format, and a line says how it can be read', async () => {
    await put({ 'a/1.bmp': 'x', 'a/2.JXL': 'x', 'a/3.jpg': 'x', 'a/4.cr2': 'x', 'a/5.mov': 'x' });
    const why = '(not read: export it as JPEG)';
    expect(await expanded(['a'])).toMatchObject({
      files: ['a/3.jpg'],
      notes: [`a: passed over 1.bmp ${why}, 2.JXL ${why}, 4.cr2 ${why}`],
    });
    await put({ 'b/1.bmp': 'x' });
    expect((await expanded(['b'])).errors).toEqual([
      `input b: Expected photos in this folder but passed over 1.bmp ${why} and found no other. Name the photos themselves, or the folder that holds them.`,
    ]);
    expect((await expanded(['b'], { kind: RECORDINGS })).errors).toEqual([
      expect.stringContaining('but found none'),
    ]);
  });

  it.skipIf(process.platform !== 'linux')('no file whose name is not UTF-8', async () => {
    await put({ 'a/1.jpg': 'x' });
    await writeFile(
      Buffer.concat([Buffer.from(at('a/2')), Buffer.from([0xff]), Buffer.from('.jpg')]),
      'x',
    );
    // A name that holds the sign for such bytes is one.
    await put({ 'a/3\ufffd.jpg': 'x' });
    expect(await expanded(['a'])).toMatchObject({
      files: ['a/1.jpg', 'a/3\ufffd.jpg'],
      notes: ['a: passed over 2\ufffd.jpg (its name is not UTF-8: rename it)'],
    });
  });

  it('no sound that was made here, but MIDI, which bears no mark', async () => {
    await put({
      'a/1.mid': 'MThd',
      'a/1.mp3': 'ID3 sound-mirror',
      'a/1.wav': 'RIFF sound-mirror',
      'a/1.ogg': 'OggS sound-mirror',
      'a/take.wav': 'RIFF',
    });
    expect(await expanded(['a'], { kind: RECORDINGS })).toMatchObject({
      files: ['a/1.mid', 'a/take.wav'],
      notes: [
        expect.stringMatching(/^a: passed over 1\.mp3 \(made by mirror\), 1\.ogg .*, 1\.wav /),
      ],
    });
  });

  it('the photos among fifty mixed files, with a line that stays short', async () => {
    const kinds = ['jpg', 'txt', 'mid', 'webp', 'json'];
    const names = Array.from(
      { length: 50 },
      (_, i) => `${i < 20 ? '.' : ''}${10 + i}.${kinds[i % 5]}`,
    );
    await put(Object.fromEntries(names.map((name) => [`a/${name}`, 'x'])));
    const { files, notes } = await expanded(['a']);
    expect(files).toHaveLength(12);
    expect(files).toEqual([...files].sort());
    expect(notes).toEqual([
      expect.stringMatching(/^a: passed over \.10\.jpg \(hidden\), [^\n]*\)$/),
    ]);
  });
});

describe('a folder is an error', () => {
  it.each([
    ['that is empty', { 'a/x.txt': 'x' }, 'found none. Name the photos themselves, or the folder'],
    ['whose photos lie deeper', { 'a/b/x.jpg': 'x' }, 'found none. Add --recursive'],
    [
      'whose photos are all hidden',
      { 'a/.x.jpg': 'x' },
      'passed over .x.jpg (hidden) and found no',
    ],
  ])('%s, and the others go on', async (_, files, complaint) => {
    await put({ ...files, 'good/1.jpg': 'x' });
    const { files: found, errors } = await expanded(['a', 'good']);
    expect(found).toEqual(['good/1.jpg']);
    expect(errors).toEqual([
      expect.stringContaining(`input a: Expected photos in this folder but ${complaint}`),
    ]);
  });

  it('that cannot be listed', async (context) => {
    skipAsRoot(context);
    await put({ 'a/1.jpg': 'x' });
    await chmod(at('a'), 0);
    const { errors } = await expanded(['a']);
    await chmod(at('a'), 0o755);
    expect(errors).toEqual([
      expect.stringMatching(/^input a: Expected a folder that can be listed/),
    ]);
  });
});

describe('a pattern that no shell expanded stands for', () => {
  it('the files that match it, by name, or else for itself', async () => {
    await put({ 'a/2.jpg': 'x', 'a/1.jpg': 'x', 'a/.3.jpg': 'x', 'a/x.png': 'x' });
    expect(await expanded(['a/*.jpg'])).toMatchObject({
      files: ['a/1.jpg', 'a/2.jpg'],
      isSeveral: true,
    });
    expect((await expanded(['a/[12].jpg'])).files).toEqual(['a/1.jpg', 'a/2.jpg']);
    expect(await expanded(['a/[1].jpg'])).toMatchObject({ files: ['a/1.jpg'], isSeveral: false });
    expect(await expanded(['a/*.gif'])).toMatchObject({ files: ['a/*.gif'], isSeveral: false });
    expect((await expanded(['nowhere/*.gif'])).files).toEqual(['nowhere/*.gif']);
  });

  it('the file that is literally named so, if there is one', async () => {
    await put({ 'a[1].jpg': 'x', 'a1.jpg': 'x' });
    expect(await expanded(['a[1].jpg'])).toMatchObject({ files: ['a[1].jpg'], isSeveral: false });
  });

  it('the photos of the folders that match it', async () => {
    await put({ '2024/1.jpg': 'x', '2025/2.jpg': 'x', '2025.txt': 'x' });
    expect((await expanded(['20*5'])).files).toEqual(['2025/2.jpg']);
  });
});

it('names of files are left as they are, there or not', async () => {
  await put({ 'a.xyz': 'x' });
  expect(await expanded(['a.xyz', 'gone.jpg', 'a.xyz'])).toEqual({
    files: ['a.xyz', 'gone.jpg', 'a.xyz'],
    isSeveral: true,
    notes: [],
    errors: [],
  });
  expect((await expanded(['gone.jpg'])).isSeveral).toBe(false);
});

it('an address stands for what its listing says, however much that is', async () => {
  const files = Array.from({ length: 200_000 }, (_, i) => `s3://archive/${i}.jpg`);
  const listed = { files, passedOver: [], hasFolders: false };
  const isFolder = true;
  const options = { kind: PHOTOS, isRecursive: false };
  const expand = (found: typeof listed) =>
    expandInputs(['s3://archive'], {
      ...options,
      listAddress: async (arg) => (arg === 's3://archive' ? { ...found, isFolder } : undefined),
    });
  expect(await expand(listed)).toEqual({ files, isSeveral: true, notes: [], errors: [] });
  const empty = await expand({ ...listed, files: [], hasFolders: true });
  expect(empty.files).toEqual([]);
  expect(empty.errors.map(({ message }) => message)).toEqual([
    's3://archive: Expected photos in this folder but found none. Add --recursive to look into the folders in it.',
  ]);
});
