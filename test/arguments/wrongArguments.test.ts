import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import * as door from '../../src/index.js';
import { toToneMidi } from '../../src/toToneMidi.js';

/** Nothing can be written there, should a call go on with it. */
const HOME = '/dev/null/home';

const KITCHEN = new URL('../../photos/kitchen.jpg', import.meta.url);

/** A call that a program makes by mistake, as plain JavaScript lets it. */
type Call = (given: Given) => unknown;

interface Given {
  readonly bytes: Buffer;
  readonly photo: door.Photo;
  readonly detector: door.Detector;
  readonly collection: door.Collection;
  readonly score: door.Score;
  readonly clock: door.SoundObject;
}

/** All arguments of these functions are wrong on purpose. */
const loose = door as unknown as Record<keyof typeof door, (...given: unknown[]) => Loose>;

/** What they give, where one goes on with it. */
interface Loose {
  readonly compose: (...given: unknown[]) => unknown;
  readonly [Symbol.asyncIterator]: () => { readonly next: () => unknown };
}

/** Calls about a home, and what follows it. */
const HOME_CALLS: readonly [keyof typeof door, ...unknown[]][] = [
  ['addObject', { name: 'bell', files: [] }],
  ['editObject', { name: 'bell', text: 'x' }],
  ['removeObject', { name: 'bell' }],
  ['restoreObject', { name: 'bell' }],
  ['teachObject', { name: 'bell', photos: [] }],
  ['forgetTaught', { name: 'bell' }],
  ['listRestorable'],
  ['emptyTrash'],
  ['saveRoom', 'attic', { title: 'x', photo: new Uint8Array(1), document: {} }],
  ['listSavedRooms'],
  ['readSavedRoom', 'attic'],
  ['renameSavedRoom', 'attic', 'loft'],
  ['removeSavedRoom', 'attic'],
  ['listRemovedRooms'],
  ['readRemovedRoom', 1],
  ['restoreSavedRoom', 1],
  ['emptyRemovedRooms'],
];

/** Calls about an object of a home, which their options name. */
const NAMED_CALLS = [
  'addObject',
  'editObject',
  'removeObject',
  'restoreObject',
  'teachObject',
  'forgetTaught',
] as const;

