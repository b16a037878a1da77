import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import * as door from '../../src/index.js';
import { toToneMidi } from '../../src/toToneMidi.js';

const KITCHEN = new URL('../../photos/kitchen.jpg', import.meta.url);

/** A call that a program makes by mistake, as plain JavaScript lets it. */
type Call = (given: Given) => unknown;

interface Given {
  readonly bytes: Buffer;
  readonly photo: door.Photo;
  readonly detector: door.Detector;
  readonly collection: door.Collection;
  readonly score: door.Score;
}

/** All arguments of these functions are wrong on purpose. */
const loose = door as unknown as Record<keyof typeof door, (...given: unknown[]) => Loose>;

/** What they give, where one goes on with it. */
interface Loose {
  readonly compose: (...given: unknown[]) => unknown;
  readonly [Symbol.asyncIterator]: () => { readonly next: () => unknown };
}

describe('an argument of another kind', () => {
  let given: Given;

  beforeAll(async () => {
    const bytes = await readFile(KITCHEN);
    const photo = await door.readPhoto(bytes);
    const detector = await door.loadDetector(await door.readDetectorFiles());
    const collection = await door.openCollection();
    const clock = door.findObject(collection, 'clock') as door.SoundObject;
    const score = await door.mirrorObject(clock, { bars: 1 });
    given = { bytes, photo, detector, collection, score };
  });

  it.each<[string, Call, string]>([
    [
      'a path for a photo',
      () => loose.readPhoto('kitchen.jpg'),
      'bytes … the string "kitchen.jpg"',
    ],
    [
      'a promise for a photo',
      () => loose.readPhoto(readFile(KITCHEN)),
      'bytes … write `await` before',
    ],
    [
      'what fetch gives',
      ({ bytes }) => loose.readPhoto(bytes.buffer),
      'bytes … an object of type ArrayBuffer',
    ],
    [
      'detector and photo in the other order',
      ({ photo, detector }) => loose.detectObjects(photo, detector),
      'detector to be what `await loadDetector(await readDetectorFiles())` gives',
    ],
    [
      'bytes to look at',
      ({ detector, bytes }) => loose.detectObjects(detector, bytes),
      'photo to be what `await readPhoto(bytes)` gives',
    ],
    [
      'no options of a composer',
      ({ photo }) => loose.openComposer(photo),
      'options of openComposer … undefined',
    ],
    [
      'an unknown option of a composer',
      ({ photo, collection }) => loose.openComposer(photo, { collection, bars: 4 }),
      'an option of openComposer … "bars"',
    ],
    [
      'no detections',
      ({ photo, collection }) => loose.openComposer(photo, { collection }).compose(),
      'detections to be a list … undefined',
    ],
    [
      'all of a mirror for its score',
      ({ score }) => loose.writeMidi({ score }),
      'score to be what `(await mirrorPhoto(photo, options)).score` gives',
    ],
    [
      'a promise of a score',
      ({ score }) => loose.writeMidi(Promise.resolve(score)),
      'score … write `await` before',
    ],
    [
      'a score for its MIDI file',
      ({ score }) => loose.renderAudio(score)[Symbol.asyncIterator]().next(),
      'midi to be a Uint8Array',
    ],
    [
      'a path for a recording',
      () => loose.readRecording('take.mid', 'take.mid'),
      'bytes … the string "take.mid"',
    ],
    [
      'a path for a SoundFont',
      () => loose.readSoundFont('grand.sf2'),
      'bytes … the string "grand.sf2"',
    ],
    ['sound without a path', () => loose.writeSoundFile(5), 'path to be a string … the number 5'],
    [
      'bytes for sound',
      ({ bytes }) => loose.writeSoundFile('a.wav', bytes),
      'blocks to be an async iterable',
    ],
    [
      'a score to draw',
      ({ score }) => loose.drawRoom(score, {}),
      'room to be what `await mirrorPhoto(photo, options)` gives',
    ],
    ['no options of a drawing', () => loose.drawRoom({}), 'options to be an object … undefined'],
    [
      'bytes to transcribe',
      ({ bytes }) => loose.transcribeAudio(bytes, { name: 'a' }),
      'bytes to be an async iterable',
    ],
    [
      'an object to add without its options',
      () => loose.addObject('mine'),
      'options to be an object … undefined',
    ],
    [
      'a path for the files of an object',
      () => loose.addObject('mine', { name: 'kettle', files: 'take.mid' }),
      'files to be a list … the string "take.mid"',
    ],
    ['a path for a home', () => loose.openCollection('mine'), 'options … the string "mine"'],
    [
      'a home of another type',
      () => loose.openCollection({ home: 5 }),
      'home to be a string … the number 5',
    ],
  ])('is named: %s', async (_, call, parts) => {
    const error: unknown = await (async () => call(given))().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'MirrorError', code: 'usage' });
    const { message } = error as Error;
    expect(message).toMatch(/^Expected [^\n]+\.$/);
    for (const part of parts.split('…')) expect(message).toContain(part.trim());
  });

  it('is named by toToneMidi too', () => {
    expect(() => toToneMidi({} as never)).toThrow(
      'Expected score to be what `(await mirrorPhoto(photo, options)).score` gives but received the object {}.',
    );
  });

  it.each([0, 1])('says that a detector of %i threads was disposed of', async (threads) => {
    const detector = await door.loadDetector(await door.readDetectorFiles(), { threads });
    detector.dispose();
    await expect(door.detectObjects(detector, given.photo)).rejects.toMatchObject({
      code: 'usage',
      message:
        'Expected a detector that is in use but dispose() was called on it. Load another with loadDetector.',
    });
  });
});
