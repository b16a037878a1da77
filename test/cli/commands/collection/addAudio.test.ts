import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/math/random.js';
import { fixture, fixturePath } from '../../../audio/fixtures.js';
import { takeBytes } from '../../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { ending, linesOf, runMirror, startMirror } from '../../runMirror.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);
const run = (...words: string[]) => runMirror(words, { folder: folder.path });

describe('mirror add, with audio,', () => {
  it('transcribes it, learns it together with MIDI, and lists it', async () => {
    await writeFile(at('take.mid'), takeBytes('take'));
    const files = ['take.mid', fixturePath('tone.mp3'), fixturePath('int24.wav')];
    const added = await run('add', 'kettle', ...files, '--labels', 'toaster');
    expect(added.code).toBe(0);
    expect(linesOf(added.stdout)).toEqual([
      expect.stringContaining('take.mid, tone.mp3, int24.wav added, answers toaster'),
      expect.stringMatching(/^kettle {2}learned 3 takes, /),
    ]);
    expect(added.stderr).toContain('tone.mp3: its transcription stands beside it as tone.mid');
    expect(await everythingIn(at('objects', 'kettle', 'recordings'))).toEqual([
      'int24.mid',
      'int24.mid.beats.json',
      'int24.wav',
      'take.mid',
      'tone.mid',
      'tone.mid.beats.json',
      'tone.mp3',
    ]);
    const listed = await run('objects');
    expect(listed.stdout).toMatch(/^kettle .* 3 recordings \(2 audio\) .* trained +home$/m);
    expect(listed.stderr).not.toContain('kettle');
    const again = await run('add', 'kettle', fixturePath('tone.mp3'));
    expect(again.stderr).toContain('tone.mp3: already there as tone.mp3, not transcribed again');
    await rm(at('objects', 'kettle', 'recordings', 'tone.mid'));
    const lost = await run('objects');
    expect(lost.stderr).toMatch(/^kettle: tone\.mp3: not learned from, .*`mirror add kettle "/m);
  });

  it.skipIf(process.platform === 'win32')(
    'goes on where it was stopped, and writes the same bytes as if it had not been',
    async () => {
      // Three stretches of 39.6 s at most: one is left when it is stopped.
      await writeFile(at('long.wav'), longWav(115));
      const words = ['add', 'kettle', 'long.wav', '--labels', 'cup', '--no-train'];
      const child = startMirror(words, { folder: folder.path });
      const ended = ending(child);
      // With the second on the disk the first has been told of, which is when the line below is promised.
      await stretchesKept(2);
      child.kill('SIGINT');
      const { code, stdout, stderr } = await ended;
      expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
      expect(stderr).toContain('the same call goes on from there');
      expect(await everythingIn(folder.path)).toEqual([
        '.transcribing',
        expect.stringMatching(/^\.transcribing\/[0-9a-f]{64}\.jsonl$/),
        'long.wav',
      ]);
      const resumed = await run(...words);
      expect(resumed.stderr).toMatch(
        /^long\.wav: \d:\d\d of 1:55 were transcribed before; going on/m,
      );
      expect(resumed.code).toBe(0);
      expect(await everythingIn(folder.path)).not.toContain('.transcribing');
      await run(...words, '--home', 'other');
      const path = ['objects', 'kettle', 'recordings', 'long.mid'];
      expect(await readFile(at(...path))).toEqual(await readFile(at('other', ...path)));
    },
    300_000,
  );
});

/** Waits until so many stretches are on the disk. */
async function stretchesKept(count: number): Promise<void> {
  for (;;) {
    const [work] = (await everythingIn(folder.path)).filter((path) => path.endsWith('.jsonl'));
    // The first line is the header.
    if (work !== undefined && linesOf(await readFile(at(work), 'utf8')).length > count) return;
    await setTimeout(20);
  }
}

/** The fixture's tone, over and over, with pauses that tell one second from the other. */
function longWav(seconds: number): Uint8Array {
  const short = Buffer.from(fixture('int24.wav'));
  const dataAt = short.indexOf('data') + 8;
  const tone = short.subarray(dataAt);
  const parts = Array.from({ length: seconds * 2 }, (_, i) =>
    (i * i) % 7 < 4 ? tone : Buffer.alloc(tone.length),
  );
  const header = Buffer.from(short.subarray(0, dataAt));
  header.writeUInt32LE(tone.length * parts.length, dataAt - 4);
  return Buffer.concat([header, ...parts]);
}

describe('audio that cannot be used gets one clear line and leaves nothing behind:', () => {
  it.each<[title: string, put: () => unknown, words: string[], line: RegExp]>([
    [
      'a WAV cut short',
      () => writeFile(at('a.wav'), fixture('int24.wav').subarray(0, 6000)),
      ['a.wav'],
      /a\.wav: .*cut short: 0\.\d\d s that its header promises are missing/,
    ],
    ['an empty MP3', () => writeFile(at('a.mp3'), ''), ['a.mp3'], /a\.mp3: .*empty/],
    [
      'silence',
      () =>
        writeFile(
          at('a.wav'),
          wavOf(3, () => 0),
        ),
      ['a.wav'],
      /a\.wav: .*silent from beginning to end/,
    ],
    [
      'noise',
      () => writeFile(at('a.wav'), wavOf(3, noise())),
      ['a.wav'],
      /a\.wav: .*nothing but noise/,
    ],
    [
      'a film named .wav',
      () => writeFile(at('a.wav'), fixture('film.mkv')),
      ['a.wav'],
      /a\.wav: .*WebM or Matroska \(MKV\) film/,
    ],
    [
      'a text named .mp3',
      () => writeFile(at('a.mp3'), 'Dear diary'),
      ['a.mp3'],
      /a\.mp3: .*is text/,
    ],
    [
      'a WAV of 65,535 channels',
      () => {
        const bytes = Buffer.from(fixture('int24.wav'));
        bytes.writeUInt16LE(65_535, 22);
        return writeFile(at('a.wav'), bytes);
      },
      ['a.wav'],
      /a\.wav: .*65535 channels, more than 64/,
    ],
    ['a folder', () => mkdir(at('a.wav')), ['a.wav'], /a\.wav: .*folder/],
    ['a device', () => {}, ['/dev/zero'], /\/dev\/zero: .*not a regular file/],
    [
      'a good one beside a bad one',
      () => writeFile(at('a.mp3'), 'Dear diary'),
      [fixturePath('tone.mp3'), 'a.mp3'],
      /a\.mp3: .*is text/,
    ],
  ])('%s', async (_, put, words, line) => {
    await put();
    const before = await everythingIn(folder.path);
    const ended = await run('add', 'kettle', ...words, '--labels', 'cup');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(linesOf(ended.stderr)).toEqual([expect.stringMatching(/^mirror: .*\.$/)]);
    expect(ended.stderr).toMatch(line);
    expect(await everythingIn(folder.path)).toEqual(before);
  });
});

/** A WAV file of so many seconds, its samples of 24 bits one by one. */
function wavOf(seconds: number, next: () => number): Uint8Array {
  const bytes = Buffer.from(longWav(seconds));
  for (let i = bytes.indexOf('data') + 8; i < bytes.length; i += 3) bytes.writeIntLE(next(), i, 3);
  return bytes;
}

/** White noise, half of full scale. */
function noise(): () => number {
  const random = seededRandom('noise');
  return () => Math.round((random() - 0.5) * 2 ** 23);
}
