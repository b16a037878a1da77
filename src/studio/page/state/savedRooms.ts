import type { RoomChange, StudioEvent } from '../../protocol/answers.js';
import { followRoom } from './followRoom.js';
import { errorLine } from './pageLine.js';
import type { openPhotos } from './photos.js';
import type { RoomAddress } from './rooms.js';
import type { Session } from './session.js';
import type { StudioServer } from './studioServer.js';

/** What came of a change: the name that the room has or had, or what is wrong, in a line. */
export type RoomOutcome =
  | { readonly isDone: true; readonly name: string }
  | { readonly isDone: false; readonly complaint: string };

/** The rooms of the collection as a list: each can be renamed, removed and restored, and the one that is shown stays open. */
export function openSavedRooms({
  session,
  address,
  server,
  photos,
  fail,
}: {
  readonly session: Session;
  readonly address: RoomAddress;
  readonly server: Pick<StudioServer, 'studio' | 'renameRoom' | 'removeRoom' | 'restoreRoom'>;
  readonly photos: Pick<ReturnType<typeof openPhotos>, 'source'>;
  readonly fail: (error: unknown) => void;
}) {
  let isGreeted = false;
  const follow = (change: RoomChange) => {
    const source = photos.source.value;
    if (source === undefined) return;
    const now = followRoom(source, change);
    if (now === source) return;
    photos.source.value = now;
    address.write(now.kind === 'saved' ? now : undefined);
  };
  const read = async () => {
    session.studio.value = await server.studio();
  };
  /** What was removed while the server could not say so. */
  const followMissed = () => {
    const source = photos.source.value;
    const { saved = [], removedRooms = [] } = session.studio.value ?? {};
    if (source?.kind !== 'saved' || saved.includes(source.name)) return;
    const removed = removedRooms.find(({ name }) => name === source.name);
    if (removed !== undefined) follow({ what: 'removed', ...removed });
  };
  const attempt = async (act: () => Promise<RoomChange>): Promise<RoomOutcome> => {
    try {
      const change = await act();
      follow(change);
      await read();
      return { isDone: true, name: change.name };
    } catch (error) {
      return { isDone: false, complaint: errorLine(error) };
    }
  };
  return {
    onEvent: (event: StudioEvent) => {
      if (event.kind === 'rooms') {
        follow(event.change);
        void read().catch(fail);
      }
      if (event.kind !== 'hello') return;
      if (isGreeted) void read().then(followMissed).catch(fail);
      isGreeted = true;
    },
    actions: {
      renameRoom: (formerName: string, to: string) =>
        attempt(async () => {
          const { name } = await server.renameRoom(formerName, to);
          return { what: 'renamed', formerName, name };
        }),
      removeRoom: (name: string) =>
        attempt(async () => ({ what: 'removed', ...(await server.removeRoom(name)) })),
      restoreRoom: (entry: number) =>
        attempt(async () => ({ what: 'restored', entry, ...(await server.restoreRoom(entry)) })),
    },
  };
}
