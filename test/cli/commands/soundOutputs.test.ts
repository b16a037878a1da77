import { execFileSync, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { putTrainedObject } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { runInProcess } from '../runInProcess.js';
import { KITCHEN, linesOf } from '../runMirror.js';

const top = useTemporaryFolder();
const at = (name: string) => join(top.path, name);
let before: string[] = [];
beforeEach(async () => {
  await putTrainedObject(top.path, { name: 'mug' });
  before = await everythingIn(top.path);
});
const run = (...words: string[]) => runInProcess(words, { folder: top.path });
const made = async () => (await everythingIn(top.path)).filter((file) => !before.includes(file));

/** What another program prints, or undefined where it is not on this machine. */
function printedBy(program: string, words: readonly string[]): string | undefined {
  const { error, stdout, status } = spawnSync(program, words, { encoding: 'utf8' });
  return error === undefined && status === 0 ? stdout : undefined;
}

const HAS_FFMPEG = printedBy('ffprobe', ['-version']) !== undefined;
const HAS_SOUNDFILE = printedBy('python3', ['-c', 'import soundfile']) !== undefined;

describe('mirror hear -o', () => {
  it.each([
    ['song.mid', 'MThd', ['song.mid']],
    ['song.MIDI', 'MThd', ['song.MIDI']],
    ['song', 'MThd', ['song']],
    ['song.wav', 'RIFF', ['song.wav']],
    ['song.mp3', 'ID3', ['song.mp3']],
    ['song.OGG', 'OggS', ['song.OGG']],
    ['songs.mp3/', 'MThd', ['songs.mp3', 'songs.mp3/mug.mid']],
  ])('%s holds what begins with %s, and nothing else is written', async (out, beginning, files) => {
    const { code, stdout } = await run('hear', 'mug', '--bars', '1', '-o', out);
    expect(code).toBe(0);
    expect(await made()).toEqual(files);
    const file = files.at(-1) as string;
    expect(stdout).toMatch(/^song.* {2}\d+ notes?, 1 bar of 3\/4 at [\d.]+ bpm\n$/);
    expect((await readFile(at(file))).toString('latin1').startsWith(beginning)).toBe(true);
  });

  it.each(['song.flac', 'song.jpg', 'a/song.m4a'])(
    '%s is refused in one line before anything is computed',
    async (out) => {
      const { code, stdout, stderr } = await run('hear', 'mug', '-o', out);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^mirror: Expected -o to end in \.mid, .* received "[^\n]*\.\n$/);
      expect(await made()).toEqual([]);
    },
  );

  it('with --wav writes a WAV file as well, and only once if that is what -o names', async () => {
    const mp3 = await run('hear', 'mug', '--bars', '1', '--wav', '--stems', '-o', 'song.mp3');
    expect(await made()).toEqual(['song.mp3', 'song.stems', 'song.stems/01-mug.wav', 'song.wav']);
    const [line, wavLine] = linesOf(mp3.stderr);
    expect(line).toMatch(/^song\.mp3: [\d.]+ s, peak -1\.0 dBFS, -[\d.]+ LUFS$/);
    expect(wavLine).toBe(line?.replace('mp3', 'wav'));
    const wav = await run('hear', 'mug', '--bars', '1', '--wav', '-o', 'other.wav');
    expect(linesOf(wav.stderr)).toEqual([wavLine?.replace('song', 'other')]);
    const [one, other] = await Promise.all(['song.wav', 'other.wav'].map((n) => readFile(at(n))));
    expect(one?.equals(other as Buffer)).toBe(true);
  });

  it.each(['mp3', 'ogg'])(
    'writes equal %s for equal calls, over an older one of its own',
    async (ending) => {
      const words = ['hear', 'mug', '--bars', '1', '-o', `song.${ending}`];
      await run(...words);
      const first = await readFile(at(`song.${ending}`));
      const { code, stderr } = await run(...words);
      expect(code).toBe(0);
      expect(stderr).toMatch(
        /song\.\w+: replaced the (MP3|Ogg) file of a mirror that was there\n$/,
      );
      expect((await readFile(at(`song.${ending}`))).equals(first)).toBe(true);
    },
  );

  it.each([
    ['mp3', 'test/audio/fixtures/tone.mp3'],
    ['ogg', 'test/audio/fixtures/tone.ogg'],
  ])('never writes over %s that another program wrote', async (ending, path) => {
    const bytes = await readFile(fileURLToPath(new URL(`../../../${path}`, import.meta.url)));
    await writeFile(at(`song.${ending}`), bytes);
    const { code, stderr } = await run('hear', 'mug', '-o', `song.${ending}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mirror: song\.\w+: [^\n]*no (MP3|Ogg) file of a mirror[^\n]*\n$/);
    expect((await readFile(at(`song.${ending}`))).equals(bytes)).toBe(true);
  });
});

describe('mirror <photo> -o song.mp3', () => {
  it('names the file in JSON and no MIDI; what else is asked for stands beside it', async () => {
    const { code, stdout } = await run(
      KITCHEN,
      '--bars',
      '1',
      '--explain',
      '--json',
      '-o',
      'a.mp3',
    );
    expect(code).toBe(0);
    const record = JSON.parse(stdout);
    expect(record).toMatchObject({
      midi: null,
      audio: 'a.mp3',
      wav: null,
      explanation: 'a.explain.json',
    });
    expect(Object.keys(record).slice(0, 3)).toEqual(['photo', 'midi', 'audio']);
    expect(await made()).toEqual(['a.explain.json', 'a.mp3']);
    expect(JSON.parse(await readFile(at('a.explain.json'), 'utf8')).midi).toBeNull();
  });
});

describe.each(['wav', 'mp3', 'ogg'])(
  'the length of %s is that of the sound to the sample',
  (ending) => {
    const written = async () => {
      await run('hear', 'mug', '--bars', '2', '--wav', '-o', `song.${ending}`);
      const wav = await readFile(at('song.wav'));
      return (wav.length - 78) / 6;
    };

    it.skipIf(!HAS_FFMPEG)('says ffmpeg, which is skipped where it is not installed', async () => {
      const frames = await written();
      const words = ['-v', 'error', '-i', at(`song.${ending}`), '-f', 's16le', '-ac', '2', '-'];
      const bytes = execFileSync('ffmpeg', words, { maxBuffer: 1e8 });
      expect(bytes.length / 4).toBe(frames);
      const tags = [
        '-v',
        'error',
        '-show_entries',
        'format_tags:stream_tags',
        at(`song.${ending}`),
      ];
      const said = printedBy('ffprobe', tags) ?? '';
      expect(said).toMatch(/TAG:encoder=sound-mirror/i);
      if (ending !== 'wav') expect(said).toMatch(/TAG:title=mug/i);
    });

    it.skipIf(!HAS_SOUNDFILE)(
      'says libsndfile, which is skipped where it is not installed',
      async () => {
        const frames = await written();
        const program = `import soundfile; print(len(soundfile.read(${JSON.stringify(at(`song.${ending}`))})[0]))`;
        expect(printedBy('python3', ['-c', program])).toBe(`${frames}\n`);
      },
    );
  },
);

/** Runs a shell command where a small disk may be mounted; undefined where that is not permitted. */
function onSmallDisk(command: string) {
  const words = ['--user', '--map-root-user', '--mount', 'sh', '-c', command];
  return spawnSync('unshare', words, { encoding: 'utf8' });
}

const MAY_MOUNT = onSmallDisk('mount -t tmpfs -o size=64k tmpfs /mnt').status === 0;

describe.skipIf(!MAY_MOUNT)('on a full disk, where namespaces and mounts are permitted,', () => {
  it.each(['wav', 'mp3', 'ogg'])('%s gives one line and leaves nothing half written', (ending) => {
    const bin = fileURLToPath(new URL('../../../bin/mirror.js', import.meta.url));
    const call = `"${process.execPath}" "${bin}" hear mug --bars 8 -o /mnt/song.${ending}`;
    const { stdout, stderr } = onSmallDisk(
      `mount -t tmpfs -o size=64k tmpfs /mnt && cd "${top.path}" && ${call}; echo "code $?"; ls -A /mnt`,
    );
    expect(stdout).toBe('code 1\n');
    expect(stderr).toMatch(/^mirror: \/mnt\/song\.\w+: The disk refused it [^\n]*\n$/);
  });
});
