import type { RoomChange, StudioEvent } from '../../protocol/answers.js';
import { errorLine } from './pageLine.js';
import type { openPhotos } from './photos.js';
import type { RoomAddress } from './rooms.js';
import type { Session } from './session.js';
import type { StudioServer } from './studioServer.js';

/** What came of a change: the change itself, with the name that the room has or had, or what is wrong, in a line. */
export type RoomOutcome<Change> =
  | { readonly isDone: true; readonly change: Change }
  | { readonly isDone: false; readonly complaint: string };

/** A change of one room. */
type NamedChange = Extract<RoomChange, { readonly name: string }>;

/**
 * The rooms of the collection as a list: each can be renamed, removed and restored, those that were removed can be
 * deleted for good, and the one that is shown stays open.
 */
export function openSavedRooms({
  session,
  address,
  server,
  readStudio,
  photos,
  fail,
}: {
  readonly session: Session;
  readonly address: RoomAddress;
  readonly server: Pick<
    StudioServer,
    'renameRoom' | 'removeRoom' | 'restoreRoom' | 'emptyRemovedRooms'
  >;
  readonly readStudio: () => Promise<void>;
  readonly photos: Pick<ReturnType<typeof openPhotos>, 'source' | 'follow'>;
  readonly fail: (error: unknown) => void;
}) {
  let isGreeted = false;
  const follow = (change: RoomChange) => {
    const now = photos.follow(change);
    if (now !== undefined) address.write(now.kind === 'saved' ? now : undefined);
  };
  /** What was removed while the server could not say so. */
  const followMissed = () => {
    const source = photos.source.value;
    const { saved = [], removedRooms = [] } = session.studio.value ?? {};
    if (source?.kind !== 'saved' || saved.includes(source.name)) return;
    const removed = removedRooms.find(({ name }) => name === source.name);
    if (removed !== undefined) follow({ what: 'removed', ...removed });
  };
  const attempt = async <Change extends RoomChange>(
    act: () => Promise<Change>,
  ): Promise<RoomOutcome<Change>> => {
    try {
      const change = await act();
      follow(change);
      // It is done, whether or not the list can be read now.
      await readStudio().catch(fail);
      return { isDone: true, change };
    } catch (error) {
      return { isDone: false, complaint: errorLine(error) };
    }
  };
  return {
    onEvent: (event: StudioEvent) => {
      if (event.kind === 'rooms') {
        follow(event.change);
        void readStudio().catch(fail);
      }
      if (event.kind !== 'hello') return;
      if (isGreeted) void readStudio().then(followMissed).catch(fail);
      isGreeted = true;
    },
    actions: {
      renameRoom: (formerName: string, to: string) =>
        attempt<NamedChange>(async () => {
          const { name } = await server.renameRoom(formerName, to);
          return { what: 'renamed', formerName, name };
        }),
      removeRoom: (name: string) =>
        attempt<NamedChange>(async () => ({ what: 'removed', ...(await server.removeRoom(name)) })),
      restoreRoom: (entry: number) =>
        attempt<NamedChange>(async () => ({
          what: 'restored',
          entry,
          ...(await server.restoreRoom(entry)),
        })),
      emptyRemovedRooms: () =>
        attempt<RoomChange>(async () => {
          await server.emptyRemovedRooms();
          return { what: 'emptied' };
        }),
    },
  };
}
