import { Hono } from 'hono';
import { countTaught } from '../../../index.js';
import type { TeachAnswer } from '../../protocol/teaching.js';
import { teachRoom } from '../rooms/teachRoom.js';
import { readJson } from '../uploads/readJson.js';
import { readTeaching } from '../uploads/readTeaching.js';
import type { RoomRouteTools } from './roomRoutes.js';

/** What a thing looks like, from boxes of a room. */
export function teachRoutes(tools: RoomRouteTools & { readonly home: string }): Hono {
  const { rooms, queue, home, changes } = tools;
  return new Hono().post('/api/rooms/:room/teach', async ({ req, json }) => {
    const room = rooms.find(req.param('room'));
    const teaching = readTeaching(await readJson(req.raw));
    const detector = await tools.detector;
    const signal = AbortSignal.any([tools.signal, req.raw.signal]);
    const { object, boxes } = await queue(() =>
      teachRoom(room, teaching, { home, detector, signal }),
    );
    changes.announce();
    const { positives } = countTaught(object);
    return json({ object: object.name, boxes, photos: positives } satisfies TeachAnswer, 201);
  });
}
