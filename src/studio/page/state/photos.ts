import { batch, computed, signal } from '@preact/signals';
import type {
  RoomAnswer,
  RoomChange,
  SavedRoomAnswer,
  StudioEvent,
} from '../../protocol/answers.js';
import type { UnsavedChanges } from './document/documentActions.js';
import { followRoom, type PhotoSource } from './photoSource.js';
import type { Session } from './session.js';
import { StudioError, type StudioServer } from './studioServer.js';

/** A room, with what was saved of it where it was. */
type OpenedRoom = RoomAnswer & Partial<Pick<SavedRoomAnswer, 'document' | 'revision'>>;

/** Brings photos to the server and hears how far they are, and whether the server is there. */
export function openPhotos({
  server,
  session,
  readStudio,
  fail,
  mayLeave,
  onOther,
  onEvent,
}: {
  readonly server: StudioServer;
  readonly session: Session;
  readonly readStudio: () => Promise<void>;
  readonly fail: (error: unknown) => void;
  /** Asks whether the room that is shown may make room for another. */
  readonly mayLeave: () => Promise<boolean>;
  /**
   * Hears of a room that takes the place of another, in the same moment, of the document that was saved with it, and
   * where it is from; and of what was changed in this tab and not saved.
   */
  readonly onOther: (
    document: unknown,
    source: PhotoSource,
    unsaved: UnsavedChanges | undefined,
  ) => void;
  /** Hears of everything that the server tells. */
  readonly onEvent?: (event: StudioEvent) => void;
}) {
  /** Of the room that is shown. */
  const source = signal<PhotoSource | undefined>(undefined);
  /** Of the room that is about to take its place, or of the same one while it is opened again; undefined while none is on its way. */
  let coming: PhotoSource | undefined;
  /** Of the saved room that the document was opened from or saved as last. */
  let revision: string | undefined;
  let jobs = 0;
  let run: string | undefined;

  const send = (from: PhotoSource, job: string): Promise<OpenedRoom> => {
    if (from.kind === 'sample') return server.openSample(from.name, { job });
    if (from.kind === 'saved') return server.openSaved(from.name, { job });
    if (from.kind === 'removed') return server.openRemoved(from.entry, { job });
    return server.openPhoto(from.file, { name: from.file.name, job });
  };

  /**
   * The newest photo wins: what an older one becomes is not shown. Until it is there, the room before stays.
   *
   * @param unsaved what was changed and not saved when this tab showed the room last
   */
  const open = async (from: PhotoSource, unsaved?: UnsavedChanges): Promise<void> => {
    const job = `${++jobs}`;
    const isSame = source.value === from;
    coming = from;
    batch(() => {
      session.busy.value = from.kind === 'photo' ? 'sending' : 'detect';
      // What was said of something else stays until it is read.
      if (session.notice.value?.kind === 'error') session.notice.value = undefined;
    });
    try {
      const tooLarge = sizeComplaint(from, session.studio.value?.mostPhotoBytes);
      if (tooLarge !== undefined) throw new Error(tooLarge);
      const room = await send(from, job);
      const isWanted = isSame || session.room.value === undefined || (await mayLeave());
      if (job !== `${jobs}`) return;
      if (!isWanted) {
        session.busy.value = undefined;
        return;
      }
      batch(() => {
        session.busy.value = undefined;
        // The same room of a server that was started anew keeps all that was made of it, and a name that it was given meanwhile.
        if (!isSame) {
          // Another tab may have renamed or removed it while it was on its way.
          const now = coming ?? from;
          source.value = now;
          revision = room.revision;
          onOther(room.document, now, unsaved);
          session.piece.value = undefined;
        }
        session.room.value = room;
        session.photo.value = server.photoAddress(room.room);
      });
    } catch (error) {
      // The list that it was chosen from is out of date; what another tab has done is told meanwhile.
      if (isNotThere(error)) await readStudio().catch(() => {});
      if (job !== `${jobs}`) return;
      const now = coming ?? from;
      // It was renamed or removed while the server looked for it by its former name.
      if (now !== from) return await open(now, unsaved);
      session.busy.value = undefined;
      fail(error);
    } finally {
      if (job === `${jobs}`) coming = undefined;
    }
  };
  /** The room that is shown, unless another is about to take its place. */
  const openAgain = async () => {
    if (source.value !== undefined && coming === undefined) await open(source.value);
  };

  return {
    open,
    openAgain,
    source,
    /** The name that the room which is shown is saved under; undefined where it is not. */
    savedName: computed(() => (source.value?.kind === 'saved' ? source.value.name : undefined)),
    /**
     * Knows the room that is shown, and the one that is on its way, by the name that it has after a change.
     *
     * @returns where the room that is shown is from by now; undefined where the change is not about it
     */
    follow: (change: RoomChange): PhotoSource | undefined => {
      const shown = source.value;
      const isSame = coming !== undefined && coming === shown;
      const now = shown && followRoom(shown, change);
      source.value = now;
      coming = isSame ? now : coming && followRoom(coming, change);
      return now === shown ? undefined : now;
    },
    /**
     * Revision of the room that is shown as this tab read or saved it last, whatever was saved elsewhere meanwhile;
     * undefined under any name but its own.
     */
    revisionOf: (name: string): string | undefined =>
      source.value?.kind === 'saved' && source.value.name === name ? revision : undefined,
    /** The room that is shown can be opened again by a name. */
    noteSaved: (name: string, saved: string) => {
      revision = saved;
      const now: PhotoSource = { kind: 'saved', name };
      if (coming !== undefined && coming === source.value) coming = now;
      source.value = now;
    },
    listen: () =>
      server.listen({
        onEvent: (event) => {
          onEvent?.(event);
          if (event.kind === 'stage' && event.job === `${jobs}`) session.busy.value = event.stage;
          if (event.kind !== 'hello') return;
          session.connection.value = 'open';
          const isOther = run !== undefined && run !== event.run;
          run = event.run;
          if (isOther) void openAgain();
        },
        onLost: (isUnknown) => {
          session.connection.value = isUnknown ? 'unknown' : 'lost';
        },
      }),
  };
}

function isNotThere(error: unknown): boolean {
  return error instanceof StudioError && error.code === 'input';
}

/** Said before anything is sent. */
function sizeComplaint(
  from: PhotoSource,
  mostBytes = Number.POSITIVE_INFINITY,
): string | undefined {
  if (from.kind !== 'photo' || from.file.size <= mostBytes) return undefined;
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  return `${from.file.name} has ${megabytes(from.file.size)} MB and ${megabytes(mostBytes)} are the most. Make it smaller.`;
}
