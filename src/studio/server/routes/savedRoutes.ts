import { Hono } from 'hono';
import {
  emptyRemovedRooms,
  findRoomRevision,
  MirrorError,
  type RoomSaved,
  readRemovedRoom,
  readSavedRoom,
  removeSavedRoom,
  renameSavedRoom,
  restoreSavedRoom,
  type SavedRoom,
  savedRoomRevision,
  saveRoom,
} from '../../../index.js';
import type {
  RemovedRoomAnswer,
  RoomChange,
  RoomNameAnswer,
  SaveAnswer,
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

/** A revision is a SHA-256 in hexadecimal. */
const MOST_REVISION = 64;

/**
 * Rooms of the collection: saved, opened again as they were, renamed, removed, restored and deleted for good. The
 * document is the page's own and is kept as it is. Every page hears of a change.
 */
export function savedRoutes(tools: RoomRouteTools & { readonly home: string }): Hono {
  const { rooms, queue, hub, home } = tools;
  const open = openStoredRooms(tools);
  const openSaved = async (saved: SavedRoom, job: string | undefined) => {
    const { photo, title, document } = saved;
    const room = await queue(() => open({ bytes: photo, title }, job));
    const revision = savedRoomRevision(saved);
    return { ...describeRoom(room), document, revision } satisfies SavedRoomAnswer;
  };
  const announce = (change: RoomChange) => hub.publish({ kind: 'rooms', change });
  return new Hono()
    .put('/api/saved/:name', async ({ req, json }) => {
      const name = req.param('name');
      const { room: id, document, revision, mayReplace } = await readJson(req.raw);
      const { title, source } = rooms.find(`${id}`);
      if (source === undefined) {
        throw new MirrorError(
          'input',
          'Expected a photo that is small enough to be saved with its room but this one is too large. Make it smaller and open it again.',
        );
      }
      const room = { title, photo: source, document };
      const replaces =
        revision === undefined
          ? null
          : text(revision, { name: 'revision', most: MOST_REVISION, least: 0 });
      const known = [undefined, replaces, savedRoomRevision(room)];
      // A save that comes in between is seen by saveRoom, which keeps what it replaces.
      if (mayReplace !== true && !known.includes(await findRoomRevision(home, name))) {
        throw refusal(409, 'a room of that name was saved elsewhere meanwhile');
      }
      const saved = await saveRoom(home, name, room, { replaces });
      announce({ what: 'saved', name: name.normalize('NFC') });
      return json(saveAnswer(saved));
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

function saveAnswer({ revision, removed }: RoomSaved): SaveAnswer {
  return {
    revision,
    removed: removed === undefined ? null : { entry: removed.number, name: removed.name },
  };
}

/** What a request says becomes no path. */
function entryOf(word: string): number {
  if (!/^[1-9]\d{0,8}$/.test(word)) throw refusal(404, 'there is no such entry');
  return Number(word);
}
