import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { end, midiFile, off, on, track } from '../../../recordings/midiBuilder.js';
import { runInProcess } from '../../runInProcess.js';
import { linesOf } from '../../runMirror.js';

const top = useTemporaryFolder();
const at = (...path: string[]) => join(top.path, ...path);

/** A take of some notes with a drum and an empty track, of which there is something to say. */
function oddTake(lowest: number): Uint8Array {
  const played = Array.from({ length: 16 }, (_, i) => [
    ...on(0, lowest + ((5 * i) % 12)),
    ...off(240, lowest + ((5 * i) % 12)),
  ]);
  const drum = [...on(0, 36, { channel: 9 }), ...off(240, 36, { channel: 9 })];
  const drums = track(drum, drum, end(0));
  return midiFile({ tracks: [track(...played, end(0)), drums, track(end(0))] });
}

const told = async (...words: string[]) => {
  const { code, stderr } = await runInProcess(words, { folder: top.path });
  expect(code, stderr).toBe(0);
  return linesOf(stderr).filter((line) => /are drums|has no notes/.test(line));
};

it('what is odd about a take is told once: when it is added, or at its first training', async () => {
  const recordings = ['objects', 'radiator', 'recordings'] as const;
  const linesOfTake = (...names: string[]) => [
    expect.stringContaining(`${names.join(', ')}: track 2: 2 notes on channel 10 are drums`),
    expect.stringContaining(`${names.join(', ')}: track 3 has no notes`),
  ];
  await writeFile(at('a.mid'), oddTake(48));
  await writeFile(at('b.mid'), oddTake(55));
  expect(await told('add', 'radiator', 'a.mid', '--labels', 'toaster')).toEqual([
    'a.mid: track 2: 2 notes on channel 10 are drums, left out',
    'a.mid: track 3 has no notes',
  ]);
  // The other kind, to which all this applies as well, learns in a tenth of the time.
  const seed = ['--kind', 'seed'];
  expect(await told('train', ...seed)).toEqual(linesOfTake('radiator: a.mid'));
  expect(await told('train', 'radiator', '--force', ...seed)).toEqual([]);
  // Put there by hand, it was never told of.
  await writeFile(at(...recordings, 'c.mid'), oddTake(60));
  expect(await told('train', ...seed)).toEqual(linesOfTake('radiator: c.mid'));
  await told('add', 'radiator', 'b.mid', '--no-train');
  expect(await told('train', ...seed)).toEqual(linesOfTake('radiator: b.mid'));
  expect(await told('train')).toEqual(linesOfTake('radiator: b.mid', 'c.mid'));
});
