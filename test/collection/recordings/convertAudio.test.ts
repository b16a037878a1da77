import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeAudio } from '../../../src/audio/decodeAudio.js';
import {
  measureAudioFile,
  recogniseRecording,
  streamAudioFile,
} from '../../../src/collection/recordings/audioFile.js';
import { findConverter } from '../../../src/collection/recordings/convertAudio.js';
import { exists } from '../../../src/files/disk/pathChecks.js';
import { fixture, fixturePath, gather } from '../../audio/fixtures.js';
import { useTemporaryFolder } from '../temporaryFolder.js';

const folder = useTemporaryFolder();
const realPath = process.env.PATH;
afterEach(() => {
  process.env.PATH = realPath;
});

const decode = (name: string) => gather(decodeAudio(streamAudioFile(fixturePath(name)), name));
const expected: Record<string, { sampleRateHz: number; samples: number; every97th: number[] }> =
  JSON.parse(readFileSync(fixturePath('expectedContainers.json'), 'utf8'));
const hasFfmpeg = (() => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Makes a folder the only one where programs are looked for, with one program in it. */
async function onlyProgram(name: string, script: string): Promise<void> {
  const bin = join(folder.path, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
  await chmod(join(bin, name), 0o755);
  process.env.PATH = bin;
}

describe.runIf(hasFfmpeg)('audio that ffmpeg has to decode', () => {
  it.each([
    // AAC has a delay of its own and whole frames, so that a little more than 0.4 s comes out.
    ['tone.m4a', 44_100, 0.5],
    ['tone.aac', 44_100, 0.5],
    ['stereo16.aiff', 22_050, 0.1],
  ])('comes out as it was: %s', async (name, rate, mostSeconds) => {
    const { sampleRateHz, samples } = await decode(name);
    expect(sampleRateHz).toBe(rate);
    expect(samples.length / rate).toBeLessThanOrEqual(mostSeconds);
    const middle = samples.subarray(samples.length * 0.3, samples.length * 0.7);
    const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length;
    // The fixtures' tone: amplitude 0.3 once both channels are one.
    expect(Math.sqrt(2 * power)).toBeCloseTo(0.3, 1);
  });

  it.each([
    'adpcm.wav',
    'msadpcm.wav',
    'alaw.wav',
    'mulaw.wav',
    'rifx.wav',
    'sound.au',
    'sound.w64',
    'sound.mov',
    'sound.mka',
    'sound.webm',
    'sound.wma',
    'id3.aac',
  ])('comes out to the sample: %s', async (name) => {
    const { sampleRateHz, samples } = await decode(name);
    const known = expected[name] as (typeof expected)[string];
    expect([sampleRateHz, samples.length]).toEqual([known.sampleRateHz, known.samples]);
    known.every97th.forEach((value, i) => {
      expect(samples[97 * i]).toBeCloseTo(value, 4);
    });
  });

  it('is refused in one line when it is damaged, under whatever name', async () => {
    const path = join(folder.path, '-i $(touch x) ; weird\n.m4a');
    const bytes = fixture('tone.m4a');
    await writeFile(path, bytes.fill(0, bytes.length / 2));
    await expect(measureAudioFile(path)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining(': Expected M4A audio but ffmpeg cannot decode it ('),
    });
    await writeFile(path, fixture('tone.m4a'));
    expect(await measureAudioFile(path)).toBeGreaterThan(0.3);
    expect(await readdir(folder.path)).toHaveLength(1);
  });
});

describe.skipIf(process.platform === 'win32')('without ffmpeg,', () => {
  it('afconvert is asked, and its file is taken away', async () => {
    const told = join(folder.path, 'told');
    const script = `cp '${fixturePath('stereo16.wav')}' "$6"; echo "$6" > '${told}'`;
    await onlyProgram('afconvert', `[ "$1" = -h ] || { ${script}; }`);
    expect(await findConverter()).toBe('afconvert');
    expect((await decode('tone.m4a')).samples).toHaveLength(2205);
    const wav = (await readFile(told, 'utf8')).trim();
    expect(wav).toMatch(/audio\.wav$/);
    expect(await exists(dirname(wav))).toBe(false);
  });

  it.each([
    ['tone.m4a', 'M4A audio'],
    ['tone.aac', 'AAC audio'],
    ['id3.aac', 'AAC audio'],
    ['sound.webm', 'WebM audio'],
    ['sound.mka', 'Matroska audio'],
    ['sound.au', 'AU audio'],
    ['sound.w64', 'W64 audio'],
    ['sound.wma', 'WMA audio'],
    ['rifx.wav', 'RIFX audio'],
    ['alaw.wav', 'WAV audio in A-law'],
    ['adpcm.wav', 'WAV audio in IMA ADPCM'],
  ])('and without afconvert, one line says what to do with %s', async (file, format) => {
    process.env.PATH = join(folder.path, 'nothing');
    expect(await findConverter()).toBeUndefined();
    await expect(measureAudioFile(fixturePath(file))).rejects.toMatchObject({
      code: 'input',
      message: `${fixturePath(file)}: Expected audio that can be decoded here but this is ${format}, which takes ffmpeg, and there is none. Install it (ffmpeg.org), or export the recording as WAV of 16 bits, FLAC, MP3 or Ogg.`,
    });
  });

  it.each([
    'id3.flac',
    '12bit.flac',
    '20bit.flac',
    '32bit.flac',
    'silent-tail.flac',
    'skeleton.ogg',
    'stereo.oga',
  ])('%s is decoded all the same', async (file) => {
    process.env.PATH = join(folder.path, 'nothing');
    const known = expected[file];
    const seconds = await measureAudioFile(fixturePath(file));
    expect(seconds).toBeCloseTo((known?.samples ?? 0) / (known?.sampleRateHz ?? 1), 6);
  });
});

describe('an MP3 behind a tag and more garbage than is looked at', () => {
  it('is an MP3 for both who look', async () => {
    const path = join(folder.path, 'take.mp3');
    const tag = Buffer.from('ID3\x04\0\0\0\0\x01\0', 'latin1');
    const garbage = Buffer.alloc(70_000 + 128, 'garbage');
    await writeFile(path, Buffer.concat([tag, garbage, fixture('tone.mp3')]));
    expect(await measureAudioFile(path)).toBe(await measureAudioFile(fixturePath('tone.mp3')));
  });
});

describe('what is no audio', () => {
  it.each([
    ['film.mp4', /film\.mp4: Expected audio \(.*\) but this is an MP4 film\. Export its sound/],
    ['film.mkv', /film\.mkv: .* this is a WebM or Matroska \(MKV\) film\./],
    ['README.md', /README\.md: .* this is text\./],
  ])('is refused in one line: %s', async (file, line) => {
    await expect(measureAudioFile(fixturePath(file))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(line),
    });
  });

  it.each([
    ['MThd\0\0\0\x06', 'MIDI'],
    ['RIFF\x24\0\0\0RMIDdata', 'MIDI'],
  ])('is MIDI by its first bytes, whatever its name: %j', async (bytes, kind) => {
    const path = join(folder.path, 'take.wav');
    await writeFile(path, bytes, 'latin1');
    expect(await recogniseRecording(path)).toBe(kind);
  });

  it.each([
    'sound.webm',
    'sound.mka',
    'skeleton.ogg',
    'id3.aac',
    'id3.flac',
    'rifx.wav',
    'sound.au',
  ])('is told from audio: %s', async (file) => {
    expect(await recogniseRecording(fixturePath(file))).toBe('audio');
  });
});

describe.skipIf(process.platform === 'win32')('a program that fails', () => {
  it('is quoted, the last thing it says', async () => {
    await onlyProgram('ffmpeg', 'echo first >&2; echo "moov atom not found." >&2; exit 1');
    await expect(measureAudioFile(fixturePath('tone.m4a'))).rejects.toThrow(
      /cannot decode it \(moov atom not found\)\./,
    );
  });

  it('is not the last resort where it is afconvert', async () => {
    await onlyProgram('afconvert', 'echo "Error: typ?" >&2; exit 1');
    await expect(measureAudioFile(fixturePath('sound.webm'))).rejects.toThrow(
      /Expected WebM audio but afconvert cannot decode it \(Error: typ\?\)\. Install ffmpeg/,
    );
  });

  it('is stopped when its reader stops', async () => {
    await onlyProgram('ffmpeg', `cat '${fixturePath('stereo16.wav')}'; exec sleep 600`);
    for await (const chunk of streamAudioFile(fixturePath('tone.m4a'))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });
});
