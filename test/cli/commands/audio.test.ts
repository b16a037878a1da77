import { once } from 'node:events';
import { copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { putTrainedObject, takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { soundFontBytes } from '../../synthesis/packagedSoundFont.js';
import { runInProcess } from '../runInProcess.js';
import { ending, KITCHEN, linesOf, startMirror } from '../runMirror.js';

const top = useTemporaryFolder();
let before: string[] = [];
beforeEach(async () => {
  await putTrainedObject(top.path, { name: 'mug' });
  before = await everythingIn(top.path);
});
const run = (...words: string[]) => runInProcess(words, { folder: top.path });
const madeIn = async () => (await everythingIn(top.path)).filter((file) => !before.includes(file));

describe('mirror hear --wav', () => {
  it('writes the sound beside the MIDI file and says how loud it is', async () => {
    const { code, stdout, stderr } = await run('hear', 'mug', '--bars', '2', '--wav', '--stems');
    expect(code).toBe(0);
    expect(linesOf(stdout)).toHaveLength(1);
    const [line, stem] = linesOf(stderr);
    expect(line).toMatch(/^mug\.wav: [\d.]+ s, peak -1\.0 dBFS, -[\d.]+ LUFS$/);
    expect(stem).toBe(line?.replace('mug.wav', 'mug.stems/01-mug.wav'));
    expect(await madeIn()).toEqual(['mug.mid', 'mug.stems', 'mug.stems/01-mug.wav', 'mug.wav']);
    // The only stem is the whole.
    const whole = await readFile(join(top.path, 'mug.wav'));
    expect((await readFile(join(top.path, 'mug.stems/01-mug.wav'))).equals(whole)).toBe(true);
    const again = await run('hear', 'mug', '--bars', '2', '--wav');
    expect(again.stderr).toContain('mug.wav: replaced the WAV file of a mirror that was there');
    expect((await readFile(join(top.path, 'mug.wav'))).equals(whole)).toBe(true);
  });

  it.each([
    ['a diary', 'my diary'],
    ["somebody's recording", 'RIFF\x2c\0\0\0WAVEfmt '],
  ])('does not replace %s, and says so before the work', async (_, contents) => {
    await writeFile(join(top.path, 'mug.wav'), contents);
    const { code, stderr } = await run('hear', 'mug', '--wav');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mirror: mug\.wav: [^\n]*no WAV file of a mirror[^\n]*\n$/);
    expect(await madeIn()).toEqual(['mug.wav']);
  });

  it('wants a folder for the stems, and replaces nothing foreign in it', async () => {
    await writeFile(join(top.path, 'mug.stems'), 'my diary');
    expect((await run('hear', 'mug', '--stems')).stderr).toContain('mug.stems: Expected a folder');
    expect((await run('hear', 'mug', '--stems', '-o', 'a/')).code).toBe(0);
    await writeFile(join(top.path, 'a/mug.stems/01-mug.wav'), 'my diary');
    const { code, stderr } = await run('hear', 'mug', '--stems', '-o', 'a/');
    expect(code).toBe(2);
    expect(stderr).toContain('01-mug.wav: Expected a file that may be written over');
    expect(await readFile(join(top.path, 'a/mug.stems/01-mug.wav'), 'utf8')).toBe('my diary');
  });

  it.each<[string, (path: string) => Promise<unknown>, string]>([
    ['that is missing', async () => {}, 'there is no such file'],
    ['that is empty', (path) => writeFile(path, ''), 'the file is empty'],
    ['that is text', (path) => writeFile(path, 'hello'), 'this is text'],
    ['that is MIDI', (path) => writeFile(path, takeBytes('a')), 'this is a MIDI file'],
    ['that is a folder', (path) => mkdir(path), 'this is a folder'],
    [
      'that is cut off',
      async (path) => {
        await writeFile(path, await soundFontBytes());
        await truncate(path, 5e6);
      },
      'this is cut off',
    ],
  ])('refuses a SoundFont %s in one line', async (_, put, complaint) => {
    await put(join(top.path, 'my.sf2'));
    const { code, stdout, stderr } = await run('hear', 'mug', '--wav', '--soundfont', 'my.sf2');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^mirror: my\.sf2: Expected a SoundFont [^\n]*\n$/);
    expect(stderr).toContain(complaint);
    expect((await madeIn()).filter((file) => file !== 'my.sf2')).toEqual([]);
  });

  it('refuses a SoundFont where nothing sounds', async () => {
    const { code, stderr } = await run('hear', 'mug', '--soundfont', 'my.sf2');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mirror: Expected --wav or --stems with --soundfont [^\n]*\n$/);
  });

  it('takes a SoundFont of the caller', async () => {
    await writeFile(join(top.path, 'my.sf3'), await soundFontBytes());
    await run('hear', 'mug', '--bars', '1', '--wav', '-o', 'a.mid');
    await run('hear', 'mug', '--bars', '1', '--wav', '-o', 'b.mid', '--soundfont', 'my.sf3');
    const [own, packaged] = await Promise.all(
      ['b.wav', 'a.wav'].map((name) => readFile(join(top.path, name))),
    );
    expect(own?.equals(packaged as Buffer)).toBe(true);
  });

  it('leaves nothing half done after Ctrl-C', async () => {
    const child = startMirror(['hear', 'mug', '--bars', '512', '--wav'], { folder: top.path });
    const ended = ending(child);
    while (!(await madeIn()).some((file) => file.endsWith('.tmp'))) await setTimeout(20);
    await setTimeout(300);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/^mirror: Stopped\. [^\n]*\n$/);
    expect(await madeIn()).toEqual(['mug.mid']);
  });
});

