import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import toneMidi from '@tonejs/midi';
import sharp, { type Sharp } from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { readMidiFile } from '../../../src/recordings/midiFile.js';
import { putTrainedObject } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { withoutMark } from '../../output/withoutMark.js';
import { runInProcess } from '../runInProcess.js';
import { KITCHEN, linesOf } from '../runMirror.js';
import { putSmallKitchen } from '../smallKitchen.js';

const top = useTemporaryFolder();
let folder: string;
/** The sample kitchen, small. */
let kitchen: string;
beforeEach(async () => {
  kitchen = await putSmallKitchen(top.path);
  folder = join(top.path, 'work');
  await mkdir(folder);
  // Names of the starter collection, so that whoever is trained there does not play here.
  await putTrainedObject(top.path, { name: 'table', labels: ['dining table'] });
  await putTrainedObject(top.path, { name: 'Café 冷蔵庫', labels: ['refrigerator'] });
});

const run = (...words: string[]) => runInProcess(words, { folder });

describe('mirror <photo...>', () => {
  it('writes the music beside the caller, from the nearest collection upward', async () => {
    const { code, stdout, stderr } = await run(KITCHEN, '--bars', '8', '--tempo', '72');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^kitchen\.mid {2}\d+ objects, 8 bars of 3\/4 at 72 bpm: [^\n]*Café 冷蔵庫[^\n]*\n$/,
    );
    expect(stderr).toContain('of the photo');
    expect(await everythingIn(folder)).toEqual(['kitchen.mid']);
    const { tracks } = readMidiFile(await readFile(join(folder, 'kitchen.mid')), 'kitchen.mid');
    const names = tracks.map(({ events }) => events.find((event) => event.kind === 'trackName'));
    expect(names.map((event) => event?.text)).toEqual(
      expect.arrayContaining(['kitchen', 'table', 'Café 冷蔵庫']),
    );
  });

  it('gives the same bytes again, and others for another seed', async () => {
    await run(kitchen, '-o', 'a.mid');
    await run(kitchen, '-o', 'b.mid');
    await run(kitchen, '-o', 'c.mid', '--seed', '7');
    const [a, b, c] = await Promise.all(
      ['a.mid', 'b.mid', 'c.mid'].map((name) => readFile(join(folder, name))),
    );
    expect(b?.equals(a as Buffer)).toBe(true);
    expect(c?.equals(a as Buffer)).toBe(false);
  });

  it('says the same as one line of JSON', async () => {
    const { code, stdout } = await run(KITCHEN, '--json', '--quiet', '--seed', '3', '-o', 'out/');
    expect(code).toBe(0);
    expect(linesOf(stdout)).toHaveLength(1);
    const record = JSON.parse(stdout);
    expect(Object.keys(record)).toEqual(
      'photo midi audio explanation picture wav stems seed tempoBpm bars backend detections tracks unheard milliseconds'.split(
        ' ',
      ),
    );
    expect(record).toMatchObject({
      photo: { file: KITCHEN, width: 1600, height: 1067 },
      midi: join('out', 'kitchen.mid'),
      audio: null,
      explanation: null,
      picture: null,
      seed: 3,
      bars: 16,
      backend: 'wasm',
    });
    expect(record.tracks.map((track: { object: string }) => track.object)).toEqual(
      expect.arrayContaining(['table', 'Café 冷蔵庫']),
    );
    expect(Object.keys(record.milliseconds)).toEqual(
      'photo detect decode compose write total'.split(' '),
    );
    expect(await everythingIn(folder)).toEqual(['out', 'out/kitchen.mid']);
  });

  it('writes the photos that work, and names those that do not', async () => {
    await mkdir(join(folder, 'other'));
    await copyFile(kitchen, join(folder, 'other', 'kitchen.png'));
    const photos = [kitchen, 'gone.jpg', join('other', 'kitchen.png')];
    const { code, stdout, stderr } = await run(...photos, '-o', 'music');
    expect(code).toBe(2);
    expect(linesOf(stdout).map((line) => line.split('  ')[0])).toEqual([
      join('music', 'kitchen.mid'),
      join('music', 'kitchen-2.mid'),
    ]);
    expect(linesOf(stderr).filter((line) => line.startsWith('mirror:'))).toEqual([
      'mirror: gone.jpg: Expected a photo but there is no such file. Check the path.',
    ]);
    expect(stderr).toContain('written as music/kitchen-2.mid');
    expect(await everythingIn(join(folder, 'music'))).toEqual(['kitchen-2.mid', 'kitchen.mid']);
  });

  it('says of an instrument whose object does not play that it changes nothing', async () => {
    const words = [kitchen, '--bars', '2', '--instrument', 'table=violin', '--instrument'];
    const { code, stderr } = await run(...words, 'Bed=violin');
    expect(code).toBe(0);
    const notes = linesOf(stderr).filter((line) => line.startsWith('--instrument'));
    expect(notes).toEqual([
      expect.stringMatching(
        /^--instrument bed=violin changes nothing: bed does not play in .*kitchen\.jpg, where table, .* play\.$/,
      ),
    ]);
    const quiet = await run(kitchen, '--bars', '2', '--quiet', '--instrument', 'bed=violin');
    expect(quiet).toMatchObject({ code: 0, stderr: '' });
  });

  it('never writes over a photo', async () => {
    const before = await readFile(KITCHEN);
    for (const [name, complaint] of [
      ['kitchen.jpg', 'Expected -o to end in .mid'],
      ['kitchen', 'one of the inputs'],
    ] as const) {
      await copyFile(KITCHEN, join(folder, name));
      const { code, stderr } = await run(name, '-o', name);
      expect(code).toBe(2);
      expect(stderr).toContain(complaint);
      expect(await readFile(join(folder, name))).toEqual(before);
    }
  });

  it('replaces an older piece, says so, and replaces nothing else', async () => {
    expect((await run(kitchen)).stderr).not.toContain('replaced');
    const again = await run(kitchen, '--seed', '7');
    expect(again.stderr).toContain('kitchen.mid: replaced the MIDI file that was there');
    const mine = withoutMark(await readFile(join(folder, 'kitchen.mid')));
    await writeFile(join(folder, 'kitchen.mid'), mine);
    const beside = await run(kitchen, '--quiet');
    expect(beside).toMatchObject({ code: 0, stdout: expect.stringContaining('kitchen.mid') });
    expect(linesOf(beside.stderr)).toEqual([
      expect.stringMatching(/kept as kitchen\.before\.mid$/),
    ]);
    expect(new Uint8Array(await readFile(join(folder, 'kitchen.before.mid')))).toEqual(mine);
    await writeFile(join(folder, 'diary'), 'Dear diary');
    const { code, stderr } = await run(kitchen, '-o', 'diary');
    expect(code).toBe(2);
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/diary: .*is no MIDI file/)]);
    expect(await readFile(join(folder, 'diary'), 'utf8')).toBe('Dear diary');
  });

  it('explains each note where it is asked to, beside the music', async () => {
    const { code, stderr } = await run(kitchen, '-o', 'music/', '--explain', '--bars', '4');
    expect({ code, stderr: stderr.includes('replaced') }).toEqual({ code: 0, stderr: false });
    expect(stderr).toContain('kitchen.explain.json: where each note comes from');
    expect(await everythingIn(join(folder, 'music'))).toEqual([
      'kitchen.explain.json',
      'kitchen.mid',
    ]);
    const text = await readFile(join(folder, 'music', 'kitchen.explain.json'), 'utf8');
    const { seed, bars, tracks, sections, form } = JSON.parse(text);
    expect(sections[0]).toMatchObject({ letter: 'A', fromBar: 1 });
    expect(form.map(({ bar }: { bar: number }) => bar)).toEqual([1, 2, 3, 4]);
    expect({ seed, bars }).toEqual({ seed: expect.any(Number), bars: 4 });
    const score = await readFile(join(folder, 'music', 'kitchen.mid'));
    const midi = new toneMidi.Midi(score);
    const written = midi.tracks.flatMap((track) =>
      track.notes.map(({ ticks, midi }) => [ticks, midi]),
    );
    const explained = tracks.flatMap((track: { notes: { startTicks: number; pitch: number }[] }) =>
      track.notes.map(({ startTicks, pitch }) => [startTicks, pitch]),
    );
    expect(explained.sort()).toEqual(written.sort());
    const again = await run(kitchen, '-o', 'music/', '--explain', '--bars', '4');
    expect(again.stderr).toContain('kitchen.explain.json: replaced the explanation that was there');
  });

  it('takes the home from --home, else from MIRROR_HOME', async () => {
    const elsewhere = join(top.path, 'elsewhere');
    await putTrainedObject(elsewhere, { name: 'board', labels: ['dining table'] });
    const named = await run(kitchen, '--home', elsewhere);
    expect(named.stdout).toContain('board');
    expect(named.stdout).not.toContain('Café');
    const fromEnv = await runInProcess([kitchen], { folder, env: { MIRROR_HOME: '../elsewhere' } });
    expect(fromEnv.stdout).toContain('board');
  });
});

