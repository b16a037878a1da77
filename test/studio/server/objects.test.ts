import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {
  AddedAnswer,
  ObjectAnswer,
  ObjectsAnswer,
  TakeNotesAnswer,
} from '../../../src/studio/protocol/objects.js';
import { unpackNotes } from '../../../src/studio/protocol/packedNotes.js';
import { wav } from '../../audio/wav.js';
import { linesOf, runMirror } from '../../cli/runMirror.js';
import { putTrainedObject, takeBytes } from '../../collection/shelves.js';
import { everythingIn } from '../../collection/temporaryFolder.js';
import { toneOf } from '../../transcription/tones.js';
import { ask, openDraftOf, uploadTo } from './askStudio.js';
import { type BuiltStudio, listenToEvents, startBuiltStudio } from './builtStudio.js';

const home = { path: '' };
const temporary = { path: '' };

let top: string;
let studio: BuiltStudio;

// One studio for all: a collection may change below it at any time, since the command line changes it too.
beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'studio-objects-')));
  home.path = join(top, 'home');
  temporary.path = join(top, 'temporary');
  for (const { path } of [home, temporary]) await mkdir(path);
  studio = await startBuiltStudio({ folder: home.path, temporary: temporary.path });
});

afterEach(async () => {
  for (const name of await readdir(home.path)) await rm(join(home.path, name), { recursive: true });
});

afterAll(async () => {
  await studio.close();
  await rm(top, { recursive: true });
});

const objects = async () => (await ask<ObjectsAnswer>(studio, 'GET', '/api/objects')).answer;
const objectOf = async (name: string) =>
  (await objects()).objects.find((each) => each.name === name) as ObjectAnswer;
const change = (name: string, changed: object) =>
  ask<ObjectAnswer & { message: string }>(studio, 'PATCH', `/api/objects/${name}`, changed);

async function draftOf(...names: string[]): Promise<string> {
  const draft = await openDraftOf(studio);
  for (const name of names) await uploadTo(studio, { draft, name, bytes: takeBytes(name) });
  return draft;
}

const addTo = (settings: object) =>
  ask<AddedAnswer & { message: string }>(studio, 'POST', '/api/objects', settings);

