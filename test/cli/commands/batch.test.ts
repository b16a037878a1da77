import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { putSmallPhotos } from '../../batch/smallPhotos.js';
import { takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { withoutMark } from '../../output/withoutMark.js';
import { runInProcess } from '../runInProcess.js';
import { BIN, ending, KITCHEN, linesOf, runMirror, startMirror } from '../runMirror.js';

const top = useTemporaryFolder();
const at = (...path: string[]) => join(top.path, ...path);
const run = (...words: string[]) => runInProcess(words, { folder: top.path });
const SETTINGS = ['--bars', '1', '--jobs', '1'];
const BATCH = ['batch', 'photos', '--out', 'music', ...SETTINGS];

/** The records of the manifest, by the names of the photos. */
async function manifest(): Promise<Map<string, Record<string, unknown>>> {
  const lines = linesOf(await readFile(at('music', 'manifest.jsonl'), 'utf8'));
  const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const byName = new Map(
    records.map((record) => [`${record.photo}`.split('/').at(-1) ?? '', record]),
  );
  expect(byName.size).toBe(records.length);
  return byName;
}

const musicIn = async (folder: string) =>
  (await readdir(at(folder)).catch(() => [])).filter((name) => name.endsWith('.mid')).sort();

/** What `mirror` makes of the photos, by the names of its files. */
async function mirrorPlainly(): Promise<Map<string, Buffer>> {
  await run('photos', '-o', 'plain', ...SETTINGS);
  const names = await musicIn('plain');
  const files = names.map(async (name) => [name, await readFile(at('plain', name))] as const);
  return new Map(await Promise.all(files));
}

/** Waits until some music lies there. */
async function untilMusic(count: number): Promise<void> {
  while ((await musicIn('music')).length < count) await setTimeout(10);
}

const unfinished = (path: string) => /\.(tmp|lock|takeover)$/.test(path);

describe('mirror batch', () => {
  it('gives the bytes that mirror gives, a manifest, and computes nothing twice', async () => {
    const names = await putSmallPhotos(at('photos'), 3);
    const first = await runMirror(BATCH, { folder: top.path });
    expect(first).toEqual({ code: 0, stdout: 'music  3 of 3 photos mirrored\n', stderr: '' });
    const plain = await mirrorPlainly();
    expect([...plain.keys()]).toEqual(['0000.mid', '0001.mid', '0002.mid']);
    for (const [name, bytes] of plain) expect(await readFile(at('music', name))).toEqual(bytes);
    const records = await manifest();
    expect([...records.keys()].sort()).toEqual(names);
    expect(records.get('0001.jpg')).toEqual({
      photo: at('photos', '0001.jpg'),
      state: 'done',
      midi: '0001.mid',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
      message: null,
    });
    await rm(at('music', '0002.mid'));
    const again = await run(...BATCH, '--json');
    const lines = linesOf(again.stdout).map((line) => JSON.parse(line));
    expect(lines.slice(0, -1)).toEqual(names.map((name) => records.get(name)));
    const counts = { photos: 3, done: 3, unanswered: 0, failed: 0, known: 3 };
    expect(lines.at(-1)).toEqual({ photo: null, batch: expect.any(String), ...counts });
    expect(await musicIn('music')).toEqual(['0000.mid', '0001.mid', '0002.mid']);
  });

  it('takes every option of a piece, and another instrument is another piece', async () => {
    await copyFile(KITCHEN, at('kitchen.jpg'));
    const options = [
      ...['--bars', '2', '--tempo', '72', '--seed', '7', '--temperature', '0.6'],
      ...['--variation', '0.7', '--min-confidence', '0.3', '--density', '5', '--no-harmonise'],
      ...['--title', 'Our kitchen', '--jobs', '1'],
    ];
    await run('kitchen.jpg', '-o', 'plain.mid', ...options, '--instrument', 'oven=violin');
    const batch = ['batch', 'kitchen.jpg', '--out', 'music', ...options];
    await run(...batch, '--instrument', 'Oven=Violin');
    const violin = await readFile(at('music', 'kitchen.mid'));
    expect(violin.equals(await readFile(at('plain.mid')))).toBe(true);
    await run(...batch);
    expect(violin.equals(await readFile(at('music', 'kitchen.mid')))).toBe(false);
    const unknown = await run(...batch, '--instrument', 'ovn=violin');
    expect(unknown).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean oven'),
    });
  });

  /** The music of nine photos by `mirror`, which is the same after either signal. */
  let plain: Map<string, Buffer> | undefined;

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'goes on where %s stopped it, and the music is that of a call that was not stopped',
    async (signal) => {
      await putSmallPhotos(at('photos'), 9);
      const child = startMirror(BATCH, { folder: top.path });
      const ended = ending(child);
      await untilMusic(2);
      child.kill(signal);
      const { code, stderr } = await ended;
      if (signal === 'SIGINT') {
        expect(code).toBe(130);
        expect(stderr).toMatch(
          /^\d of 9 photos mirrored\. The same call goes on from there\.\nmirror: Stopped\. [^\n]*\n$/,
        );
      }
      const before = (await musicIn('music')).length;
      expect(before).toBeLessThan(9);
      const again = await run(...BATCH);
      expect(again.code).toBe(0);
      const [, known] = /9 of 9 photos mirrored, (\d) known from before/.exec(again.stdout) ?? [];
      expect(Number(known)).toBeGreaterThanOrEqual(before);
      expect([...(await manifest()).values()].map(({ state }) => state)).toEqual(
        new Array(9).fill('done'),
      );
      plain ??= await mirrorPlainly();
      expect(plain.size).toBe(9);
      for (const [name, bytes] of plain) expect(await readFile(at('music', name))).toEqual(bytes);
      expect((await everythingIn(at('music'))).filter(unfinished)).toEqual([]);
    },
  );

  it('says what became of each photo that has no music, and ends with the gravest code', async () => {
    await putSmallPhotos(at('photos'), 1);
    await writeFile(at('photos', 'broken.jpg'), 'no photo');
    await writeFile(at('photos', 'empty.jpg'), '');
    const words = ['batch', 'photos', 'none.jpg', '--out', 'music', ...SETTINGS];
    const first = await run(...words);
    expect(first.code).toBe(2);
    expect(first.stdout).toBe('music  1 of 4 photos mirrored, 3 failed\n');
    expect(linesOf(first.stderr)).toHaveLength(3);
    for (const line of linesOf(first.stderr)) expect(line).toMatch(/^mirror: \S+\.jpg: Expected/);
    const records = await manifest();
    expect(records.get('broken.jpg')).toMatchObject({ state: 'failed', midi: null });
    expect(records.get('broken.jpg')?.message).toMatch(/^Expected a photo/);
    expect(records.get('broken.jpg')).toMatchObject({ name: 'broken.mid' });
    expect([...records.keys()].sort()).toEqual(['0000.jpg', 'broken.jpg', 'empty.jpg']);
    const again = await run(...words);
    expect(again.stdout).toBe('music  1 of 4 photos mirrored, 3 failed, 2 known from before\n');
    expect(linesOf(again.stderr).sort()).toEqual(linesOf(first.stderr).sort());
    const unanswered = await run(
      ...BATCH.slice(0, 1),
      'photos/0000.jpg',
      ...BATCH.slice(2),
      '--min-confidence',
      '1',
    );
    expect(unanswered.code).toBe(3);
    expect((await manifest()).get('0000.jpg')?.message).toMatch(
      /: --min-confidence [\d.]+ lets it in\.$/,
    );
  });

  it.skipIf(process.platform === 'win32')(
    'ends at once, with one line, where the disk does not take the manifest',
    async () => {
      await putSmallPhotos(at('photos'), 6);
      await mkdir(at('music'));
      // No file of the call may be larger, and none but the manifest is as large.
      const LIMIT = 8 * 1024 * 1024;
      const line = `${JSON.stringify({ photo: '/former/1.jpg', state: 'failed', midi: null })}\n`;
      const former = Buffer.alloc(LIMIT, line);
      await writeFile(at('music', 'manifest.jsonl'), former);
      const limited = ['-c', `ulimit -f ${LIMIT / 512} && exec "$0" "$@"`, process.execPath];
      const child = spawn('sh', [...limited, BIN, ...BATCH], {
        cwd: top.path,
        env: { PATH: process.env.PATH, MIRROR_BACKEND: 'wasm' },
      });
      const { code, stdout, stderr } = await ending(child);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(linesOf(stderr)).toEqual([
        expect.stringMatching(/^mirror: \S+manifest\.jsonl: The disk refused it \(EFBIG/),
      ]);
      const made = await everythingIn(at('music', '.mirror-batch', 'results'));
      expect(made.filter((name) => name.endsWith('.json')).length).toBeLessThan(6);
      expect(Buffer.compare(await readFile(at('music', 'manifest.jsonl')), former)).toBe(0);
      expect((await run(...BATCH)).stdout).toMatch(/^music {2}6 of 6 photos mirrored, \d+ known/);
    },
  );

  it('leaves each photo the name of its music, whatever photos come later', async () => {
    const [, one, two] = await putSmallPhotos(at('small'), 3);
    await mkdir(at('photos', '2019'), { recursive: true });
    await mkdir(at('photos', '1999'));
    await copyFile(at('small', `${one}`), at('photos', '2019', 'kitchen.jpg'));
    const words = ['batch', 'photos', '--recursive', '--out', 'music', ...SETTINGS];
    await run(...words);
    const former = await readFile(at('music', 'kitchen.mid'));
    await copyFile(at('small', `${two}`), at('photos', '1999', 'kitchen.jpg'));
    expect((await run(...words)).stdout).toBe(
      'music  2 of 2 photos mirrored, 1 known from before\n',
    );
    expect(await readFile(at('music', 'kitchen.mid'))).toEqual(former);
    expect(await musicIn('music')).toEqual(['kitchen-2.mid', 'kitchen.mid']);
    // Of this call alone it would have the first name.
    await run('batch', 'photos/1999/kitchen.jpg', '--out', 'music', ...SETTINGS);
    expect(await readFile(at('music', 'kitchen.mid'))).toEqual(former);
  });

  it('refuses photos of which none is there, and makes no folder', async () => {
    const { code, stdout, stderr } = await run('batch', 'photoz', 'none.jpg', '--out', 'music');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/^mirror: photoz: Expected a photo but there is no such file/),
      expect.stringMatching(/^mirror: none\.jpg: Expected a photo but there is no such file/),
    ]);
    expect(await readdir(top.path)).toEqual([]);
  });

  it('keeps music of another maker that lies in its place, in the first call and in a later one', async () => {
    await putSmallPhotos(at('photos'), 2);
    const mine = withoutMark(takeBytes('mine'));
    await mkdir(at('music'));
    await writeFile(at('music', '0000.mid'), mine);
    const first = await run(...BATCH, '--quiet');
    expect(first).toEqual({
      code: 0,
      stdout: 'music  2 of 2 photos mirrored\n',
      stderr: expect.stringMatching(/^music\/0000\.mid: .* kept as music\/0000\.before\.mid\n$/),
    });
    const composed = await readFile(at('music', '0001.mid'));
    const edited = withoutMark(composed);
    await writeFile(at('music', '0001.mid'), edited);
    const again = await run(...BATCH);
    expect(again.stderr).toMatch(/^music\/0001\.mid: .* kept as music\/0001\.before\.mid\n$/);
    expect(again.stdout).toBe('music  2 of 2 photos mirrored, 2 known from before\n');
    const bytesOf = async (name: string) => new Uint8Array(await readFile(at('music', name)));
    expect(await bytesOf('0000.before.mid')).toEqual(mine);
    expect(await bytesOf('0001.before.mid')).toEqual(edited);
    expect(await readFile(at('music', '0001.mid'))).toEqual(composed);
    // What is the program's own is put back without a word.
    await writeFile(at('music', '0001.mid'), takeBytes('of another call'));
    expect((await run(...BATCH)).stderr).toBe('');
    expect(await readFile(at('music', '0001.mid'))).toEqual(composed);
  });

  it('computes anew what other settings make, and finds the former again', async () => {
    await putSmallPhotos(at('photos'), 1);
    await run(...BATCH);
    const former = await readFile(at('music', '0000.mid'));
    expect((await run(...BATCH, '--seed', '5')).stdout).toBe('music  1 of 1 photo mirrored\n');
    expect(await readFile(at('music', '0000.mid'))).not.toEqual(former);
    expect((await run(...BATCH)).stdout).toBe(
      'music  1 of 1 photo mirrored, 1 known from before\n',
    );
    expect(await readFile(at('music', '0000.mid'))).toEqual(former);
  });

  it.each([
    ['no --out', ['batch', 'photos'], /--out/],
    ['an address', ['batch', 'photos', '--out', 'gs://bucket/music'], /address of gs/],
    ['a file that is no MIDI in the way', ['batch', 'photos', '--out', 'taken'], /no MIDI file/],
  ])('refuses %s in one line before it works', async (_, words, line) => {
    await putSmallPhotos(at('photos'), 1);
    await mkdir(at('taken'));
    await writeFile(at('taken', '0000.mid'), 'my diary');
    const { code, stdout, stderr } = await run(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(await readFile(at('taken', '0000.mid'), 'utf8')).toBe('my diary');
  });
});
