import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Detector,
  loadDetector,
  openCollection,
  readDetectorFiles,
} from '../../../src/index.js';
import type { PieceAnswer, RoomAnswer } from '../../../src/studio/protocol/answers.js';
import type { ExplanationAnswer } from '../../../src/studio/protocol/explanation.js';
import type { PieceSettings } from '../../../src/studio/protocol/pieceSettings.js';
import { runInProcess } from '../../cli/runInProcess.js';
import { KITCHEN } from '../../cli/runMirror.js';
import { listenToEvents } from './builtStudio.js';
import { bearer, type StartedStudio, startStudio } from './startStudio.js';

let studio: StartedStudio;
let detector: Detector;
let room: RoomAnswer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-rooms-'));
  detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm', threads: 1 });
  studio = await startStudio({
    detector: Promise.resolve(detector),
    collection: () => openCollection(),
    home: folder,
  });
  const sent = await post('/api/rooms?name=kitchen.jpg', Uint8Array.from(await readFile(KITCHEN)));
  expect(sent.status).toBe(201);
  room = (await sent.json()) as RoomAnswer;
});

afterAll(async () => {
  await studio.close();
  detector.dispose();
  await rm(folder, { recursive: true });
});

function post(path: string, body: Uint8Array<ArrayBuffer> | string = '{}'): Promise<Response> {
  const { port } = studio;
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: bearer(studio),
    body,
  });
}

async function compose(settings: PieceSettings): Promise<PieceAnswer> {
  const reply = await post(`/api/rooms/${room.room}/piece`, JSON.stringify(settings));
  expect(reply.status).toBe(200);
  return (await reply.json()) as PieceAnswer;
}

async function mirrorJson(words: readonly string[]) {
  const { stdout, stderr, code } = await runInProcess(
    [KITCHEN, '-o', join(folder, 'kitchen.mid'), '--json', ...words],
    { folder },
  );
  expect(code, stderr).toBe(0);
  return { ...JSON.parse(stdout), bytes: await readFile(join(folder, 'kitchen.mid')) };
}

