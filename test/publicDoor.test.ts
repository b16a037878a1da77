import { describe, expect, it } from 'vitest';
import type {
  Inference,
  MirroredRoom,
  Paper,
  Photo,
  PlayedPart,
  SoundObject,
} from '../src/index.js';
import {
  addClicks,
  addObject,
  chooseTempo,
  chooseTempoMap,
  composeScore,
  decodePhrase,
  decodePlaces,
  detectionsOf,
  drawNormals,
  drawRoom,
  editObject,
  explainScore,
  findBeats,
  forgetTaught,
  instrumentName,
  judgeLeftOut,
  judgeObjects,
  judgePieces,
  judgeTaught,
  loadDetector,
  loadTranscriber,
  mapLatents,
  matchObjects,
  mirrorObject,
  mirrorPhoto,
  openComposer,
  planPiece,
  readPhoto,
  removeObject,
  renderAudio,
  seededRandom,
  trainObject,
  writeMidi,
  writeSoundFile,
} from '../src/index.js';
import { tinyDecoder } from './collection/tinyDecoder.js';
import { playPhrases } from './composition/plans.js';
import { makeObject, makePlayer } from './composition/players.js';

const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] });
const random = seededRandom('door');
const latent = [0.3, -1.2, 0.7];
const decode = (options: object, latents: readonly (readonly number[])[] = [latent]) =>
  decodePhrase(decoder, latents, { lengthTicks: 1920, random, ...options });
const planning = { seed: 1, harmonise: true, photo: { width: 640, height: 480 } };
const plan = planPiece([makePlayer('kettle')], { bars: 4, ...planning });
const settings = { title: 'door', photoWidth: 640 };
const piece = playPhrases(plan, [[]]);
const score = composeScore(piece, settings);
const stray = { pitch: 60, startTicks: 7, durationTicks: 9, velocity: 33 };
const [scorePart] = score.parts;
const [played] = piece.parts as [PlayedPart];
const room = { score, played: [played] } as unknown as MirroredRoom;
const fonts = { regular: new Uint8Array(0), semiBold: new Uint8Array(0) };
const nothing = { collection: { home: undefined, objects: [] } };

