import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireTrainingLock } from '../../../src/collection/decoders/writeDecoder.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { mirrorObject, readDecoder, seededRandom, trainingState } from '../../../src/index.js';
import { writeMidi } from '../../../src/output/writeMidi.js';
import type { StudioEvent } from '../../../src/studio/protocol/answers.js';
import type { ObjectsAnswer, TrainingAnswer } from '../../../src/studio/protocol/objects.js';
import { putObject, putTrainedObject } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { ask, openDraftOf, uploadTo } from './askStudio.js';
import { type BuiltStudio, listenToEvents, startBuiltStudio } from './builtStudio.js';

const home = useTemporaryFolder();
const temporary = useTemporaryFolder();

let studio: BuiltStudio;

const start = async () => {
  studio = await startBuiltStudio({ folder: home.path, temporary: temporary.path });
};

beforeEach(start);
afterEach(() => studio.close());

type TrainingEvent = Extract<StudioEvent, { kind: 'training' }>;

const begin = (name: string) =>
  ask<TrainingAnswer>(studio, 'POST', `/api/objects/${name}/training`);
const cancel = (name: string) => ask(studio, 'DELETE', `/api/objects/${name}/training`);
const listed = async () => (await ask<ObjectsAnswer>(studio, 'GET', '/api/objects')).answer;
const isOf =
  (object: string, ...states: TrainingAnswer['state'][]) =>
  (event: StudioEvent) =>
    event.kind === 'training' && event.object === object && states.includes(event.state);

/** A recording that a training takes longer with than a few notes. */
function longTake(seed: string): Uint8Array {
  const random = seededRandom(seed);
  const notes = Array.from({ length: 2000 }, (_, i) => ({
    pitch: 43 + Math.floor(random() * 31),
    startTicks: i * 240,
    durationTicks: 101 + Math.floor(random() * 120),
    velocity: 37 + Math.floor(random() * 61),
  }));
  return writeMidi({
    title: seed,
    tempoBpm: 83,
    timeSignature: { beats: 4, beatUnit: 4 },
    lengthTicks: 2000 * 240,
    parts: [{ name: 'piano', midiChannel: 0, program: 0, gainDb: 0, pan: 0, notes }],
  });
}

/** Makes a trained object stale, with so much to learn that its training is still under way a moment later. */
async function addLongTake(name: string): Promise<void> {
  const draft = await openDraftOf(studio);
  await uploadTo(studio, { draft, name: 'long.mid', bytes: longTake(name) });
  await ask(studio, 'POST', '/api/objects', { draft, name });
}

const own = async (name: string) => {
  const { objects } = await openCollection({ home: home.path });
  return objects.find((each) => each.name === name) as (typeof objects)[number];
};

