import { Hono } from 'hono';
import {
  emptyRemovedRooms,
  MirrorError,
  readRemovedRoom,
  readSavedRoom,
  removeSavedRoom,
  renameSavedRoom,
  restoreSavedRoom,
  type SavedRoom,
  saveRoom,
} from '../../../index.js';
import type {
  RemovedRoomAnswer,
  RoomChange,
  RoomNameAnswer,
  SavedRoomAnswer,
} from '../../protocol/answers.js';
import { refusal } from '../refusal.js';
import { openStoredRooms } from '../rooms/openStoredRooms.js';
import { describeRoom } from '../rooms/room.js';
import { text } from '../uploads/jsonFields.js';
import { readJson } from '../uploads/readJson.js';
import type { RoomRouteTools } from './roomRoutes.js';

/** Longer than any name that is taken; what is wrong with one is said where names are checked. */
const MOST_NAME = 200;

/**
 * Rooms of the collection: saved, opened again as they were, renamed, removed, restored and deleted for good. The document is the page's own and is kept
 * as it is. Every page hears of a change.
 */
export function savedRoutes(tools: RoomRouteTools & { readonly home: string }): Hono {
  const { rooms, queue, hub, home } = tools;
  const open = openStoredRooms(tools);
  const openSaved = async ({ photo, title, document }: SavedRoom, job: string | undefined) => {
    const room = await queue(() => open({ bytes: photo, title }, job));
    return { ...describeRoom(room), document } satisfies SavedRoomAnswer;
  };
  const announce = (change: RoomChange) => hub.publish({ kind: 'rooms', change });
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
      announce({ what: 'saved', name: name.normalize('NFC') });
      return body(null, 204);
    })
    .post('/api/saved/:name', async ({ req, json }) => {
      const saved = await readSavedRoom(home, req.param('name'));
      return json(await openSaved(saved, req.query('job')), 201);
    })
    .patch('/api/saved/:name', async ({ req, json }) => {
      const formerName = req.param('name').normalize('NFC');
      const given = await readJson(req.raw);
      const wanted = text(given.name, { name: 'name', most: MOST_NAME, least: 0 });
      const name = await renameSavedRoom(home, formerName, wanted);
      if (name !== formerName) announce({ what: 'renamed', formerName, name });
      return json({ name } satisfies RoomNameAnswer);
    })
    .delete('/api/saved/:name', async ({ req, json }) => {
      const { number: entry, name } = await removeSavedRoom(home, req.param('name'));
      announce({ what: 'removed', name, entry });
      return json({ entry, name } satisfies RemovedRoomAnswer);
    })
    .delete('/api/removed-rooms', async ({ body }) => {
      await emptyRemovedRooms(home);
      announce({ what: 'emptied' });
      return body(null, 204);
    })
    .post('/api/removed-rooms/:entry', async ({ req, json }) => {
      const entry = entryOf(req.param('entry'));
      const name = await restoreSavedRoom(home, entry);
      announce({ what: 'restored', entry, name });
      return json({ name } satisfies RoomNameAnswer);
    })
    .post('/api/removed-rooms/:entry/room', async ({ req, json }) => {
      const saved = await readRemovedRoom(home, entryOf(req.param('entry')));
      return json(await openSaved(saved, req.query('job')), 201);
    });
}

/** What a request says becomes no path. */
function entryOf(word: string): number {
  if (!/^[1-9]\d{0,8}$/.test(word)) throw refusal(404, 'there is no such entry');
  return Number(word);
}
