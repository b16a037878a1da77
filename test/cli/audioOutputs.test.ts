import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { audioOutputs, olderStems, stemFiles } from '../../src/cli/audioOutputs.js';
import { useTemporaryFolder } from '../collection/temporaryFolder.js';

const folder = useTemporaryFolder();

describe('the files beside a MIDI file', () => {
  it.each([
    ['a/kitchen.mid', 'a/kitchen.wav', 'a/kitchen.stems'],
    ['take.MIDI', 'take.wav', 'take.stems'],
    ['music', 'music.wav', 'music.stems'],
  ])('of %s are %s and %s', async (midi, wav, stems) => {
    expect(await audioOutputs(midi, { wav: true, stems: true })).toEqual({ wav, stems });
    expect(await audioOutputs(midi, { stems: true })).toEqual({ stems });
    expect(await audioOutputs(midi, { wav: true })).toEqual({ wav });
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
