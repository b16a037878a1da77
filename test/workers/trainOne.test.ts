import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readObject } from '../../src/collection/readShelf.js';
import { writeMidi } from '../../src/output/writeMidi.js';
import { trainOne } from '../../src/workers/trainOne.js';
import { putObject } from '../collection/shelves.js';
import { useTemporaryFolder } from '../collection/temporaryFolder.js';

const home = useTemporaryFolder();

/** A recording of 300 chords, each another one, a quarter apart at 100 quarters a minute. */
function endlessChords(): Uint8Array {
  const notes = Array.from({ length: 300 }, (_, i) => ({
    startTicks: i * 480,
    durationTicks: 391,
    velocity: 67,
  })).flatMap((note, i) => [
    { ...note, pitch: 30 + (i % 20) },
    { ...note, pitch: 60 + Math.floor(i / 20) },
  ]);
  return writeMidi({
    title: 'endless',
    tempoBpm: 100,
    timeSignature: { beats: 4, beatUnit: 4 },
    lengthTicks: 300 * 480,
    parts: [{ name: 'piano', midiChannel: 0, program: 0, gainDb: 0, pan: 0, notes }],
  });
}

it('trains an object recording by recording and tells what it could not learn as it is', async () => {
  const { name } = await putObject(home.path, { name: 'kettle', takes: ['a.mid'] });
  const recordings = join(home.path, 'objects', name, 'recordings');
  await writeFile(join(recordings, 'b.mid'), endlessChords());
  await writeFile(join(recordings, 'notes.txt'), 'record more');
  const object = await readObject(home.path, { folderName: name, shelf: 'home' });
  const trained = await trainOne(
    { object, kind: 'seed', backend: 'wasm' },
    { signal: new AbortController().signal, onProgress: () => {} },
  );
  expect(trained.takes.map(({ name }) => name)).toEqual(['a.mid', 'b.mid']);
  // A few seconds, and three minutes of chords.
  expect(trained.takes[0]?.seconds).toBeGreaterThan(1);
  expect(trained.takes[0]?.seconds).toBeLessThan(9);
  expect(trained.takes[1]?.seconds).toBeCloseTo(180, 0);
  expect(trained.takes.every(({ isOwnGrid }) => isOwnGrid)).toBe(true);
  expect(trained.skipped).toEqual([
    'notes.txt: not learned from, because it is neither MIDI nor audio',
    expect.stringMatching(/^\d+ rare chords of 3\d\d are played as their nearest$/),
  ]);
});
