import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { wav } from '../../audio/wav.js';
import { skipAsRoot } from '../../collection/otherUser.js';
import { putObject, putTrainedObject, takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { end, midiFile } from '../../recordings/midiBuilder.js';
import { runInProcess } from '../runInProcess.js';
import { KITCHEN, linesOf } from '../runMirror.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);

beforeEach(async () => {
  await copyFile(KITCHEN, at('kitchen.jpg'));
  await writeFile(at('take.mid'), takeBytes('take'));
});

/** What is put into the folder, what is typed, and the line that comes back. */
type Case = [title: string, put: () => unknown, words: string[], line: RegExp, code?: number];

const nothing = () => {};
const object = (record: unknown) => async () => {
  const { folder: home } = await putObject(folder.path, { name: 'kettle' });
  await writeFile(join(home, 'object.json'), JSON.stringify(record));
};

describe('bad input gets one clear line and leaves nothing behind:', () => {
  it.each<Case>([
    [
      'no such file',
      nothing,
      ['gone.jpg'],
      /gone\.jpg: Expected a photo but there is no such file/,
    ],
    [
      'an empty folder',
      () => mkdir(at('room')),
      ['./room'],
      /room: Expected photos in this folder but found none/,
    ],
    ['an empty file', () => writeFile(at('a.jpg'), ''), ['a.jpg'], /a\.jpg: .*empty/],
    [
      'a text named .jpg',
      () => writeFile(at('a.jpg'), 'Dear diary'),
      ['a.jpg'],
      /a\.jpg: Expected a photo/,
    ],
    ['a truncated JPEG', () => truncate(at('kitchen.jpg'), 50_000), ['kitchen.jpg'], /cut short/],
    [
      'a HEIC that ends behind its opening',
      () => writeFile(at('a.heic'), Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')),
      ['a.heic'],
      /a\.heic: Expected a .*HEIC/,
    ],
    [
      'a PNG of 20,000 × 20,000',
      async () => {
        await grey(64, 'a.png');
        await pretendSide(20_000, 'a.png');
      },
      ['a.png'],
      /a\.png: .*at most 268 megapixels .*20000 × 20000/,
    ],
    ['a 1 × 1 PNG', () => grey(1, 'a.png'), ['a.png'], /a\.png: .*1 × 1/],
    [
      'a take of MIDI in place of a photo',
      nothing,
      ['take.mid'],
      /^mirror: take\.mid: Expected a photo .* but this is a MIDI file\. .*`mirror add <object> take\.mid`\.$/m,
    ],
    [
      'a take of sound in place of a photo',
      () => writeFile(at('my take.wav'), wav(new Float32Array(800), 8000)),
      ['my take.wav', '--wav'],
      /my take\.wav: .* but this is WAV audio\. .*`mirror add <object> "my take\.wav"`/,
    ],
    ['nothing to be seen', () => grey(64, 'a.png'), ['a.png'], /a\.png: .*none were seen/, 3],
    ['a command mistyped', nothing, ['lok'], /command lok\. Did you mean `mirror look`\?/],
    ['a command of other programs', nothing, ['list'], /Did you mean `mirror objects`\?/],
    [
      'a command mistyped before an object',
      nothing,
      ['forgett', 'clock'],
      /Did you mean `mirror forget`\?/,
    ],
    [
      'recordings without an object',
      nothing,
      ['add', 'take.mid'],
      /take\.mid is a recording; the name comes first: `mirror add <object> take\.mid`/,
    ],
    [
      'an object to restore, outside a collection',
      nothing,
      ['restore', 'mill'],
      /or name it with --home/,
    ],
    [
      'an object to forget, outside a collection',
      nothing,
      ['forget', 'mill'],
      /No collection of yours/,
    ],
    ['an object without its command', nothing, ['clock'], /mirror hear clock/],
    [
      'an object to play',
      nothing,
      ['play', 'clock'],
      /no such file\. .*`mirror hear clock` writes/,
    ],
    [
      'a path to play that is no name of an object',
      nothing,
      ['play', './takes/clock'],
      /no such file\. Check the path\.$/m,
    ],
    [
      'a recording to hear',
      nothing,
      ['hear', 'take.mid'],
      /but take\.mid is a file\. `mirror play take\.mid` plays it, and .*`mirror add <object> take\.mid`/,
    ],
    [
      'a name behind --wav',
      nothing,
      ['--wav', 'out.wav'],
      /out\.wav: Expected a photo but there is no such file\. To .* say `-o out\.wav`\./,
    ],
    ['a command that comes late', nothing, ['kitchen.jpg', 'look'], /Write `mirror look …`/],
    ['an object to judge that is not there', nothing, ['judge', 'clok'], /Did you mean clock\?/],
    ['a number out of range', nothing, ['kitchen.jpg', '--bars', '0'], /--bars .*from 1 to 512/],
    ['an option mistyped', nothing, ['kitchen.jpg', '--bras', '8'], /Did you mean --bars\?/],
    ['a home that is not there', nothing, ['kitchen.jpg', '--home', 'gone'], /no folder .*gone/],
    [
      'an output under a file',
      nothing,
      ['kitchen.jpg', '-o', 'take.mid/x.mid'],
      /take\.mid: Expected a folder/,
    ],
    [
      'an output that is a device',
      () => putTrainedObject(folder.path, { name: 'kettle' }),
      ['hear', 'kettle', '-o', '/dev/null'],
      /^mirror: \/dev\/null: Expected a file that may be written over but this is a device\./,
    ],
    [
      'an output that is a pipe',
      () => execFileSync('mkfifo', [at('pipe.mid')]),
      ['kitchen.jpg', '-o', 'pipe.mid'],
      /^mirror: pipe\.mid: .* this is a pipe\. Choose another name with -o\.$/m,
    ],
    [
      'a picture that is a pipe',
      () => execFileSync('mkfifo', [at('pipe.png')]),
      ['kitchen.jpg', '--picture', 'pipe.png'],
      /^mirror: pipe\.png: .* this is a pipe\. Choose another name with --picture\.$/m,
    ],
    ...['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'].map(
      (out): Case => [
        `the stream ${out} for an output`,
        nothing,
        ['kitchen.jpg', '-o', out],
        new RegExp(
          `^mirror: Expected -o to name a file or a folder but received "${out}", a stream\\.`,
        ),
      ],
    ),
    ...[[''], ['look', ''], ['play', ''], ['beats', ''], ['add', 'kettle', '']].map(
      (words): Case => [
        `an empty path: ${words.join(' ')}`,
        nothing,
        words,
        /^mirror: Expected a [^:]* but received an empty path\. Name a file\.$/m,
      ],
    ),
    [
      'a recording cut short',
      () => truncate(at('take.mid'), 60),
      ['add', 'kettle', 'take.mid', '--labels', 'cup'],
      /take\.mid: .*cut short/,
    ],
    [
      'a recording that is a photo',
      nothing,
      ['add', 'kettle', 'kitchen.jpg', '--labels', 'cup'],
      /kitchen\.jpg: .*JPEG/,
    ],
    [
      'a recording without notes',
      () => writeFile(at('take.mid'), silence()),
      ['add', 'kettle', 'take.mid', '--labels', 'cup'],
      /take\.mid: .*notes/,
    ],
    [
      'an unknown label',
      nothing,
      ['add', 'kettle', 'take.mid', '--labels', 'toster'],
      /"toster"\. Did you mean toaster\?/,
    ],
    [
      'a name that leads away',
      nothing,
      ['add', '../kettle', 'take.mid', '--labels', 'cup'],
      /character \//,
    ],
    ['an object that is not there', nothing, ['hear', 'clok'], /"clok"\. Did you mean clock\?/],
    ['training one that is not there', nothing, ['train', 'clok'], /Did you mean clock\?/],
    [
      'an object.json with an unknown label',
      object({ name: 'kettle', labels: ['toster'] }),
      ['hear', 'kettle'],
      /object\.json: .*toster/,
    ],
    [
      'an object.json whose name leads away',
      object({ name: '../x', labels: ['cup'] }),
      ['hear', 'kettle'],
      /object\.json: .*character \//,
    ],
    [
      'an object.json of another name',
      object({ name: 'pot', labels: ['cup'] }),
      ['train', 'kettle'],
      /object\.json: .*"kettle"/,
    ],
    [
      'an object nobody trained',
      () => putObject(folder.path, { name: 'kettle' }),
      ['hear', 'kettle'],
      /mirror train kettle/,
    ],
  ])('%s', async (_, put, words, line, code = 2) => {
    await put();
    const before = await everythingIn(folder.path);
    const ended = await runInProcess(words, { folder: folder.path });
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(linesOf(ended.stderr)).toEqual([expect.stringMatching(/^mirror: .*[.?]$/)]);
    expect(ended.stderr).toMatch(line);
    expect(await everythingIn(folder.path)).toEqual(before);
  });
});

describe('a damaged decoder gets one clear line and leaves nothing behind:', () => {
  it.each<[string, (models: string) => Promise<unknown>, RegExp]>([
    [
      'weights cut short',
      (models) => truncate(join(models, 'weights.bin'), 20),
      /decoder\.json: .*20 bytes/,
    ],
    [
      'a description cut short',
      (models) => truncate(join(models, 'decoder.json'), 20),
      /decoder\.json: .*cut short/,
    ],
    [
      'the wrong kind',
      async (models) => {
        for (const file of ['decoder.json', 'weights.bin']) {
          await writeFile(join(models, file), await readFile(join(models, 'seed', file)));
        }
      },
      /decoder\.json: .*kind phrase .*kind seed/,
    ],
    [
      'no weights',
      (models) => rm(join(models, 'weights.bin')),
      /Expected weights\.bin .* there is none/,
    ],
  ])('%s', async (_, damage, line) => {
    const labels = ['dining table'];
    const { modelsFolder } = await putTrainedObject(folder.path, { name: 'kettle', labels });
    await damage(modelsFolder);
    const before = await everythingIn(folder.path);
    const { code, stdout, stderr } = await runInProcess(['hear', 'kettle'], {
      folder: folder.path,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(linesOf(stderr)).toEqual([expect.stringMatching(line)]);
    expect(await everythingIn(folder.path)).toEqual(before);
  });
});

describe('a name that is longer than any name of a file', () => {
  it.each([
    ['add', ['take.mid', '--no-train']],
    ['teach', ['kitchen.jpg', '--box', '1']],
    ['hear', []],
    ['train', []],
    ['forget', []],
    ['remove', []],
    ['restore', []],
    ['edit', ['--text', 'x']],
    ['room', []],
    ['play', []],
    ['look', []],
    ['beats', []],
  ])('gets one line from %s', async (command, rest) => {
    for (const length of [65, 255, 256, 300, 5000]) {
      const words = [command, 'a'.repeat(length), ...rest];
      const { code, stderr } = await runInProcess(words, { folder: folder.path });
      expect([length, code]).toEqual([length, 2]);
      expect(linesOf(stderr)).toEqual([expect.stringMatching(/^mirror: /)]);
      expect(stderr).not.toContain('Something went wrong');
    }
  });

  it('is no photo, and no picture', async () => {
    const name = 'a'.repeat(300);
    for (const words of [[name], ['kitchen.jpg', '--picture', name], ['kitchen.jpg', '-o', name]]) {
      const { code, stderr } = await runInProcess(words, { folder: folder.path });
      expect(code).toBe(2);
      expect(stderr).not.toContain('Something went wrong');
    }
  });
});

describe('an output folder that is read-only', () => {
  it('is bad input', async (context) => {
    skipAsRoot(context);
    await mkdir(at('locked'));
    await chmod(at('locked'), 0o555);
    const before = await everythingIn(folder.path);
    const { code, stderr } = await runInProcess(['kitchen.jpg', '-o', 'locked/'], {
      folder: folder.path,
    });
    expect(await everythingIn(folder.path)).toEqual(before);
    expect(code).toBe(2);
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/^mirror: locked\/kitchen\.mid: /)]);
  });

  it.runIf(process.platform === 'linux')('is bad input in /proc, even for root', async () => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    const before = await everythingIn(folder.path);
    const { code, stderr } = await runInProcess(['hear', 'kettle', '-o', '/proc/kettle.mid'], {
      folder: folder.path,
    });
    expect(await everythingIn(folder.path)).toEqual(before);
    expect(code).toBe(2);
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/^mirror: \/proc\/kettle\.mid: /)]);
  });
});

/** A picture of nothing. */
async function grey(side: number, name: string): Promise<void> {
  const background = { r: 127, g: 127, b: 127 };
  await sharp({ create: { width: side, height: side, channels: 3, background } })
    .png()
    .toFile(at(name));
}

/** Rewrites the size that a PNG tells of itself, with the checksum of its header. */
async function pretendSide(side: number, name: string): Promise<void> {
  const png = await readFile(at(name));
  const header = { start: 12, end: 29 };
  png.writeUInt32BE(side, header.start + 4);
  png.writeUInt32BE(side, header.start + 8);
  png.writeUInt32BE(crc32(png.subarray(header.start, header.end)), header.end);
  await writeFile(at(name), png);
}

/** A sound MIDI file in which nobody plays. */
function silence(): Uint8Array {
  return midiFile({ tracks: [end(480)] });
}
