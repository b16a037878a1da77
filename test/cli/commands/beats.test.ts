import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeDecoder } from '../../../src/collection/decoders/writeDecoder.js';
import { readObject } from '../../../src/collection/readShelf.js';
import { writeMidi } from '../../../src/output/writeMidi.js';
import { fixturePath } from '../../audio/fixtures.js';
import { freePlaying } from '../../beats/freePlaying.js';
import { decoderFor, takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import {
  end,
  midiFile,
  off,
  on,
  tempo,
  timeSignature,
  track,
} from '../../recordings/midiBuilder.js';
import { runInProcess } from '../runInProcess.js';
import { linesOf } from '../runMirror.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);
const run = (...words: string[]) => runInProcess(words, { folder: folder.path });
const recordings = (...path: string[]) => at('objects', 'kettle', 'recordings', ...path);

beforeEach(async () => {
  await writeFile(at('own.mid'), takeBytes('own'));
  await writeFile(at('free.mid'), freePlaying());
});

/** Eighths of 9/8 whose tempo halves after a bar, begun in the second bar. */
function compound(): Uint8Array {
  const notes = Array.from({ length: 18 }, (_, i) => ({
    pitch: 60 + (i % 5),
    startTicks: 2160 + i * 240,
    durationTicks: 240,
    velocity: 77,
  }));
  return writeMidi({
    title: 'compound',
    tempoBpm: 90,
    tempoChanges: [
      { ticks: 0, tempoBpm: 90 },
      { ticks: 4320, tempoBpm: 45 },
    ],
    timeSignature: { beats: 9, beatUnit: 8 },
    lengthTicks: 6480,
    parts: [{ name: 'p', midiChannel: 0, program: 0, gainDb: 0, pan: 0, notes }],
  });
}

/** Two bars of quarters in each metre, written as a numerator and a power of two; the tempi take turns. */
function changing(metres: readonly [number, number][], tempi: readonly number[]): Uint8Array {
  const stretches = metres.map(([beats, power], i) => {
    const quarters = (2 * beats * 4) / 2 ** power;
    const music = Array.from({ length: quarters }, (_, at) => [
      on(0, 60 + (at % 5)),
      off(480, 60 + (at % 5)),
    ]);
    const bpm = tempi[i % tempi.length] as number;
    return [timeSignature(0, beats, power), tempo(0, Math.round(60e6 / bpm)), ...music.flat()];
  });
  return midiFile({ tracks: [track(...stretches.flat(), end(0))] });
}

describe('mirror beats', () => {
  it('--json gives the beats of its own grid for a take that keeps it', async () => {
    await writeFile(at('compound.mid'), compound());
    const { code, stdout, stderr } = await run('beats', 'compound.mid', 'own.mid', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, second] = linesOf(stdout).map((line) => JSON.parse(line));
    expect(first).toEqual({
      file: 'compound.mid',
      // Dotted quarters: three last a second, then three last two; the median is one and a half.
      tempoBpm: 40,
      metre: '9/8',
      confidence: 1,
      beats: [3, 4, 5, 6, 8, 10, 12],
      downbeats: [3, 6, 12],
    });
    expect(second).toMatchObject({ file: 'own.mid', tempoBpm: 83, metre: '3/4', confidence: 1 });
    expect(second.beats.slice(0, 4)).toEqual([0, 0.723, 1.446, 2.169]);
    expect(second.downbeats).toEqual([0, 2.169]);
  });

  it('--json finds beats that are not those of the file, by a hint near them', async () => {
    const hints = ['--tempo', '75', '--metre', '4/4'];
    const { code, stdout } = await run('beats', '--json', 'free.mid', ...hints);
    expect(code).toBe(0);
    const { file, tempoBpm, metre, confidence, beats, downbeats } = JSON.parse(stdout);
    expect({ file, metre }).toEqual({ file: 'free.mid', metre: '4/4' });
    expect(Math.abs(tempoBpm - 76)).toBeLessThan(2);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
    expect(Math.min(...beats.map((beat: number) => Math.abs(beat - 1.3)))).toBeLessThan(0.05);
    expect(downbeats.every((each: number) => beats.includes(each))).toBe(true);
    expect(beats.every((each: number) => Number(each.toFixed(3)) === each)).toBe(true);
    expect(await everythingIn(folder.path)).toEqual(['free.mid', 'own.mid']);
  });

  it('says a line for a person, goes on after a bad file, and ends with 2', async () => {
    await writeFile(at('bad.mid'), 'no music');
    const { code, stdout, stderr } = await run('beats', 'bad.mid', 'nothing.wav', 'own.mid');
    expect(code).toBe(2);
    expect(stdout).toBe('own.mid: keeps its own bars and beats, 83 bpm in 3/4\n');
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/^mirror: bad\.mid: Expected .*\.$/),
      expect.stringMatching(/^mirror: nothing\.wav: Expected .* no such file\./),
    ]);
  });

  it('says once what many takes have in common', async () => {
    const names = ['a.mid', 'b.mid', 'c.mid', 'd.mid', 'e.mid'];
    for (const name of names) {
      await writeFile(at(name), Buffer.concat([takeBytes(name), Buffer.from([7, 7, 7])]));
    }
    const words = '3 bytes after the last track are not MIDI, left out';
    const { code, stdout, stderr } = await run('beats', ...names, 'own.mid');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `a.mid, b.mid, c.mid and 2 more: ${words}\n`,
    });
    expect(linesOf(stdout)).toHaveLength(6);
    const added = await run('add', 'kettle', 'a.mid', 'b.mid', '--labels', 'cup', '--no-train');
    expect(linesOf(added.stderr).filter((line) => line.includes(words))).toHaveLength(1);
  });

  it('says when a hint counts more than the grid of the take', async () => {
    const hints = ['--tempo', '76', '--metre', '4/4'];
    const { stdout } = await run('beats', 'own.mid', ...hints);
    expect(stdout).toMatch(/^own\.mid: 83 bpm in 4\/4, .* sure, not its own grid; you said 76$/m);
  });

  it('transcribes audio, of which it stores nothing', async () => {
    const { code, stdout } = await run('beats', '--json', fixturePath('tone.mp3'));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      file: fixturePath('tone.mp3'),
      tempoBpm: null,
      metre: null,
      confidence: expect.any(Number),
      beats: [],
      downbeats: [],
    });
    expect(await everythingIn(folder.path)).toEqual(['free.mid', 'own.mid']);
  });

  it('--click writes what is heard with a click on each beat, as long as it sounds', async () => {
    const { code, stderr } = await run(
      'beats',
      'own.mid',
      fixturePath('tone.mp3'),
      '--click',
      'c/',
    );
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'c/own.mid.clicks.wav: written\nc/tone.mp3.clicks.wav: written\n',
    });
    const wav = await readFile(at('c', 'own.mid.clicks.wav'));
    const dataAt = wav.indexOf('data') + 8;
    // A downbeat's click, 3 kHz, changes from sample to sample as no low note does.
    const rise = (seconds: number) => {
      const first = dataAt + Math.round(seconds * 44_100) * 6;
      const samples = Array.from({ length: 30 }, (_, i) => wav.readIntLE(first + 6 * i, 3));
      return Math.max(...samples.map((each, i) => Math.abs(each - (samples[i - 1] ?? each))));
    };
    expect(rise(2.1687)).toBeGreaterThan(4 * rise(2.0));
    expect((await stat(at('c', 'tone.mp3.clicks.wav'))).size).toBeGreaterThan(0.4 * 44_100 * 6);
    const again = await run('beats', 'own.mid', '--click', 'c/own.mid.clicks.wav');
    expect(again.stderr).toMatch(/^c\/own\.mid\.clicks\.wav: replaced the WAV file of a mirror/);
  });

  it.each<[title: string, words: string[], line: RegExp]>([
    [
      'a file that is no WAV',
      ['own.mid', '--click', 'own.mid'],
      /--click to be a folder, or for one/,
    ],
    ['one file for two', ['own.mid', 'free.mid', '--click', 'a.wav'], /--click to be a folder/],
    ['the WAV of a person', ['own.mid', '--click', 'mine.wav'], /mine\.wav: .*with --click/],
    ['a metre that is none', ['own.mid', '--metre', '3/5'], /--metre to be a metre such as 3\/4/],
    ['a tempo that is none', ['own.mid', '--tempo', '7'], /--tempo to be a number from 20 to 400/],
    ['no recording', [], /[Mm]issing required argument/],
  ])('refuses %s', async (_, words, line) => {
    await writeFile(at('mine.wav'), 'RIFF of mine');
    const before = await everythingIn(folder.path);
    const { code, stdout, stderr } = await run('beats', ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(linesOf(stderr)).toEqual([expect.stringMatching(line)]);
    expect(await everythingIn(folder.path)).toEqual(before);
  });
});