describe('the collection in the studio', () => {
  it('lists the own objects first, then those that ship, each with its takes and state', async () => {
    await putTrainedObject(home.path, { name: 'zither', labels: ['cup'] });
    const { objects: all, removed, trainings } = await objects();
    expect({ removed, trainings }).toEqual({ removed: [], trainings: [] });
    expect(all[0]).toEqual({
      name: 'zither',
      isOwn: true,
      labels: ['cup'],
      text: 'For a test.',
      instrument: 'celesta',
      program: 8,
      taughtPhotos: 0,
      takes: [
        { file: 'one.mid', kind: 'midi', seconds: expect.closeTo(4.2, 0) },
        { file: 'two.mid', kind: 'midi', seconds: expect.closeTo(4.2, 0) },
      ],
      state: 'trained',
      stateNote: '',
    });
    const starters = all.slice(1);
    expect(starters.length).toBeGreaterThan(30);
    expect(starters.every(({ isOwn, state }) => !isOwn && state === 'trained')).toBe(true);
  });

  it('lists what is whole beside a line for each object that is broken, which no request changes', async () => {
    await putTrainedObject(home.path, { name: 'zither', labels: ['cup'] });
    const { folder } = await putTrainedObject(home.path, { name: 'clock' });
    await writeFile(join(folder, 'object.json'), '{');
    const { objects: all, broken } = await objects();
    expect(all[0]?.name).toBe('zither');
    expect(broken).toEqual([
      expect.stringMatching(
        /object\.json: Expected JSON .* the starter's clock stands in for it\.$/,
      ),
    ]);
    const { status, answer } = await change('clock', { text: 'x' });
    expect(status).toBe(422);
    expect(answer.message).toMatch(/object\.json: Expected JSON/);
    expect((await change('zither', { text: 'x' })).status).toBe(200);
  });

  it('begins with the first object that is added, and is what the command line then finds', async () => {
    expect(await everythingIn(home.path)).toEqual([]);
    const events = await listenToEvents(studio);
    const draft = await draftOf('one.mid', 'two.mid');
    const { status, answer } = await addTo({
      draft,
      name: 'kettle',
      labels: ['Cup'],
      instrument: 'celesta',
      text: 'It sings.',
    });
    expect(status).toBe(201);
    expect(answer.object).toMatchObject({
      name: 'kettle',
      isOwn: true,
      labels: ['cup'],
      state: 'untrained',
    });
    expect(await objectOf('kettle')).toEqual(answer.object);
    const { stdout } = await runMirror(['objects'], { folder: home.path });
    expect(linesOf(stdout).some((line) => /^kettle .*cup.* home$/.test(line))).toBe(true);
    expect(await everythingIn(home.path)).toEqual([
      'objects',
      'objects/kettle',
      'objects/kettle/object.json',
      'objects/kettle/recordings',
      'objects/kettle/recordings/one.mid',
      'objects/kettle/recordings/two.mid',
    ]);
    // The draft is used up, and all pages are told.
    expect((await ask(studio, 'DELETE', `/api/drafts/${draft}`)).status).toBe(404);
    await events.until(({ kind }) => kind === 'collection');
    expect(events.all().filter(({ kind }) => kind === 'collection')).toHaveLength(1);
    events.end();
  });

  it('takes an object without labels, which is to be taught', async () => {
    const { status, answer } = await addTo({ draft: await draftOf('one.mid'), name: 'samovar' });
    expect([status, answer.object.labels]).toEqual([201, []]);
    expect(answer.notes.join(' ')).toContain('teach');
  });

  it('transcribes audio once: what was heard in the draft is what is kept', async () => {
    const draft = await openDraftOf(studio);
    const tones = [60, 67, 64].map((pitch, i) => ({
      pitch,
      fromSeconds: 0.5 + 0.8 * i,
      toSeconds: 1.2 + 0.8 * i,
      amplitude: 0.25,
    }));
    const bytes = wav(toneOf(3.5 * 22_050, tones), 22_050);
    await uploadTo(studio, { draft, name: 'memo.wav', bytes });
    const notes = `/api/drafts/${draft}/files/memo.wav/notes`;
    const before = await ask<TakeNotesAnswer>(studio, 'GET', notes);
    const { answer } = await addTo({ draft, name: 'kettle', labels: ['cup'] });
    expect(answer.object.takes).toEqual([
      { file: 'memo.wav', kind: 'audio', seconds: expect.any(Number) },
    ]);
    const after = await ask<TakeNotesAnswer>(studio, 'GET', '/api/objects/kettle/takes/memo.wav');
    expect(after.answer.notes).toEqual(before.answer.notes);
    expect(unpackNotes(after.answer.notes).map(({ pitch }) => pitch)).toEqual([60, 67, 64]);
    expect(await everythingIn(join(home.path, 'objects/kettle/recordings'))).toContain('memo.mid');
  });

  it('adds the others where a recording of the draft was refused', async () => {
    const draft = await draftOf('one.mid');
    const hum = Float32Array.from({ length: 2 * 22_050 }, (_, i) => 0.001 * Math.sin(i / 57));
    await uploadTo(studio, { draft, name: 'hum.wav', bytes: wav(hum, 22_050) });
    const notes = `/api/drafts/${draft}/files/hum.wav/notes`;
    expect((await ask<{ message: string }>(studio, 'GET', notes)).answer.message).toMatch(
      /^hum\.wav: Expected music/,
    );
    const { status, answer } = await addTo({ draft, name: 'kettle', labels: ['cup'] });
    expect(status).toBe(201);
    expect(answer.object.takes).toMatchObject([{ file: 'one.mid' }]);
  });

  it.each([
    ['a name that leads out', { name: '../kettle', labels: ['cup'] }, /holds the character \//],
    ['a hidden name', { name: '.kettle', labels: ['cup'] }, /starts with a dot/],
    ['a label there is not', { name: 'kettle', labels: ['kettle'] }, /label/],
    ['an instrument there is not', { name: 'a', labels: ['cup'], instrument: 'x' }, /instrument/],
    ['labels that are no list', { name: 'kettle', labels: 'cup' }, /Expected labels to be a list/],
    ['a metre there is not', { name: 'a', hints: { metre: '3/5' } }, /hints\.metre/],
    ['no name', { labels: ['cup'] }, /Expected name to be a text/],
  ])('refuses %s, and keeps the draft', async (_, settings, complaint) => {
    const draft = await draftOf('one.mid');
    const { status, answer } = await addTo({ draft, ...settings });
    expect([status, answer.message]).toEqual([422, expect.stringMatching(complaint)]);
    expect(answer.message).not.toContain(temporary.path);
    expect(await everythingIn(home.path)).toEqual([]);
    expect((await addTo({ draft, name: 'kettle', labels: ['cup'] })).status).toBe(201);
  });

  it('plays a take, removes it, and brings it back', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    const take = '/api/objects/kettle/takes/one.mid';
    const { answer } = await ask<TakeNotesAnswer>(studio, 'GET', take);
    expect(answer.notes).toHaveLength(4 * 12);
    expect((await ask(studio, 'DELETE', take)).status).toBe(204);
    expect(await objectOf('kettle')).toMatchObject({
      takes: [{ file: 'two.mid' }],
      state: 'stale',
      stateNote: 'one.mid removed since the training',
    });
    expect((await ask(studio, 'GET', take)).status).toBe(404);
    const [entry] = (await objects()).removed;
    expect(entry).toMatchObject({ name: 'kettle', files: ['one.mid'] });
    const restored = await ask(studio, 'POST', `/api/removed/${entry?.entry}`);
    expect(restored.answer).toMatchObject({ state: 'trained', takes: [{}, {}] });
    expect((await objects()).removed).toEqual([]);
  });

  it('removes objects, also one that ships, and brings them back', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    for (const name of ['kettle', 'clock']) {
      expect((await ask(studio, 'DELETE', `/api/objects/${name}`)).status).toBe(204);
      expect(await objectOf(name)).toBe(undefined);
    }
    const { removed } = await objects();
    expect(removed.map(({ name, files }) => [name, files])).toEqual([
      ['clock', []],
      ['kettle', []],
    ]);
    for (const { entry, name } of removed) {
      expect((await ask(studio, 'POST', `/api/removed/${entry}`)).status).toBe(200);
      expect(await objectOf(name)).toMatchObject({ name, state: 'trained' });
      expect((await ask(studio, 'POST', `/api/removed/${entry}`)).status).toBe(404);
    }
  });

  it('deletes what was removed for good, but for what ships', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    for (const name of ['kettle', 'clock']) await ask(studio, 'DELETE', `/api/objects/${name}`);
    const { removed: before } = await objects();
    expect(before.map(({ name, isDeletable }) => [name, isDeletable])).toEqual([
      ['clock', true],
      ['kettle', true],
    ]);
    expect((await ask(studio, 'DELETE', '/api/removed')).status).toBe(204);
    const { removed } = await objects();
    expect(removed.map(({ name, isDeletable }) => [name, isDeletable])).toEqual([['clock', false]]);
    expect((await ask(studio, 'POST', `/api/removed/${before[1]?.entry}`)).status).toBe(404);
    expect((await ask(studio, 'POST', `/api/removed/${removed[0]?.entry}`)).status).toBe(200);
    expect(await objectOf('clock')).toMatchObject({ state: 'trained' });
  });

  it('changes what an object says of itself, and goes on playing under another name', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    const { status, answer } = await change('kettle', {
      name: 'samovar',
      labels: ['Wine glass', 'tv'],
      text: 'It hums.\nAnd it sings.',
      instrument: 'harpsichord',
    });
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      name: 'samovar',
      labels: ['wine glass', 'tv'],
      text: 'It hums.\nAnd it sings.',
      instrument: 'harpsichord',
      program: 6,
      state: 'trained',
    });
    expect(await readdir(join(home.path, 'objects'))).toContain('samovar');
    expect((await change('kettle', { text: 'x' })).status).toBe(404);
    expect((await change('samovar', { name: 'clock' })).status).toBe(422);
    expect((await change('samovar', { labels: [] })).answer.message).toContain('label');
    expect((await change('samovar', {})).answer.message).toContain('something to change');
  });

  it('changes an object that has no label, which plays where its box is named', async () => {
    await putTrainedObject(home.path, { name: 'lamp', labels: [] });
    expect((await change('lamp', { text: 'It hums.' })).answer).toMatchObject({
      text: 'It hums.',
      labels: [],
    });
    expect((await change('lamp', { name: 'floor lamp' })).answer.state).toBe('trained');
  });

  it.each([
    ['GET', '/api/objects/..%2F..%2Fetc/takes/passwd'],
    ['GET', '/api/objects/clock/takes/..%2Fobject.json'],
    ['DELETE', '/api/objects/..%2F..'],
    ['DELETE', '/api/objects/nobody'],
    ['PATCH', '/api/objects/%2e%2e'],
    ['POST', '/api/removed/1-..%2Fkettle'],
    ['POST', '/api/objects/nobody/training'],
    ['DELETE', '/api/objects/clock/training'],
  ])('knows nothing of %s %s', async (method, path) => {
    const { status } = await ask(studio, method, path, method === 'PATCH' ? {} : undefined);
    expect(status).toBe(404);
    expect(await everythingIn(home.path)).toEqual([]);
  });
});