/** Everything at the public door that takes numbers or lists, with one that it cannot take. */
const CALLS: readonly [string, () => unknown, RegExp][] = [
  ['decodePhrase: length 0', () => decode({ lengthTicks: 0 }), /lengthTicks .* 0\.$/],
  ['decodePhrase: half a tick', () => decode({ lengthTicks: 7.5 }), /whole number/],
  ['decodePhrase: no end', () => decode({ lengthTicks: Infinity }), /lengthTicks/],
  ['decodePhrase: temperature -1', () => decode({ temperature: -1 }), /temperature .* -1\.$/],
  ['decodePhrase: NaN', () => decode({ temperature: Number.NaN }), /temperature .* NaN\.$/],
  ['decodePhrase: variation 2', () => decode({ variation: 2 }), /variation .* 2\.$/],
  ['decodePhrase: no latent', () => decode({}, []), /latent.* none\.$/],
  ['decodePhrase: a short latent', () => decode({}, [latent, [1, 2]]), /latent.* one of 2\.$/],
  ['decodePhrase: a hole in it', () => decode({}, [[1, Number.NaN, 2]]), /holds NaN\.$/],
  [
    'planPiece: no players',
    () => planPiece([], { bars: 8, ...planning }),
    /1 to 15 players.* 0\.$/,
  ],
  [
    'planPiece: a crowd',
    () => planPiece(new Array(16).fill(makePlayer('kettle')), { bars: 8, ...planning }),
    /1 to 15 players.* 16\.$/,
  ],
  [
    'planPiece: a photo without a width',
    () => planPiece([makePlayer('a')], { bars: 4, ...planning, photo: { width: 0, height: 9 } }),
    /a pixel but received 0 × 9/,
  ],
  ['planPiece: no bars', () => planPiece([makePlayer('a')], { bars: 0, ...planning }), /bars/],
  [
    'planPiece: tempo 0',
    () => planPiece([makePlayer('a')], { bars: 8, tempoBpm: 0, ...planning }),
    /tempoBpm/,
  ],
  [
    'planPiece: a cap of 0',
    () => planPiece([makePlayer('a')], { bars: 8, mostOnsetsASecond: 0, ...planning }),
    /mostOnsetsASecond .* 0\.$/,
  ],
  [
    'planPiece: half a seed',
    () => planPiece([makePlayer('a')], { bars: 8, ...planning, seed: 0.5 }),
    /seed .* 0\.5\.$/,
  ],
  [
    'chooseTempoMap: half a seed',
    () => chooseTempoMap(decoder, { events: [], seed: 0.5, lengthTicks: 480 }),
    /seed/,
  ],
  [
    'chooseTempoMap: no length',
    () => chooseTempoMap(decoder, { events: [], seed: 1, lengthTicks: Number.NaN }),
    /lengthTicks/,
  ],
  ['chooseTempo: half a seed', () => chooseTempo(decoder, { events: [], seed: 0.5 }), /seed/],
  [
    'composeScore: too few parts',
    () => composeScore({ ...piece, parts: [] }, settings),
    /0 for 1\.$/,
  ],
  [
    'composeScore: no parts',
    () => composeScore({ ...piece, plan: { ...plan, parts: [] }, parts: [] }, settings),
    /at least one planned part/,
  ],
  [
    'composeScore: no width',
    () => composeScore(piece, { ...settings, photoWidth: 0 }),
    /photoWidth .* 0\.$/,
  ],
  ['explainScore: nothing played', () => explainScore(score, []), /1 parts but received 0/],
  [
    'explainScore: a note of no event',
    () =>
      explainScore({ ...score, parts: [{ ...scorePart, notes: [stray] }] } as typeof score, [
        played,
      ]),
    /names undefined/,
  ],
  [
    'drawRoom: a paper that is none',
    () => drawRoom(room, { fonts, paper: 'tabloid' as Paper }),
    /paper to be a4 or letter but received the string "tabloid"\.$/,
  ],
  ['drawNormals: -1', () => drawNormals(-1, random), / -1\.$/],
  ['drawNormals: 2.5', () => drawNormals(2.5, random), / 2\.5\.$/],
  ['instrumentName: 128', () => instrumentName(128), / 128\.$/],
  [
    'matchObjects: no photo',
    () => matchObjects([], { ...nothing, photo: { width: 0, height: 480 } }),
    /0 × 480/,
  ],
  ['mirrorObject: no bars', () => mirrorObject(makeObject('a'), { bars: 0 }), /bars/],
  ['trainObject: half a seed', () => trainObject([], { object: 'a', seed: 0.5 }), /seed/],
  ['judgeLeftOut: seed -1', () => judgeLeftOut([], { object: 'a', seed: -1 }), /seed/],
  ['writeMidi: tempo 0', () => writeMidi({ ...score, tempoBpm: 0 }), /tempoBpm is 0/],
];

const fields = (range: object, given: object) => ({ ...range, ...given }) as never;
const text = (value: string) => value as unknown as number;
const photoOf = (width: string) => ({ width: text(width), height: 480 });
const sound = (async function* () {})();
const bytes = new Uint8Array(9);
const struck = { ...score, parts: [{ ...scorePart, notes: [stray] }] } as typeof score;
const soundFont = { presets: [] };
const first = async (blocks: AsyncIterable<unknown>) => {
  for await (const _ of blocks) break;
};