describe('a training in the studio', () => {
  it('tells how far it is, and leaves a decoder of all takes', async () => {
    await putObject(home.path, { name: 'kettle' });
    const events = await listenToEvents(studio);
    const { status, answer } = await begin('kettle');
    expect([status, answer.state]).toEqual([202, 'waiting']);
    const done = (await events.until(isOf('kettle', 'done', 'failed'))) as TrainingEvent;
    expect(done).toMatchObject({ state: 'done', secondsLeft: 0, message: 'Learned 2 takes.' });
    expect(done.epoch).toBe(done.epochs);
    const told = events.all().filter(isOf('kettle', 'running')) as TrainingEvent[];
    const losses = told.flatMap(({ loss }) => loss ?? []);
    expect(losses.length).toBeGreaterThan(2);
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
    expect(told.flatMap(({ secondsLeft }) => secondsLeft ?? []).every((left) => left >= 0)).toBe(
      true,
    );
    await events.until(({ kind }) => kind === 'collection');
    expect((await trainingState(await own('kettle'))).state).toBe('trained');
    expect((await listed()).trainings).toEqual([expect.objectContaining({ state: 'done' })]);
    events.end();
  });

  it('comes one after another, and once where two pages ask for the same', async () => {
    for (const name of ['kettle', 'mill']) await putObject(home.path, { name });
    const events = await listenToEvents(studio);
    const answers = await Promise.all([begin('kettle'), begin('kettle'), begin('mill')]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await events.until(isOf('kettle', 'done'));
    await events.until(isOf('mill', 'done'));
    const running = events.all().filter(({ kind }) => kind === 'training') as TrainingEvent[];
    const order = running.filter(({ state }) => state === 'running').map(({ object }) => object);
    // Never a step of one between two of the other.
    expect(order.filter((name, i) => name !== order[i - 1]).toSorted()).toEqual(['kettle', 'mill']);
    expect(running.filter(({ state }) => state === 'done')).toHaveLength(2);
    events.end();
  });

  it('can be cancelled, waiting or under way, and the older decoder plays on', async () => {
    for (const name of ['kettle', 'mill']) await putTrainedObject(home.path, { name });
    const weights = () => readFile(join(home.path, 'models/kettle/weights.bin'));
    const before = await weights();
    await addLongTake('kettle');
    const events = await listenToEvents(studio);
    await begin('kettle');
    await begin('mill');
    await events.until(isOf('kettle', 'running'));
    expect((await ask(studio, 'DELETE', '/api/objects/kettle')).answer).toMatchObject({
      message: expect.stringContaining('kettle is being trained'),
    });
    for (const name of ['mill', 'kettle']) expect((await cancel(name)).status).toBe(204);
    expect((await cancel('kettle')).status).toBe(404);
    await events.until(isOf('kettle', 'cancelled'));
    await events.until(isOf('mill', 'cancelled'));
    expect((await weights()).equals(before)).toBe(true);
    // Once its thread has ended, its lock is gone too.
    const lock = await acquireTrainingLock(await own('kettle'), {});
    await lock.release();
    expect(events.all().some(isOf('kettle', 'done', 'failed'))).toBe(false);
    events.end();
  });

  it('waits for another process that trains the object, says so, and does not train again', async () => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    const lock = await acquireTrainingLock(object, {});
    const events = await listenToEvents(studio);
    await begin('kettle');
    const waiting = await events.until(
      (event) => event.kind === 'training' && event.message !== '',
    );
    expect(waiting).toMatchObject({
      state: 'waiting',
      message: expect.stringContaining(`Another mirror (process ${process.pid})`),
    });
    await lock.release();
    expect(await events.until(isOf('kettle', 'done'))).toMatchObject({
      message: 'It was trained meanwhile.',
    });
    events.end();
  });

  it('ends with its studio, by Ctrl-C, and leaves nothing behind', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    await addLongTake('kettle');
    const before = await everythingIn(home.path);
    const events = await listenToEvents(studio);
    await begin('kettle');
    await events.until(isOf('kettle', 'running'));
    await studio.close();
    events.end();
    // As all that is ended by Ctrl-C.
    expect(studio.process.exitCode).toBe(130);
    expect(await everythingIn(home.path)).toEqual(before);
    expect(await everythingIn(temporary.path)).toEqual([]);
  });

  it('says in a line why it cannot be', async () => {
    await putObject(home.path, { name: 'kettle', takes: [] });
    const events = await listenToEvents(studio);
    await begin('kettle');
    const failed = (await events.until(isOf('kettle', 'failed'))) as TrainingEvent;
    expect(failed.message).toContain('recording');
    expect((await begin('clock')).answer).toMatchObject({
      message: expect.stringContaining('clock ships with the program'),
    });
    events.end();
  });

  it('that is killed with its studio leaves the older decoder, and nothing that stays', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    await addLongTake('kettle');
    const before = await everythingIn(home.path);
    const events = await listenToEvents(studio);
    await begin('kettle');
    await events.until(
      (event) => event.kind === 'training' && event.epoch > 0 && event.state === 'running',
    );
    await studio.kill();
    events.end();
    const object = await own('kettle');
    expect((await readDecoder(object))?.recordings.map(({ name }) => name)).toEqual([
      'one.mid',
      'two.mid',
    ]);
    const score = await mirrorObject(object, { bars: 4 });
    expect(score.parts.length).toBeGreaterThan(0);

    const left = await everythingIn(temporary.path);
    expect(left).not.toEqual([]);
    await start();
    // What lay on the disk for a moment is taken away by the next studio.
    for (const path of left) expect(await everythingIn(temporary.path)).not.toContain(path);
    expect((await listed()).objects[0]).toMatchObject({ name: 'kettle', state: 'stale' });
    const again = await listenToEvents(studio);
    await begin('kettle');
    await again.until(isOf('kettle', 'running'));
    await cancel('kettle');
    await (await acquireTrainingLock(object, {})).release();
    expect(await everythingIn(home.path)).toEqual(before);
    again.end();
  });
});