describe('a room of the studio', () => {
  it('is the photo, upright, with the name of its file', async () => {
    expect(room).toMatchObject({ title: 'kitchen', width: 1600, height: 1067, notes: [] });
    const photo = await fetch(`http://127.0.0.1:${studio.port}/api/rooms/${room.room}/photo`, {
      headers: bearer(studio),
    });
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
    expect(new Uint8Array(await photo.arrayBuffer()).subarray(0, 2)).toEqual(
      new Uint8Array([0xff, 0xd8]),
    );
  });

  it.each<[string, PieceSettings, readonly string[]]>([
    ['as it comes', {}, []],
    [
      'with every dial turned',
      {
        bars: 8,
        tempoBpm: 72.5,
        seed: 7,
        temperature: 0.6,
        variation: 0.7,
        mostOnsetsASecond: 5,
        minConfidence: 0.3,
        harmonise: false,
        title: 'Our kitchen',
        instruments: { oven: 'violin', 'kitchen-table': 'church organ' },
      },
      [
        ...['--bars', '8', '--tempo', '72.5', '--seed', '7', '--temperature', '0.6'],
        ...['--variation', '0.7', '--density', '5', '--min-confidence', '0.3'],
        ...['--no-harmonise', '--title', 'Our kitchen'],
        ...['--instrument', 'oven=violin', '--instrument', 'kitchen table=Church Organ'],
      ],
    ],
  ])('has the tracks and the very bytes of the command line, %s', async (_, settings, words) => {
    const expected = await mirrorJson(words);
    const piece = await compose(settings);
    expect(piece.tracks.map(({ object, notes }) => [object, notes.length / 4])).toEqual(
      expected.tracks.map((track: { object: string; notes: number }) => [
        track.object,
        track.notes,
      ]),
    );
    expect(piece).toMatchObject({ seed: expected.seed, bars: expected.bars });
    const file = await post(`/api/rooms/${room.room}/files/mid`, JSON.stringify(settings));
    expect(file.headers.get('content-type')).toBe('audio/midi');
    expect(Buffer.from(await file.arrayBuffer()).equals(expected.bytes)).toBe(true);
  });

  it('gives every kind of file', async () => {
    // Two parts, of which each kind of file has all.
    const detections = (await compose({})).detections.slice(0, 2);
    const settings = JSON.stringify({ bars: 2, detections });
    const first = async (format: string) => {
      const reply = await post(`/api/rooms/${room.room}/files/${format}`, settings);
      return Buffer.from(await reply.arrayBuffer())
        .subarray(0, 4)
        .toString('latin1');
    };
    expect([
      await first('mid'),
      await first('wav'),
      await first('png'),
      await first('svg'),
      await first('zip'),
    ]).toEqual(['MThd', 'RIFF', '\x89PNG', '<svg', 'PK\x03\x04']);
    expect((await post(`/api/rooms/${room.room}/files/exe`, settings)).status).toBe(404);
  });

  it('is composed of the boxes that a person has changed', async () => {
    const [first] = (await compose({})).detections;
    const piece = await compose({ detections: first ? [first] : [] });
    expect(piece.detections).toEqual([first]);
    expect(piece.tracks).toHaveLength(1);
  });

  it('says of each note what --explain says of it', async () => {
    const settings = { bars: 4, seed: 3 };
    await mirrorJson(['--bars', '4', '--seed', '3', '--explain']);
    const expected = JSON.parse(await readFile(join(folder, 'kitchen.explain.json'), 'utf8'));
    const reply = await post(`/api/rooms/${room.room}/explanation`, JSON.stringify(settings));
    const { tracks } = (await reply.json()) as ExplanationAnswer;
    const { tracks: pieceTracks } = await compose(settings);
    expect(tracks.map(({ origins }) => origins.length)).toEqual(
      pieceTracks.map(({ notes }) => notes.length / 4),
    );
    const said = tracks.map(({ files, origins }) =>
      origins.map(([file, milliseconds, runLength, box]) => ({
        file: files[file],
        seconds: milliseconds / 1000,
        runLength,
        box,
      })),
    );
    type Explained = {
      notes: { box: number; nearest: { file: string; seconds: number; runLength: number } }[];
    };
    const written = (expected.tracks as Explained[]).map(({ notes }) =>
      notes.map(({ box, nearest: { file, seconds, runLength } }) => ({
        file,
        seconds,
        runLength,
        box,
      })),
    );
    expect(said).toEqual(written);
  });

  it('teaches what a box shows, and says in a line what it cannot', async () => {
    const teach = (teaching: unknown) =>
      post(`/api/rooms/${room.room}/teach`, JSON.stringify(teaching));
    const box = { x: 480, y: 445, width: 96, height: 320 };
    const taught = await teach({ object: 'oil bottle', boxes: [box] });
    expect([taught.status, await taught.json()]).toEqual([
      201,
      { object: 'oil bottle', boxes: 1, photos: 1 },
    ]);
    const { objects } = await openCollection({ home: folder });
    expect(objects.find(({ name }) => name === 'oil bottle')?.taught).toHaveLength(1);
    for (const [teaching, complaint] of [
      [{ object: 'x', boxes: [] }, /boxes/],
      [{ object: 'x', boxes: [{ ...box, x: 9000 }] }, /box/],
      [{ object: '../x', boxes: [box] }, /name/],
      [{ boxes: [box] }, /object/],
    ] as const) {
      const reply = await teach(teaching);
      expect(reply.status).toBe(422);
      expect(await reply.json()).toMatchObject({ message: expect.stringMatching(complaint) });
    }
    expect(studio.faults).toEqual([]);
  });

  it('composes what was asked for last, of many settings that come at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 16 }, (_, seed) =>
        post(`/api/rooms/${room.room}/piece`, JSON.stringify({ seed, bars: 4 })),
      ),
    );
    const statuses = replies.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 409]));
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(8);
  });

  it.each<[string, unknown, RegExp]>([
    ['no record', [], /Expected settings to be a record/],
    ['a bar too many', { bars: 513 }, /Expected bars to be a whole number from 1 to 512/],
    ['a word for a number', { seed: 'one' }, /Expected seed to be a number/],
    ['an instrument there is not', { instruments: { oven: 'violn' } }, /Did you mean violin/],
    ['no names of instruments', { instruments: { oven: 40 } }, /instruments\.oven/],
    ['no label', { detections: [{ box: {} }] }, /detections\[0\]\.label/],
    [
      'a box outside the photo',
      {
        detections: [{ label: 'cup', confidence: 1, box: { x: -5000, y: 0, width: 9, height: 9 } }],
      },
      /box/,
    ],
    ['take-offs that are none', { takeOffs: [1] }, /takeOffs to be a record/],
    ['a take-off that is no list', { takeOffs: { clock: 3 } }, /takeOffs\.clock to be a list/],
    ['a take-off of words', { takeOffs: { clock: ['x'] } }, /takeOffs\.clock to be a number/],
    ['a take-off of an unknown object', { takeOffs: { teapot: [0] } }, /teapot/],
    ['no box at all', { detections: [] }, /at least one detection/],
  ])('says in a line what it cannot take: %s', async (_, settings, complaint) => {
    const reply = await post(`/api/rooms/${room.room}/piece`, JSON.stringify(settings));
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ message: expect.stringMatching(complaint) });
    expect(studio.faults).toEqual([]);
  });

  it('is saved in the collection, and opens again as it was', async () => {
    const { port } = studio;
    const document = { settings: { bars: 8 }, edits: [], mix: {} };
    const save = (name: string, id = room.room) =>
      fetch(`http://127.0.0.1:${port}/api/saved/${encodeURIComponent(name)}`, {
        method: 'PUT',
        headers: bearer(studio),
        body: JSON.stringify({ room: id, document }),
      });
    expect((await save('our kitchen')).status).toBe(200);
    const studioAnswer = await fetch(`http://127.0.0.1:${port}/api/studio`, {
      headers: bearer(studio),
    });
    expect(await studioAnswer.json()).toMatchObject({ saved: ['our kitchen'] });
    const opened = await (await post('/api/saved/our%20kitchen')).json();
    expect(opened).toMatchObject({ title: 'kitchen', width: 1600, document });
    const piece = await (await post(`/api/rooms/${opened.room}/piece`)).json();
    expect(piece).toEqual(await compose({}));
    expect([(await save('../outside')).status, (await save('x', 'none')).status]).toEqual([
      422, 404,
    ]);
    expect((await post('/api/saved/nothing')).status).toBe(422);
    const nothing = { method: 'PUT', headers: bearer(studio), body: 'null' };
    expect((await fetch(`http://127.0.0.1:${port}/api/saved/x`, nothing)).status).toBe(422);
  });

  it('is saved over no room that was saved elsewhere meanwhile, unless that is asked for, and then that one is kept', async () => {
    const ask = async (method: string, path: string, body?: object) => {
      const reply = await fetch(`http://127.0.0.1:${studio.port}${path}`, {
        method,
        headers: bearer(studio),
        ...(body && { body: JSON.stringify(body) }),
      });
      return [reply.status, await reply.json()];
    };
    const save = (bars: number, rest: object = {}) =>
      ask('PUT', '/api/saved/hall', {
        room: room.room,
        document: { settings: { bars } },
        ...rest,
      });
    const [status, first] = await save(7);
    expect([status, first.removed]).toEqual([200, null]);
    const [, { revision }] = await ask('POST', '/api/saved/hall');
    expect(revision).toBe(first.revision);
    const [, second] = await save(9, { revision });
    expect(second.removed).toBeNull();
    // The other page, which has the first; a third, which has none.
    const refused = [409, { code: 'changed', message: expect.stringMatching(/saved elsewhere/) }];
    expect(await save(5, { revision })).toEqual(refused);
    expect(await save(5)).toEqual(refused);
    expect(await save(5, { revision: 3 })).toMatchObject([422, { code: 'usage' }]);
    // It is saved as it is already.
    expect(await save(9)).toEqual([200, second]);
    const [, replaced] = await save(5, { revision, mayReplace: true });
    const { entry } = replaced.removed;
    expect(replaced.removed).toEqual({ entry, name: 'hall' });
    const [, kept] = await ask('POST', `/api/removed-rooms/${entry}/room`);
    expect(kept.document).toEqual({ settings: { bars: 9 } });
    await ask('DELETE', '/api/saved/hall');
    await fetch(`http://127.0.0.1:${studio.port}/api/removed-rooms`, {
      method: 'DELETE',
      headers: bearer(studio),
    });
  });

  it('is renamed, removed, restored and deleted for good where it is saved, and every page hears of it; the open room plays on', async () => {
    const events = await listenToEvents(studio);
    const ask = async (method: string, path: string, body?: object) => {
      const reply = await fetch(`http://127.0.0.1:${studio.port}${path}`, {
        method,
        headers: bearer(studio),
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      return [reply.status, text === '' ? undefined : JSON.parse(text)];
    };
    const saved = async () => {
      const [, { saved: names, removedRooms }] = await ask('GET', '/api/studio');
      return { names, removedRooms };
    };
    await ask('PUT', '/api/saved/attic', { room: room.room, document: { settings: { bars: 4 } } });
    const [, opened] = await ask('POST', '/api/saved/attic');
    const piece = await ask('POST', `/api/rooms/${opened.room}/piece`);
    const { names: before } = await saved();

    expect(await ask('PATCH', '/api/saved/attic', { name: 'loft' })).toEqual([
      200,
      { name: 'loft' },
    ]);
    expect((await saved()).names).toEqual(
      before.map((name: string) => (name === 'attic' ? 'loft' : name)).sort(),
    );
    const [status, { entry }] = await ask('DELETE', '/api/saved/loft');
    expect([status, entry]).toEqual([200, expect.any(Number)]);
    expect(await saved()).toEqual({
      names: before.filter((name: string) => name !== 'attic'),
      removedRooms: [{ entry, name: 'loft' }],
    });
    expect(await ask('POST', `/api/rooms/${opened.room}/piece`)).toEqual(piece);
    const [created, again] = await ask('POST', `/api/removed-rooms/${entry}/room`);
    expect([created, again]).toMatchObject([201, { document: { settings: { bars: 4 } } }]);
    expect(await ask('POST', `/api/removed-rooms/${entry}`)).toEqual([200, { name: 'loft' }]);
    expect((await saved()).removedRooms).toEqual([]);

    const [, { entry: last }] = await ask('DELETE', '/api/saved/loft');
    expect(await ask('DELETE', '/api/removed-rooms')).toEqual([204, undefined]);
    expect(await saved()).toEqual({
      names: before.filter((name: string) => name !== 'attic'),
      removedRooms: [],
    });
    expect((await ask('POST', `/api/removed-rooms/${last}`))[0]).toBe(422);
    expect(await ask('POST', `/api/rooms/${opened.room}/piece`)).toEqual(piece);

    const heard = [
      { what: 'saved', name: 'attic' },
      { what: 'renamed', formerName: 'attic', name: 'loft' },
      { what: 'removed', name: 'loft', entry },
      { what: 'restored', entry, name: 'loft' },
      { what: 'removed', name: 'loft', entry: last },
      { what: 'emptied' },
    ];
    await events.until((event) => event.kind === 'rooms' && event.change.what === 'emptied');
    expect(events.all().flatMap((event) => (event.kind === 'rooms' ? [event.change] : []))).toEqual(
      heard,
    );
    events.end();
  });

  it.each<[string, string, string, object | undefined, number]>([
    ['a room that is not there', 'PATCH', '/api/saved/nothing', { name: 'x' }, 422],
    ['one to remove that is not there', 'DELETE', '/api/saved/nothing', undefined, 422],
    ['a name that leads elsewhere', 'PATCH', '/api/saved/our%20kitchen', { name: '../x' }, 422],
    ['an empty name', 'PATCH', '/api/saved/our%20kitchen', { name: '' }, 422],
    ['no name', 'PATCH', '/api/saved/our%20kitchen', {}, 422],
    [
      'a name that is too long',
      'PATCH',
      '/api/saved/our%20kitchen',
      { name: 'x'.repeat(300) },
      422,
    ],
    ['a path for a room', 'DELETE', '/api/saved/..%2Fobjects', undefined, 422],
    ['an entry that is none', 'POST', '/api/removed-rooms/..%2F1', undefined, 404],
    ['an entry that is not there', 'POST', '/api/removed-rooms/99', undefined, 422],
    ['an entry to open that is not there', 'POST', '/api/removed-rooms/99/room', undefined, 422],
  ])('changes no room for %s', async (_, method, path, body, status) => {
    const reply = await fetch(`http://127.0.0.1:${studio.port}${path}`, {
      method,
      headers: bearer(studio),
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(reply.status).toBe(status);
    expect((await reply.json()).message).toMatch(/^(Expected|The studio refuses)/);
    expect(studio.faults).toEqual([]);
  });

  it('is told to be gone where it is not open', async () => {
    const reply = await post('/api/rooms/none/piece');
    expect([reply.status, await reply.json()]).toMatchObject([404, { code: 'gone' }]);
  });

  it('tells on the stream of events how far a photo is', async () => {
    const stream = await fetch(`http://127.0.0.1:${studio.port}/api/events`, {
      headers: bearer(studio),
    });
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    const sent = post('/api/rooms?name=a.jpg&job=mine', Uint8Array.from(await readFile(KITCHEN)));
    while (!text.includes('"detect"'))
      text += new TextDecoder().decode((await reader.read()).value);
    expect(text).toMatch(/^data: \{"kind":"hello"/);
    expect(text).toContain('data: {"kind":"stage","job":"mine","stage":"photo"}');
    await reader.cancel();
    expect((await sent).status).toBe(201);
  });
});