/** Numbers as texts, which forms of a page and environment variables give: `'16' + 1` is no 17. */
const TEXTS: readonly [string, () => unknown, RegExp][] = [
  ['bars', () => mirrorObject(makeObject('a'), { bars: text('16') }), /bars .* the string "16"/],
  [
    'a confidence',
    () => mirrorPhoto(bytes, fields(nothing, { detections: [], minConfidence: '0.5' })),
    /minConfidence .* "0\.5"/,
  ],
  ['a seed', () => trainObject([], { object: 'a', seed: text('1') }), /seed .* "1"/],
  ['a temperature', () => decode({ temperature: text('1') }), /temperature .* "1"/],
  ['a list for a number', () => decode({ variation: [0.5] as never }), /variation .* \[0\.5\]/],
  [
    'a confidence of detections',
    () => detectionsOf({} as Inference, { minConfidence: text('0.5') }),
    /confidence .* 0\.5/,
  ],
  [
    'the width of a photo',
    () => matchObjects([], { ...nothing, photo: photoOf('640') }),
    /640 × 480/,
  ],
  [
    'the width of a plan’s photo',
    () => planPiece([makePlayer('a')], { bars: 4, ...planning, photo: photoOf('640') }),
    /640 × 480/,
  ],
  ['a tempo to write', () => writeMidi({ ...score, tempoBpm: text('90') }), /tempoBpm is 90/],
  ['a hinted tempo', () => findBeats([], { tempoBpm: text('90') }), /hints\.tempoBpm .* "90"/],
  ['pixels at most', () => readPhoto(bytes, { maxPixels: text('9') }), /maxPixels .* "9"/],
  ['threads', () => loadDetector({} as never, { threads: text('2') }), /threads .* 2/],
  [
    'the level of clicks',
    () => first(addClicks(sound, { beats: [], downbeats: [] }, { level: text('1') })),
    /level .* "1"/,
  ],
  [
    'a track to render',
    () => first(renderAudio(writeMidi(struck), soundFont, { track: text('1') })),
    /track .* "1"/,
  ],
  [
    'the gain of a file of sound',
    () => writeSoundFile('x.wav', sound, { gain: text('1') }),
    /gain .* "1"/,
  ],
];

describe('the public door takes no text for a number', () => {
  it.each(TEXTS)('%s', async (_, call, line) => {
    const outcome = await Promise.resolve()
      .then(call)
      .catch((error: unknown) => error);
    expect(outcome).toMatchObject({ name: 'MirrorError', code: 'usage' });
    expect((outcome as Error).message).toMatch(line);
  });
});

const photo = { width: 640, height: 480, pixels: {} } as unknown as Photo;
const seen = { ...nothing, detections: [] };
const judged = { ...nothing, detector: { infer: () => [] } };
const noObject = undefined as unknown as SoundObject;

const added = { name: 'a', labels: ['cup'], files: ['a.mid'] };