describe('mirror look', () => {
  it.each<[string, (kitchen: Sharp) => Sharp]>([
    ['a CMYK JPEG', (kitchen) => kitchen.toColourspace('cmyk').jpeg()],
    [
      'a PNG in 16 bits of grey with transparency',
      (kitchen) => kitchen.ensureAlpha(0.9).toColourspace('grey16').png(),
    ],
  ])('sees the kitchen in %s', async (_, convert) => {
    await convert(sharp(KITCHEN)).toFile(join(folder, 'photo'));
    const { code, stdout } = await run('look', 'photo', '--json');
    expect(code).toBe(0);
    const { width, detections } = JSON.parse(stdout);
    expect(width).toBe(1600);
    expect(detections.map(({ label }: { label: string }) => label)).toContain('refrigerator');
  });

  it('tells what is seen, best first', async () => {
    const { code, stdout } = await run('look', KITCHEN);
    expect(code).toBe(0);
    const [photo, ...things] = linesOf(stdout);
    expect(photo).toMatch(/kitchen\.jpg {2}1600 × 1067, \d+ things seen$/);
    expect(things.join('\n')).toMatch(/^ {2}refrigerator +0\.\d\d /m);
  });

  it('tells it as JSON, as surely as is asked', async () => {
    const { stdout } = await run('look', KITCHEN, '--json', '--min-confidence', '0.7');
    const { file, width, height, detections } = JSON.parse(stdout);
    expect({ file, width, height }).toEqual({ file: KITCHEN, width: 1600, height: 1067 });
    const confidences = detections.map(({ confidence }: { confidence: number }) => confidence);
    expect(confidences.length).toBeGreaterThan(2);
    expect(Math.min(...confidences)).toBeGreaterThanOrEqual(0.7);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
    for (const { box } of detections) {
      expect(Object.keys(box)).toEqual(['x', 'y', 'width', 'height']);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
    }
  });

  it.each([
    [23, []],
    [24, ['It is 24 : 1, and things in it are squeezed: cut it into pieces of at most 23 : 1.']],
  ])('says of a photo of %i : 1 whether to cut it', async (times, advice) => {
    const create = { width: times * 40, height: 40, channels: 3, background: 'white' } as const;
    await sharp({ create }).png().toFile(join(folder, 'strip.png'));
    const { code, stdout, stderr } = await run('look', 'strip.png');
    expect(code).toBe(0);
    expect(linesOf(stdout)).toEqual([`strip.png  ${times * 40} × 40, 0 things seen`]);
    expect(linesOf(stderr)).toEqual(advice.map((line) => `strip.png: ${line}`));
  });
});
