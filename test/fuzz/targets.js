// What reads the files of others: how good ones come about, how they are damaged, and what is promised of
// whatever is made of them. A promise that is not kept throws.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import {
  canReadHeic,
  decodeAudio,
  decodePhrase,
  drawNormals,
  loadDecoder,
  readPhoto,
  readSoundFont,
  renderAudio,
  seededRandom,
  ticksPerBar,
  writeMidi,
} from 'sound-mirror';
import { createByteReader } from '../../dist/audio/byteReader.js';
import { notDecodable } from '../../dist/audio/decodeAudio.js';
import { recogniseAudio } from '../../dist/audio/recogniseAudio.js';
import { parseObjectFile } from '../../dist/collection/objectFile.js';
import { sha256Of } from '../../dist/files/checksum.js';
import { beatsRise, goodTakes } from './beatsTargets.js';
import { collectionIsTended, goodEdits, mutateEdits } from './editTargets.js';
import {
  checkNotes,
  goodForeignMidi,
  goodPlayedMidi,
  goodRecordings,
  goodRmid,
  goodSoundFonts,
  midiSounds,
  recordingIsWhole,
  SHORT_SCORE,
} from './midiTargets.js';
import { mutateBytes, mutateJson } from './mutate.js';
import { goodHeics, goodTiffs, mutateTiff } from './photoTargets.js';
import {
  goodTaught,
  mutateTaught,
  packTaught,
  taughtIsFinite,
  unpackTaught,
} from './taughtTargets.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bytesInBytesOut = { mutate: mutateBytes, pack: (bytes) => bytes, unpack: (bytes) => bytes };

/** `share`: of a hundred inputs, how many go here. */
export const TARGETS = {
  photo: { share: 10, ...bytesInBytesOut, good: goodPhotos, read: photoIsWhole },
  // libheif-js is optional.
  ...(canReadHeic() && {
    heic: { share: 2, ...bytesInBytesOut, good: goodHeics, read: photoIsWhole },
  }),
  tiff: { share: 4, ...bytesInBytesOut, mutate: mutateTiff, good: goodTiffs, read: photoIsWhole },
  rmid: { share: 6, ...bytesInBytesOut, good: goodRmid, read: recordingIsWhole },
  foreignMidi: { share: 6, ...bytesInBytesOut, good: goodForeignMidi, read: recordingIsWhole },
  playedMidi: { share: 2, ...bytesInBytesOut, good: goodPlayedMidi, read: midiSounds },
  edits: {
    share: 1,
    mutate: mutateEdits,
    pack: (edits) => Buffer.from(JSON.stringify(edits)),
    unpack: (bytes) => JSON.parse(textOf(bytes)),
    good: async () => goodEdits(),
    read: collectionIsTended,
  },
  recording: { share: 19, ...bytesInBytesOut, good: goodRecordings, read: recordingIsWhole },
  beats: { share: 4, ...bytesInBytesOut, good: async () => goodTakes(), read: beatsRise },
  object: {
    share: 12,
    mutate: (bytes, random) => Buffer.from(mutateJson(textOf(bytes), random)),
    pack: (bytes) => bytes,
    unpack: (bytes) => bytes,
    good: async () => [file('objects', 'clock', 'object.json')],
    read: objectIsWhole,
  },
  decoder: {
    share: 10,
    mutate: mutateDecoder,
    pack: ({ json, weights }) =>
      Buffer.from(JSON.stringify({ json, weights: Buffer.from(weights).toString('base64') })),
    unpack: (bytes) => {
      const { json, weights } = JSON.parse(textOf(bytes));
      return { json, weights: Buffer.from(weights, 'base64') };
    },
    good: goodDecoders,
    read: decoderPlays,
  },
  taught: {
    share: 4,
    mutate: mutateTaught,
    pack: packTaught,
    unpack: unpackTaught,
    good: async () => goodTaught(),
    read: taughtIsFinite,
  },
  audio: { share: 12, ...bytesInBytesOut, good: goodAudio, read: audioIsFinite },
  container: { share: 6, ...bytesInBytesOut, good: goodContainers, read: containerIsKnown },
  soundFont: { share: 2, ...bytesInBytesOut, good: goodSoundFonts, read: soundFontSounds },
};