describe('mirror <photo> --wav', () => {
  it('says after Ctrl-C which photos are done, where others have their music and no sound yet', async () => {
    const photos = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'];
    for (const photo of photos) await copyFile(KITCHEN, join(top.path, photo));
    const words = [...photos, '--wav', '--stems', '--bars', '4', '--jobs', '1'];
    const child = startMirror(words, { folder: top.path });
    const ended = ending(child);
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    const [told = '', last] = linesOf(stderr).slice(-2);
    const [, done = ''] =
      /^[123] of 4 photos (?:is|are) done: ([a-d.jpg, ]+)\. Of /.exec(told) ?? [];
    expect(done).toContain('a.jpg');
    expect(last).toMatch(/^mirror: Stopped\. .* each file that was written is whole\.$/);
    const made = await madeIn();
    const stems = (photo: string) => made.filter((file) => file.startsWith(`${photo[0]}.stems/`));
    for (const photo of done.split(', ')) {
      expect(made).toContain(photo.replace('jpg', 'wav'));
      expect(stems(photo)).toHaveLength(stems('a.jpg').length);
    }
    expect(stems('a.jpg').length).toBeGreaterThan(5);
    expect(made.filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });

  it('gives the figures in JSON, and null where nothing is asked for', async () => {
    const { code, stdout } = await run(KITCHEN, '--bars', '1', '--wav', '--stems', '--json');
    expect(code).toBe(0);
    const { wav, stems, tracks, milliseconds } = JSON.parse(stdout);
    expect(wav).toMatchObject({ file: 'kitchen.wav', peakDb: -1 });
    expect(wav.loudnessLufs).toBeLessThan(-8);
    expect(stems.map((stem: { object: string }) => stem.object)).toEqual(
      tracks.map((track: { object: string }) => track.object),
    );
    for (const { file, seconds } of stems) {
      expect(await madeIn()).toContain(file);
      expect(seconds).toBe(wav.seconds);
    }
    expect(milliseconds.sound).toBeGreaterThan(0);
    const plain = JSON.parse((await run(KITCHEN, '--bars', '1', '--json')).stdout);
    expect(plain).toMatchObject({ wav: null, stems: null });
  });
});
