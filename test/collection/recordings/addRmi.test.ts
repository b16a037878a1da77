import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { findObject } from '../../../src/collection/collection.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { addObject } from '../../../src/collection/recordings/addObject.js';
import { readRecordings } from '../../../src/collection/recordings/recordingFiles.js';
import { findFileBeats, readSoundFontFile } from '../../../src/index.js';
import { renderAudio } from '../../../src/renderAudio.js';
import { readSoundFont } from '../../../src/synthesis/soundFont.js';
import { fixturePath } from '../../audio/fixtures.js';
import { standInTranscriber } from '../standInTranscriber.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const folder = useTemporaryFolder();
const rmi = fileURLToPath(new URL('../../recordings/fixtures/song.rmi', import.meta.url));
const home = () => join(folder.path, 'home');
const kept = (name: string) => join(home(), 'objects', 'thing', 'recordings', name);
const metre = { beats: 4, beatUnit: 4 };
const add = (files: string[], options = {}) =>
  addObject(home(), { name: 'thing', labels: ['cup'], files, ...options });

it('an .rmi file keeps its name and its bytes in a collection, and is read there as any recording is', async () => {
  const { added } = await add([rmi], { hints: { metre } });
  expect(added).toEqual(['song.rmi']);
  expect(await readFile(kept('song.rmi'))).toEqual(await readFile(rmi));
  expect(await everythingIn(kept(''))).toEqual(['song.rmi', 'song.rmi.beats.json']);
  const thing = findObject(await openCollection({ home: home() }), 'thing');
  expect(thing).toMatchObject({ recordings: [{ name: 'song.rmi' }], otherFiles: [] });
  const { recordings } = await readRecordings(thing);
  expect(recordings[0]?.performance.notes).toHaveLength(8);
  expect((await findFileBeats(kept('song.rmi'))).hints).toEqual({ metre });
  const { notes } = await add([rmi]);
  expect(notes).toContain('song.rmi: already there as song.rmi, not copied again');
});

it('an .rmi file is never taken for the transcription of audio of that name', async () => {
  const wav = join(folder.path, 'song.wav');
  await writeFile(wav, await readFile(fixturePath('stereo16.wav')));
  const { added } = await add([wav, rmi], { audioTranscriber: standInTranscriber() });
  expect([...added].sort()).toEqual(['song-2.rmi', 'song.wav']);
  const { audioFiles } = findObject(await openCollection({ home: home() }), 'thing');
  expect(audioFiles).toMatchObject([{ name: 'song.wav', transcription: 'song.mid' }]);
});

it('an .rmi file in a collection is played', async () => {
  await add([rmi]);
  const soundFont = await readSoundFont(await readSoundFontFile());
  let frames = 0;
  for await (const { left } of renderAudio(await readFile(kept('song.rmi')), soundFont)) {
    frames += left.length;
  }
  expect(frames / 44_100).toBeGreaterThan(4);
});
