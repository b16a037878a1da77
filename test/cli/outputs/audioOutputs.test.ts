import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { audioOutputs, olderStems, stemFiles } from '../../../src/cli/outputs/audioOutputs.js';
import { musicOutput } from '../../../src/cli/outputs/outputPaths.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();

describe('the files of sound', () => {
  it.each([
    ['a/kitchen.mid', 'a/kitchen.wav', 'a/kitchen.stems'],
    ['take.MIDI', 'take.wav', 'take.stems'],
    ['music', 'music.wav', 'music.stems'],
  ])('beside %s are %s and %s', async (midi, wav, stems) => {
    const output = await musicOutput('', midi);
    expect(await audioOutputs(output, { wav: true, stems: true })).toEqual({ wav, stems });
    expect(await audioOutputs(output, { stems: true })).toEqual({ stems });
    expect(await audioOutputs(output, { wav: true })).toEqual({ wav });
    expect(await audioOutputs(output, {})).toEqual({});
  });

  it.each([
    ['song.mp3', { audio: 'song.mp3', wav: 'song.wav', stems: 'song.stems' }],
    ['song.wav', { audio: 'song.wav', wav: 'song.wav', stems: 'song.stems' }],
    // A disk may not tell capitals apart.
    ['song.WAV', { audio: 'song.WAV', wav: 'song.WAV', stems: 'song.stems' }],
  ])('of -o %s with --wav and --stems are %j', async (out, outputs) => {
    const output = await musicOutput('', out);
    expect(await audioOutputs(output, { wav: true, stems: true })).toEqual(outputs);
    expect(await audioOutputs(output, {})).toEqual({ audio: out });
  });

  it('are stems in the order of the tracks, by names that every system keeps', () => {
    expect(stemFiles('kitchen.stems', ['wine-glass', '冷蔵庫', 'a:b/c'])).toEqual(
      ['01-wine-glass.wav', '02-冷蔵庫.wav', '03-a-b-c.wav'].map((name) =>
        join('kitchen.stems', name),
      ),
    );
  });

  it('name stems of an older call, and no other files', async () => {
    const stems = join(folder.path, 'kitchen.stems');
    expect(await olderStems(stems, [])).toEqual([]);
    await mkdir(stems);
    for (const name of ['01-clock.wav', '02-oven.wav', '03-cup.wav', 'mine.wav', '04-x.txt']) {
      await writeFile(join(stems, name), '');
    }
    const files = stemFiles(stems, ['clock', 'cup']);
    expect(await olderStems(stems, files)).toEqual(
      ['02-oven.wav', '03-cup.wav'].map((name) => join(stems, name)),
    );
  });
});
