import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findObject, mapLatents, openCollection } from '../../../src/index.js';
import type { MapAnswer, PlacesAnswer } from '../../../src/studio/protocol/pad.js';
import { bearer, type StartedStudio, startStudio } from './startStudio.js';

let studio: StartedStudio;
beforeAll(async () => {
  studio = await startStudio({ collection: () => openCollection() });
});
afterAll(() => studio.close());

const ask = (path: string, body?: unknown) =>
  fetch(`http://127.0.0.1:${studio.port}/api/objects/${path}`, {
    headers: bearer(studio),
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
const heard = async (body: unknown): Promise<PlacesAnswer> => {
  const reply = await ask('wine-glass/phrases', body);
  expect(reply.status).toBe(200);
  return (await reply.json()) as PlacesAnswer;
};

describe('the map of an object over HTTP', () => {
  it('is the one of the library, made once however often it is asked for', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => ask('wine-glass/map')));
    const [answer, ...others] = (await Promise.all(replies.map((reply) => reply.json()))) as [
      MapAnswer,
      MapAnswer,
      MapAnswer,
    ];
    expect(others).toEqual([answer, answer]);
    const object = findObject(await openCollection(), 'wine-glass');
    const map = await mapLatents(object);
    expect(answer).toEqual({
      object: 'wine-glass',
      program: object.program,
      takes: map.takes,
      points: map.points.map(({ x, y, take }) => [x, y, take]),
      kinds: ['phrase', 'seed'],
    });
  });

  it('says what lies at a place, the same again, and something else by kind seed', async () => {
    const first = await heard({ places: [[0.3, 0.6]] });
    expect(first.notes.length).toBeGreaterThan(16);
    expect(first.latents).toHaveLength(1);
    expect(await heard({ places: [[0.3, 0.6]] })).toEqual(first);
    expect(await heard({ places: [[0.3, 0.6]], kind: 'seed' })).not.toEqual(first);
    const walk = await heard({
      places: [
        [0.3, 0.6],
        [0.35, 0.6],
      ],
      seed: 4,
    });
    expect(walk.startTicks).toHaveLength(2);
    expect(walk.lengthTicks).toBeGreaterThan(walk.startTicks[1] as number);
  });

  it.each([
    ['an object that is not there', 'teapot/phrases', { places: [[0, 0]] }, /teapot/],
    ['no places', 'wine-glass/phrases', {}, /places to be a list/],
    [
      'places of three numbers',
      'wine-glass/phrases',
      { places: [[0, 0, 0]] },
      /places to be a list/,
    ],
    ['places of words', 'wine-glass/phrases', { places: [['0', '1']] }, /places to be a list/],
    [
      'too many places',
      'wine-glass/phrases',
      { places: new Array(65).fill([0, 0]) },
      /1 to 64 .* 65/,
    ],
    ['a place beside the map', 'wine-glass/phrases', { places: [[2, 0]] }, /received 2, 0/],
    ['a kind that there is not', 'wine-glass/phrases', { places: [[0, 0]], kind: 'x' }, /kind/],
    ['a seed that is none', 'wine-glass/phrases', { places: [[0, 0]], seed: 'x' }, /seed/],
    ['a seed of another kind', 'wine-glass/phrases', { places: [[0, 0]], seed: true }, /seed/],
  ])('says in a line that it was asked for %s', async (_, path, body, line) => {
    const reply = await ask(path, body);
    expect(reply.status).toBe(422);
    expect(((await reply.json()) as { message: string }).message).toMatch(line);
    expect(studio.faults).toEqual([]);
  });
});
