import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decoder } from '../../src/autoencoder/decoder.js';
import { writeDecoder } from '../../src/collection/decoders/writeDecoder.js';
import { readObject } from '../../src/collection/readShelf.js';
import { readRecordings } from '../../src/collection/recordings/recordingFiles.js';
import type { SoundObject } from '../../src/collection/soundObject.js';
import { seededRandom } from '../../src/math/random.js';
import { writeMidi } from '../../src/output/writeMidi.js';
import { tinyDecoder } from './tinyDecoder.js';

/** What a test wants to stand in a home; whatever it leaves out is something usual. */
export interface ObjectPlan {
  readonly name: string;
  readonly labels?: readonly unknown[];
  readonly instrument?: string;
  /** Names of its recordings; each name has its own music. */
  readonly takes?: readonly string[];
}

/** A recording of a few notes, the same for the same seed. */
export function takeBytes(seed: string): Uint8Array {
  const random = seededRandom(seed);
  const notes = Array.from({ length: 12 }, (_, i) => ({
    pitch: 43 + Math.floor(random() * 31),
    startTicks: i * 240 + Math.floor(random() * 7),
    durationTicks: 101 + Math.floor(random() * 120),
    velocity: 37 + Math.floor(random() * 61),
  }));
  return writeMidi({
    title: seed,
    tempoBpm: 83,
    timeSignature: { beats: 3, beatUnit: 4 },
    lengthTicks: 4 * 1440,
    parts: [{ name: 'piano', midiChannel: 0, program: 0, gainDb: 0, pan: 0, notes }],
  });
}

/** Puts an object on the shelf of a home, as a user would by hand. */
export async function putObject(home: string, plan: ObjectPlan): Promise<SoundObject> {
  const { name, labels = ['cup'], instrument = 'celesta', takes = ['one.mid', 'two.mid'] } = plan;
  const folder = join(home, 'objects', name);
  await mkdir(join(folder, 'recordings'), { recursive: true });
  for (const take of takes) {
    await writeFile(join(folder, 'recordings', take), takeBytes(`${name} ${take}`));
  }
  await writeFile(
    join(folder, 'object.json'),
    JSON.stringify({ name, labels, instrument, text: 'For a test.' }),
  );
  return readObject(home, { folderName: name, shelf: 'home' });
}

/** As `putObject`, with a decoder that says it learned these very recordings. */
export async function putTrainedObject(home: string, plan: ObjectPlan): Promise<SoundObject> {
  const object = await putObject(home, plan);
  for (const kind of ['phrase', 'seed'] as const) {
    await writeDecoder(object, await decoderFor(object, kind));
  }
  return object;
}

/** A small decoder that says it learned the object's recordings as they are now. */
export async function decoderFor(object: SoundObject, kind: Decoder['kind']): Promise<Decoder> {
  const { recordings } = await readRecordings(object);
  return tinyDecoder(kind, {
    object: object.name,
    recordings: recordings.map(({ name, sha256 }) => ({ name, sha256 })),
  });
}

/** Makes of an object's decoder of the default kind what an earlier version of the program (format 2) left behind. */
export async function ageDecoder({ modelsFolder }: SoundObject, { version = 2 } = {}) {
  const path = join(modelsFolder, 'decoder.json');
  const json = JSON.parse(await readFile(path, 'utf8'));
  const recordings = json.recordings.map(({ name, sha256 }: Record<string, string>) => ({
    name,
    sha256,
  }));
  await writeFile(path, JSON.stringify({ ...json, version, tempoBpm: 83, recordings }));
}
