import { Hono } from 'hono';
import { MirrorError, readSavedRoom, saveRoom } from '../../../index.js';
import type { SavedRoomAnswer } from '../../protocol/answers.js';
import { openStoredRooms } from '../rooms/openStoredRooms.js';
import { describeRoom } from '../rooms/room.js';
import { readJson } from '../uploads/readJson.js';
import type { RoomRouteTools } from './roomRoutes.js';

/** Rooms of the collection: saved, and opened again as they were. The document is the page's own and is kept as it is. */
export function savedRoutes(tools: RoomRouteTools & { readonly home: string }): Hono {
  const { rooms, queue, home } = tools;
  const open = openStoredRooms(tools);
  return new Hono()
    .put('/api/saved/:name', async ({ req, body }) => {
      const name = req.param('name');
      const { room: id, document } = await readJson(req.raw);
      const { title, source } = rooms.find(`${id}`);
      if (source === undefined) {
        throw new MirrorError(
          'input',
          'Expected a photo that is small enough to be saved with its room but this one is too large. Make it smaller and open it again.',
        );
      }
      await saveRoom(home, name, { title, photo: source, document });
      return body(null, 204);
    })
    .post('/api/saved/:name', async ({ req, json }) => {
      const saved = await readSavedRoom(home, req.param('name'));
      const { title, photo, document } = saved;
      const room = await queue(() => open({ bytes: photo, title }, req.query('job')));
      return json({ ...describeRoom(room), document } satisfies SavedRoomAnswer, 201);
    });
}