/** What JavaScript lets through: names that there are not, values of another type, and nothing at all. */
const UNTYPED: readonly [string, () => unknown, RegExp][] = [
  [
    'mirrorPhoto: tempo',
    () => mirrorPhoto(bytes, fields(seen, { tempo: Number.NaN })),
    /^Expected an option of mirrorPhoto but received "tempo", .* Did you mean tempoBpm\?$/,
  ],
  [
    'mirrorPhoto: a number as title',
    () => mirrorPhoto(bytes, fields(seen, { title: 5 })),
    /^Expected title to be a string but received the number 5\.$/,
  ],
  [
    'mirrorPhoto: a word for harmonise',
    () => mirrorPhoto(bytes, fields(seen, { harmonise: 'x' })),
    /harmonise to be true or false but received the string "x"/,
  ],
  [
    'mirrorPhoto: a word for careful',
    () => mirrorPhoto(bytes, fields(seen, { careful: 'no' })),
    /careful to be true or false/,
  ],
  [
    'mirrorPhoto: no options',
    () => mirrorPhoto(bytes, undefined as never),
    /options of mirrorPhoto/,
  ],
  [
    'loadDetector: nothing',
    () => loadDetector(undefined as never),
    /^Expected files to be what `await readDetectorFiles\(\)` gives but received undefined\.$/,
  ],
  [
    'loadDetector: nothing, for threads',
    () => loadDetector(undefined as never, { threads: 1 }),
    /^Expected files .* undefined\.$/,
  ],
  [
    'loadTranscriber: a promise',
    () => loadTranscriber(Promise.resolve({}) as never),
    /^Expected files .* a promise: write `await` before it\.$/,
  ],
  [
    'addObject: a number as text',
    () => addObject('no-home', { ...added, text: 5 as never }),
    /^Expected text to be a string but received the number 5\.$/,
  ],
  [
    'addObject: a number as instrument',
    () => addObject('no-home', { ...added, instrument: 5 as never }),
    /instrument .* 5/,
  ],
  [
    'addObject: a word as labels',
    () => addObject('no-home', { ...added, labels: 'cup' as never }),
    /labels to be a list .* "cup"/,
  ],
  [
    'addObject: a word for again',
    () => addObject('no-home', { ...added, again: 'no' as never }),
    /again to be true or false/,
  ],
  [
    'addObject: a transcriber in place of what transcribes',
    () => addObject('no-home', { ...added, audioTranscriber: { network: {} } as never }),
    /audioTranscriber .*createAudioTranscriber/,
  ],
  [
    'editObject: no signal',
    () => editObject('no-home', { name: 'a', text: '', signal: 5 as never }),
    /signal to be an AbortSignal/,
  ],
  [
    'addObject: bytes in place of a path',
    () => addObject('no-home', { ...added, files: ['a.mid', bytes as never] }),
    /^Expected files\[1\] to be a string but received an object of type Uint8Array\.$/,
  ],
  [
    'removeObject: a number in place of a recording',
    () => removeObject('no-home', { name: 'a', recordings: [5 as never] }),
    /^Expected recordings\[0\] to be a string but received the number 5\.$/,
  ],
  [
    'forgetTaught: a number in place of a photo',
    () => forgetTaught('no-home', { name: 'a', photos: [5 as never] }),
    /^Expected photos\[0\] to be a string/,
  ],
  [
    'addObject: a hint of no known name',
    () => addObject('no-home', { ...added, hints: { tempo: 100 } as never }),
    /^Expected an option of hints but received "tempo", .* Did you mean tempoBpm\?$/,
  ],
  [
    'findBeats: a word as metre',
    () => findBeats([], { metre: '3/4' as never }),
    /hints\.metre .* the string "3\/4"\. Write `metre: parseMetre\('3\/4'\)`\.$/,
  ],
  [
    'removeObject: a word as listener',
    () => removeObject('no-home', { name: 'a', onWaiting: 'x' as never }),
    /onWaiting to be a function/,
  ],
  [
    'mirrorPhoto: no collection',
    () => mirrorPhoto(bytes, { detections: [] } as never),
    /collection to be what `await openCollection\(\)` gives but received undefined/,
  ],
  [
    'mirrorPhoto: a collection without await',
    () => mirrorPhoto(bytes, { detections: [], collection: Promise.resolve() } as never),
    /write `await` before it/,
  ],
  [
    'mirrorPhoto: no detector',
    () => mirrorPhoto(bytes, fields(nothing, {})),
    /detector to be what/,
  ],
  [
    'mirrorPhoto: a path',
    () => mirrorPhoto('a.jpg' as never, seen),
    /the string "a\.jpg"\. Read the/,
  ],
  ['mirrorPhoto: no photo', () => mirrorPhoto(noObject as never, seen), /received undefined/],
  [
    'compose: density',
    () => openComposer(photo, nothing).compose([], fields({}, { density: 8 })),
    /option of compose .* Did you mean mostOnsetsASecond\?$/,
  ],
  [
    'compose: a title that is none',
    () => openComposer(photo, nothing).compose([], fields({}, { title: null })),
    /title to be a string but received null/,
  ],
  [
    'openComposer: no photo',
    () => openComposer(noObject as never, nothing),
    /photo to be what `await readPhoto/,
  ],
  [
    'mirrorPhoto: a program for an instrument',
    () => mirrorPhoto(bytes, fields(seen, { instruments: { clock: 5 } })),
    /instruments to be an object of names and strings but received the object \{ clock: 5 \}/,
  ],
  ['judgeObjects: no object', () => judgeObjects([noObject], nothing), /an object of a collection/],
  ['openComposer: no collection', () => openComposer(photo, {} as never), /collection to be what/],
  [
    'mirrorObject: no object',
    () => mirrorObject(noObject, {}),
    /findObject\(collection, 'clock'\)/,
  ],
  ['mirrorObject: a name', () => mirrorObject('clock' as never), /but received the string "clock"/],
  [
    'mirrorObject: tempoBpm, which it has not',
    () => mirrorObject(makeObject('a'), fields({}, { tempoBpm: 90 })),
    /option of mirrorObject .* It takes bars, seed, kind,/,
  ],
  [
    'mirrorObject: a kind that is none',
    () => mirrorObject(makeObject('a'), fields({}, { kind: 'phrases' })),
    /kind to be phrase or seed but received the string "phrases"/,
  ],
  ['mapLatents: no object', () => mapLatents(noObject), /an object of a collection/],
  [
    'decodePlaces: no object',
    () => decodePlaces(noObject, {} as never),
    /an object of a collection/,
  ],
  [
    'trainObject: sed',
    () => trainObject([], fields({ object: 'a' }, { sed: 2 })),
    /option of trainObject .* Did you mean seed\?$/,
  ],
  [
    'trainObject: no name',
    () => trainObject([], fields({}, { object: 5 })),
    /object to be a string/,
  ],
  [
    'judgeLeftOut: draws, which it has not',
    () => judgeLeftOut([], fields({ object: 'a' }, { draws: 2 })),
    /option of judgeLeftOut/,
  ],
  [
    'judgeObjects: draw',
    () => judgeObjects([], fields(nothing, { draw: 2 })),
    /Did you mean draws\?$/,
  ],
  ['judgeObjects: no collection', () => judgeObjects([], {} as never), /collection to be what/],
  [
    'judgePieces: tempo, which it has not',
    () => judgePieces([], fields(judged, { tempo: 90 })),
    /option of judgePieces/,
  ],
  ['judgePieces: no detector', () => judgePieces([], fields(nothing, {})), /detector to be what/],
  [
    'judgeTaught: seed, which it has not',
    () => judgeTaught(makeObject('a'), fields({}, { seed: 1 })),
    /option of judgeTaught/,
  ],
  [
    'renderAudio: a number as name',
    () => first(renderAudio(writeMidi(struck), soundFont, fields({}, { name: 5 }))),
    /name to be a string/,
  ],
  [
    'writeMidi: a number as title',
    () => writeMidi(fields(score, { title: 5 })),
    /title is 5, not a text/,
  ],
];

describe('composing, training and judging take nothing that TypeScript would refuse', () => {
  it.each(UNTYPED)('%s', async (_, call, line) => {
    const outcome = await Promise.resolve()
      .then(call)
      .catch((error: unknown) => error);
    expect(outcome).toMatchObject({ name: 'MirrorError', code: 'usage' });
    expect((outcome as Error).message).toMatch(line);
  });

  it('takes options of `mirrorPhoto` in `compose`, to be passed on as they are', async () => {
    const passed = { ...seen, minConfidence: 0.5, careful: true } as object;
    await expect(
      openComposer(photo, nothing).compose([], { ...passed, seed: 1 }),
    ).rejects.toMatchObject({ code: 'unanswered' });
  });
});

describe('a signal that has fired', () => {
  const signal = AbortSignal.abort();

  it.each<[string, () => Promise<unknown>]>([
    ['mirrorObject', () => mirrorObject(makeObject('a'), { signal })],
    ['judgeTaught', () => judgeTaught(makeObject('a'), { signal })],
    ['mirrorPhoto', () => mirrorPhoto(bytes, { ...nothing, detections: [], signal })],
  ])('stops %s before it reads anything', async (_, call) => {
    await expect(call()).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('the public door says in one line what it cannot take', () => {
  it.each(CALLS)('%s', async (_, call, line) => {
    const outcome = await Promise.resolve()
      .then(call)
      .catch((error: unknown) => error);
    expect(outcome).toMatchObject({ name: 'MirrorError', code: 'usage' });
    expect((outcome as Error).message).toMatch(line);
    expect((outcome as Error).message).not.toContain('\n');
  });
});