async function goodPhotos() {
  const random = seededRandom('pixels');
  const data = Uint8Array.from({ length: 64 * 48 * 3 }, () => 256 * random() * random());
  const image = () => sharp(data, { raw: { width: 64, height: 48, channels: 3 } });
  const made = ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'].map((format) =>
    image().toFormat(format).toBuffer(),
  );
  const lying = image().withMetadata({ orientation: 6 }).jpeg({ progressive: true }).toBuffer();
  return Promise.all([...made, lying]);
}

async function photoIsWhole(bytes) {
  const { width, height, pixels } = await readPhoto(bytes);
  assert(width >= 32 && height >= 32 && width * height <= 0x3fff ** 2);
  assert.equal(pixels.data.length, pixels.width * pixels.height * 3);
}

function objectIsWhole(bytes) {
  const { name, labels, program } = parseObjectFile(bytes, 'clock');
  assert(name === 'clock' && labels.length > 0 && Number.isInteger(program));
}

async function goodDecoders() {
  return [['clock'], ['clock', 'seed']].map((folder) => ({
    json: textOf(file('models', ...folder, 'decoder.json')),
    weights: file('models', ...folder, 'weights.bin'),
  }));
}

/** Weights that were changed come with their new sum: an attacker can count. */
function mutateDecoder({ json, weights }, random) {
  if (random() < 0.6) return { json: mutateJson(json, random), weights };
  const changed = mutateBytes(weights, random);
  if (random() < 0.2) return { json, weights: changed };
  return { json: json.replace(sha256Of(weights), sha256Of(changed)), weights: changed };
}

function decoderPlays(files) {
  const decoder = loadDecoder(files);
  const random = seededRandom('play');
  const lengthTicks = 2 * ticksPerBar(decoder.timeSignature);
  const latent = drawNormals(decoder.sizes.latent, random);
  checkNotes(decodePhrase(decoder, [latent], { lengthTicks, random }).notes, lengthTicks);
}

async function goodAudio() {
  const names = [
    ...['int24.wav', 'float32-rf64.wav', 'tone.flac', 'id3.flac', '12bit.flac', '32bit.flac'],
    ...['cover.mp3', 'tone.ogg', 'skeleton.ogg', 'stereo.oga', 'voice.opus'],
  ];
  const files = names.map(audioFixture);
  const chains = ['tone.ogg', 'stereo.oga', 'voice.opus'].map((name) =>
    Buffer.concat([audioFixture(name), audioFixture(name)]),
  );
  return [...files, ...chains];
}

/** Sound in every container that is told from others, decoded here or not. */
async function goodContainers() {
  const names = [
    ...['alaw.wav', 'rifx.wav', 'sound.w64', 'sound.au', 'stereo16.aiff', 'id3.aac', 'tone.m4a'],
    ...['sound.mov', 'sound.mka', 'sound.webm', 'sound.wma', 'skeleton.ogg', 'cover.mp3'],
  ];
  return names.map(audioFixture);
}

/** What is neither audio nor MIDI is refused as `decodeAudio` does. */
async function containerIsKnown(bytes) {
  async function* stream() {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  }
  const format = await recogniseAudio(createByteReader(stream()));
  assert(format.name.length > 0 && !format.name.includes('\n'));
  if (format.is !== 'other') return;
  throw notDecodable('damaged', format);
}

function audioFixture(name) {
  return file('test', 'audio', 'fixtures', name);
}

async function audioIsFinite(bytes) {
  async function* stream() {
    yield bytes;
  }
  let samples = 0;
  for await (const block of decodeAudio(stream(), 'damaged')) {
    for (const values of [Object.values(block)].flat(2)) {
      if (!(values instanceof Float32Array)) continue;
      assert(values.every(Number.isFinite));
      samples += values.length;
    }
  }
  assert(samples > 0);
}

async function soundFontSounds(bytes) {
  const soundFont = await readSoundFont(bytes);
  const midi = writeMidi(SHORT_SCORE);
  for await (const { left, right } of renderAudio(midi, soundFont, { frames: 128 * 128 })) {
    assert(left.length === right.length);
  }
}

function file(...names) {
  return readFileSync(join(root, ...names));
}

function textOf(bytes) {
  return new TextDecoder().decode(bytes);
}
