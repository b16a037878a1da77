import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { musicOutput, photoOutputs } from '../../../src/cli/outputs/outputPaths.js';
import { skipAsRoot } from '../../collection/otherUser.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const names = async (photos: readonly string[], out?: string) =>
  (await photoOutputs(photos, out)).map(({ midi }) => midi);

const midiAt = (stem: string) => ({
  path: `${stem}.mid`,
  midi: `${stem}.mid`,
  audio: undefined,
  stem,
});

describe('where the music of photos goes', () => {
  it.each([
    [['kitchen.jpg'], ['kitchen.mid']],
    [['../photos/kitchen.old.jpeg'], ['kitchen.old.mid']],
    [['kitchen'], ['kitchen.mid']],
    [['Café 冷蔵庫.png'], ['Café 冷蔵庫.mid']],
    [
      ['a.jpg', 'b.jpg'],
      ['a.mid', 'b.mid'],
    ],
    [
      ['a/x.jpg', 'b/x.png', 'c/X.jpg'],
      ['x.mid', 'x-2.mid', 'X-3.mid'],
    ],
    [
      ['x.jpg', 'a/x.jpg', 'x-2.jpg'],
      ['x.mid', 'x-2.mid', 'x-2-2.mid'],
    ],
  ])('without -o: %j into %j here', async (photos, expected) => {
    expect(await names(photos)).toEqual(expected);
  });

  it('says which ones carry a number', async () => {
    expect(await photoOutputs(['a/x.jpg', 'b/x.jpg'])).toEqual([
      { photo: 'a/x.jpg', ...midiAt('x'), explanation: 'x.explain.json', numbered: false },
      { photo: 'b/x.jpg', ...midiAt('x-2'), explanation: 'x-2.explain.json', numbered: true },
    ]);
  });

  it('with -o: a file, a folder that is there, one to be made, or one for several', async () => {
    const at = (...path: string[]) => join(folder.path, ...path);
    await mkdir(at('there.mid'));
    expect(await names(['a.jpg'], at('piece.midi'))).toEqual([at('piece.midi')]);
    expect(await names(['a.jpg'], at('there.mid'))).toEqual([at('there.mid', 'a.mid')]);
    expect(await names(['a.jpg'], `${at('new')}/`)).toEqual([at('new', 'a.mid')]);
    expect(await names(['a.jpg', 'b.jpg'], at('new'))).toEqual([
      at('new', 'a.mid'),
      at('new', 'b.mid'),
    ]);
    expect(await musicOutput('dr.who.mid', at('there.mid'))).toMatchObject({
      midi: at('there.mid', 'dr.who.mid'),
    });
    expect(await everythingIn(folder.path)).toEqual(['there.mid']);
  });

  it.each<[out: string, midi: string | undefined, audio: string | undefined, stem: string]>([
    ['a/piece.mid', 'a/piece.mid', undefined, 'a/piece'],
    ['piece.MIDI', 'piece.MIDI', undefined, 'piece'],
    ['piece.wav', undefined, 'piece.wav', 'piece'],
    ['my.piece.Mp3', undefined, 'my.piece.Mp3', 'my.piece'],
    ['a/piece.ogg', undefined, 'a/piece.ogg', 'a/piece'],
    ['piece', 'piece', undefined, 'piece'],
    ['Piece No. 5', 'Piece No. 5', undefined, 'Piece No. 5'],
    ['a.b/piece', 'a.b/piece', undefined, 'a.b/piece'],
    ['a.flac/', 'a.flac/x.mid', undefined, 'a.flac/x'],
  ])('with -o %s: MIDI into %s, sound into %s', async (out, midi, audio, stem) => {
    expect(await musicOutput('x.mid', out)).toEqual({ path: midi ?? audio, midi, audio, stem });
  });

  it.each([
    'piece.flac',
    'piece.jpg',
    'a/piece.m4a',
    'piece.mid.bak',
    'piece.2',
    'piece.wave',
    '.mp3',
    'a/.mid',
  ])('refuses -o %s, whose ending is of no format that is written', async (out) => {
    await expect(photoOutputs(['a.jpg'], out)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(
        /^Expected -o to end in \.mid, \.midi, \.wav, \.mp3 or \.ogg, or to have no ending, for MIDI, but received "[^\n]*\.$/,
      ),
    });
  });

  it('takes a folder with -o even for the only photo, where there could be several', async () => {
    const [output] = await photoOutputs(['b/a.jpg'], 'music', { isSeveral: true });
    expect(output?.midi).toBe('music/a.mid');
  });

  it.each<[string, readonly string[], string, string]>([
    ['several photos into one file', ['a.jpg', 'b.jpg'], 'piece.mid', 'usage'],
    ['several photos into one file of sound', ['a.jpg', 'b.jpg'], 'piece.mp3', 'usage'],
    ['several photos into what looks like a file', ['a.jpg', 'b.jpg'], 'piece.flac', 'usage'],
    ['a folder under a file', ['a.jpg'], 'file/x/piece.mid', 'input'],
    ['several photos into a file that is there', ['a.jpg', 'b.jpg'], 'file', 'input'],
  ])('refuses %s', async (_, photos, out, code) => {
    await writeFile(join(folder.path, 'file'), 'x');
    await expect(photoOutputs(photos, join(folder.path, out))).rejects.toMatchObject({ code });
  });

  it('refuses an empty -o', async () => {
    await expect(photoOutputs(['a.jpg'], '')).rejects.toMatchObject({ code: 'usage' });
  });

  it('refuses a folder that is read-only', async (context) => {
    skipAsRoot(context);
    await chmod(folder.path, 0o555);
    await expect(photoOutputs(['a.jpg'], `${folder.path}/`)).rejects.toMatchObject({
      code: 'input',
    });
  });
});