describe('an argument of another kind', () => {
  let given: Given;

  beforeAll(async () => {
    const bytes = await readFile(KITCHEN);
    const photo = await door.readPhoto(bytes);
    const detector = await door.loadDetector(await door.readDetectorFiles());
    const collection = await door.openCollection();
    const clock = door.findObject(collection, 'clock') as door.SoundObject;
    const score = await door.mirrorObject(clock, { bars: 1 });
    given = { bytes, photo, detector, collection, score, clock };
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
    [
      'no options of a drawing',
      () => loose.drawRoom({}),
      'options of drawRoom to be an object … undefined',
    ],
    [
      'bytes to transcribe',
      ({ bytes }) => loose.transcribeAudio(bytes, { name: 'a' }),
      'bytes to be an async iterable',
    ],
    [
      'an object to add without its options',
      () => loose.addObject(HOME),
      'options of addObject to be an object … undefined',
    ],
    [
      'a path for the files of an object',
      () => loose.addObject(HOME, { name: 'kettle', files: 'take.mid' }),
      'files to be a list … the string "take.mid"',
    ],
    [
      'an object for its recordings',
      ({ clock }) => loose.trainObject(clock, { object: 'clock' }),
      'recordings to be an iterable … an object of type Object',
    ],
    [
      'paths for recordings',
      () => loose.trainObject(['take.mid'], { object: 'clock' }),
      'recording to be what `streamRecordings(object)` gives … the string "take.mid"',
    ],
    ['no options of a training', () => loose.trainObject([]), 'options of trainObject … undefined'],
    [
      'no name of what is trained',
      () => loose.trainObject([], {}),
      'object to be a string … undefined',
    ],
    [
      'a name for an object with its recordings',
      () => loose.streamRecordings('clock'),
      "object to be what `findObject(collection, 'clock')` gives … the string",
    ],
    [
      'a name without its collection',
      () => loose.findObject('clock'),
      'collection to be what `await openCollection()` gives … the string "clock"',
    ],
    ['no name of an object', ({ collection }) => loose.findObject(collection), 'name … undefined'],
    ['a folder that is none', () => loose.findHome({}), 'from to be a string … the object {}'],
    ...HOME_CALLS.flatMap(([call, ...rest]): [string, Call, string][] => [
      [
        `a collection for the home of ${call}`,
        ({ collection }) => loose[call](collection, ...rest),
        'home to be a string … an object of type Object',
      ],
      [
        `no home of ${call}`,
        () => loose[call](undefined, ...rest),
        'home to be a string … undefined',
      ],
    ]),
    ...NAMED_CALLS.flatMap((call): [string, Call, string][] => [
      [
        `a name for the options of ${call}`,
        () => loose[call](HOME, 'bell'),
        `options of ${call} to be an object … the string "bell"`,
      ],
      [
        `no options of ${call}`,
        () => loose[call](HOME),
        `options of ${call} to be an object … undefined`,
      ],
      [`no name in ${call}`, () => loose[call](HOME, {}), 'name to be a string … undefined'],
    ]),
    [
      'one label for a list',
      () => loose.editObject(HOME, { name: 'bell', labels: 'cup' }),
      'labels to be a list … the string "cup"',
    ],
    [
      'a new name that is none',
      () => loose.editObject(HOME, { name: 'bell', rename: 5 }),
      'rename to be a string … the number 5',
    ],
    [
      'one recording for a list',
      () => loose.removeObject(HOME, { name: 'bell', recordings: 'take.mid' }),
      'recordings to be a list … the string "take.mid"',
    ],
    [
      'a path for photos to teach from',
      () => loose.teachObject(HOME, { name: 'bell', photos: 'bell.jpg' }),
      'photos to be a list … the string "bell.jpg"',
    ],
    ['no room to save', () => loose.saveRoom(HOME, 'attic'), 'room to be an object … undefined'],
    [
      'null for the options of a save',
      () =>
        loose.saveRoom(HOME, 'attic', { title: 'x', photo: new Uint8Array(1), document: {} }, null),
      'options of saveRoom to be an object … null',
    ],
    [
      'a path for the photo of a room',
      () => loose.saveRoom(HOME, 'attic', { title: 'x', photo: 'attic.jpg' }),
      'photo to be a Uint8Array … the string "attic.jpg"',
    ],
    [
      'no new name of a room',
      () => loose.renameSavedRoom(HOME, 'attic'),
      'to to be a string … undefined',
    ],
    ['no name of a room', () => loose.readSavedRoom(HOME), 'name to be a string … undefined'],
    ['no path of a WAV file', () => loose.writeWavFile(), 'path to be a string … undefined'],
    [
      'a score for a composition',
      ({ score }) => loose.describeMirror(score, {}),
      'composition to be what `await compose(detections)` gives',
    ],
    [
      'a score alone for what was played',
      ({ score }) => loose.explainScore(score),
      'played … undefined',
    ],
    ['bytes for notes with beats', () => loose.findBeats(new Uint8Array(4)), 'notes … Uint8Array'],
    [
      'nothing seen for a composition',
      () => loose.describeMirror({ score: 1, played: 1, gathered: 1 }),
      'options of describeMirror to be an object … undefined',
    ],
    [
      'null for the options of a map',
      ({ clock }) => loose.mapLatents(clock, null),
      'options of mapLatents … null',
    ],
    [
      'no map and no places',
      ({ clock }) => loose.decodePlaces(clock),
      'options of decodePlaces … undefined',
    ],
    [
      'a promise of a map',
      ({ clock }) => loose.decodePlaces(clock, { map: Promise.resolve(), places: [] }),
      'map to be what `await mapLatents(object)` gives … write `await` before',
    ],
    [
      'one place for a list',
      ({ clock }) =>
        loose.decodePlaces(clock, { map: { points: 1, latents: 1, kinds: 1 }, places: { x: 0 } }),
      'places to be a list … the object { x: 0 }',
    ],
    ['no file to find beats in', () => loose.findFileBeats(), 'path to be a string … undefined'],
    [
      'a tempo for hints',
      () => loose.findFileBeats('take.mid', { hints: 76 }),
      'hints to be an object … the number 76',
    ],
    [
      'null for the options of a rendering',
      ({ bytes }) => loose.renderAudio(bytes, {}, null)[Symbol.asyncIterator]().next(),
      'options of renderAudio to be an object … null',
    ],
    [
      'a collection to judge',
      ({ collection }) => loose.judgeObjects(collection, { collection }),
      'objects to be a list',
    ],
    [
      'one photo to judge',
      ({ photo, detector, collection }) => loose.judgePieces(photo, { detector, collection }),
      'photos to be an iterable',
    ],
    ['a name to judge as taught', () => loose.judgeTaught('clock'), 'object … the string "clock"'],
    [
      'an object to leave recordings out of',
      ({ clock }) => loose.judgeLeftOut(clock, { object: 'clock' }),
      'recordings to be a list … an object of type Object',
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