describe('a take of several metres or tempi', () => {
  const METRES: [number, number][] = [
    [4, 2],
    [3, 2],
    [6, 3],
    [7, 3],
    [4, 2],
  ];

  it('is told with all of them, by add as by beats', async () => {
    await writeFile(at('metres.mid'), changing(METRES, [120]));
    await writeFile(
      at('tempi.mid'),
      changing(
        [
          [4, 2],
          [4, 2],
        ],
        [92, 104],
      ),
    );
    const lines = [
      'metres.mid: keeps its own beats, 120 bpm in 4/4, 3/4, 6/8, 7/8; its bars are learned as 4/4',
      'tempi.mid: keeps its own bars and beats, 92–104 bpm in 4/4',
    ];
    const told = await run('beats', 'metres.mid', 'tempi.mid');
    expect(linesOf(told.stdout)).toEqual(lines);
    const takes = ['metres.mid', 'tempi.mid'];
    const added = await run('add', 'kettle', ...takes, '--labels', 'cup', '--no-train');
    expect(linesOf(added.stderr).slice(0, 2)).toEqual(lines);
  });
});

describe('mirror add', () => {
  it('tells what was found in each take, and a hint settles it later', async () => {
    const words = ['add', 'kettle', 'own.mid', 'free.mid', '--labels', 'cup', '--no-train'];
    const added = await run(...words);
    expect(added.code).toBe(0);
    expect(added.stderr).toContain('own.mid: keeps its own bars and beats, 83 bpm in 3/4');
    expect(added.stderr).toMatch(/^free\.mid: (free, no beat found|\d+ bpm in \d)/m);
    expect(await everythingIn(recordings())).toEqual([
      'free.mid',
      'free.mid.beats.json',
      'own.mid',
    ]);
    // As if both had been learned so, which takes a quarter of a minute; what the hint changes is really learned.
    const kettle = await readObject(folder.path, { folderName: 'kettle', shelf: 'home' });
    await writeDecoder(kettle, await decoderFor(kettle, 'phrase'));
    expect((await run('objects')).stdout).toMatch(/^kettle .* trained +home$/m);
    const hints = ['--tempo', '76', '--metre', '4/4'];
    const settled = await run('add', 'kettle', 'free.mid', ...hints);
    expect(settled.code).toBe(0);
    expect(settled.stderr).toContain('free.mid: already there as free.mid, not copied again');
    expect(settled.stderr).toMatch(/^free\.mid: 7[567] bpm in 4\/4, first bar at .* as you said$/m);
    expect(settled.stdout).toMatch(
      /^kettle {2}learned 2 takes, \d:\d\d of music, .*7[567]–83 bpm in 4\/4 and 3\/4$/m,
    );
    const listed = await run('objects');
    expect(listed.stdout).toMatch(/^kettle .* trained +home$/m);
    const known = await run('beats', recordings('free.mid'));
    expect(known.stdout).toMatch(/free\.mid: 7[567] bpm in 4\/4, first bar at .* as you said$/m);
  });

  it('--again transcribes anew and keeps the older transcription, corrected or not', async () => {
    const words = ['add', 'kettle', fixturePath('tone.mp3'), '--labels', 'cup', '--no-train'];
    expect((await run(...words)).code).toBe(0);
    const midi = await readFile(recordings('tone.mid'));
    await writeFile(recordings('tone.mid'), takeBytes('corrected'));
    await run(...words);
    expect(Uint8Array.from(await readFile(recordings('tone.mid')))).toEqual(takeBytes('corrected'));
    const again = await run(...words, '--again');
    expect(again.stderr).toContain('tone.mid: the older one is kept as tone.mid.old-1');
    expect(await readFile(recordings('tone.mid'))).toEqual(midi);
    expect(await everythingIn(recordings())).toEqual([
      'tone.mid',
      'tone.mid.beats.json',
      'tone.mid.old-1',
      'tone.mp3',
    ]);
    const listed = await run('objects');
    expect(listed.stdout).toMatch(/^kettle .* 1 recording \(1 audio\) /m);
    expect(listed.stderr).not.toContain('neither MIDI nor audio');
  });
});
