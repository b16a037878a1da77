import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { MirrorError, openCollection, openComposer, readPhoto } from '../../../src/index.js';
import { composeRoom } from '../../../src/studio/server/rooms/composeRoom.js';
import type { Room } from '../../../src/studio/server/rooms/room.js';
import { KITCHEN } from '../../cli/runMirror.js';

it('a room plays on where what was chosen is for an object that was removed or is broken', async () => {
  const photo = await readPhoto(await readFile(KITCHEN));
  const error = new MirrorError('input', 'oven/object.json: Expected JSON. Correct it.');
  const broken = [{ folder: '/home/objects/oven', shelf: 'home', error }] as const;
  const collection = { ...(await openCollection()), broken };
  const room = { photo, title: 'x', collection, composer: openComposer(photo, { collection }) };
  const box = { x: 0, y: 0, width: 300, height: 300 };
  const detections = [
    { label: 'clock', confidence: 0.9, box },
    { label: 'oven', confidence: 0.9, box },
  ] as const;
  const compose = (choices: Parameters<typeof composeRoom>[1]) =>
    composeRoom(
      room as unknown as Room,
      { bars: 2, detections, ...choices },
      { detector: { backend: { name: 'wasm' } } },
    );
  const { report } = await compose({
    instruments: { teapot: 'tuba', oven: 'tuba', clock: 'violin' },
    takeOffs: { oven: [0] },
  });
  const programs = new Map(report.tracks.map(({ object, program }) => [object, program]));
  expect(programs.get('clock')).toBe(40);
  expect(programs.has('oven')).toBe(true);
  expect(programs.get('oven')).not.toBe(58);
  expect(report.notes).toContainEqual(expect.stringMatching(/the starter's oven stands in for it/));
});
