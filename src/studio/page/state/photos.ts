import { batch, computed, signal } from '@preact/signals';
import type { RoomAnswer, StudioEvent } from '../../protocol/answers.js';
import type { Session } from './session.js';
import type { StudioServer } from './studioServer.js';

/** Where a room comes from, so that it can be opened again when the server was started anew. */
export type PhotoSource =
  | { readonly kind: 'photo'; readonly file: File }
  | { readonly kind: 'sample'; readonly name: string }
  | { readonly kind: 'saved'; readonly name: string }
  /** Saved, and removed since; it waits among the removed rooms. */
  | { readonly kind: 'removed'; readonly name: string; readonly entry: number };

/** Brings photos to the server and hears how far they are, and whether the server is there. */
export function openPhotos({
  server,
  session,
  fail,
  mayLeave,
  onOther,
  onEvent,
}: {
  readonly server: StudioServer;
  readonly session: Session;
  readonly fail: (error: unknown) => void;
  /** Asks whether the room that is shown may make room for another. */
  readonly mayLeave: () => Promise<boolean>;
  /** Hears of a room that takes the place of another, in the same moment, of the document that was saved with it, and where it is from. */
  readonly onOther: (document: unknown, source: PhotoSource) => void;
  /** Hears of everything that the server tells. */
  readonly onEvent?: (event: StudioEvent) => void;
}) {
  /** Of the room that is shown. */
  const source = signal<PhotoSource | undefined>(undefined);
  let isOnItsWay = false;
  let jobs = 0;
  let run: string | undefined;

  const send = (from: PhotoSource, job: string): Promise<RoomAnswer & { document?: unknown }> => {
    if (from.kind === 'sample') return server.openSample(from.name, { job });
    if (from.kind === 'saved') return server.openSaved(from.name, { job });
    if (from.kind === 'removed') return server.openRemoved(from.entry, { job });
    return server.openPhoto(from.file, { name: from.file.name, job });
  };

  /** The newest photo wins: what an older one becomes is not shown. Until it is there, the room before stays. */
  const open = async (from: PhotoSource): Promise<void> => {
    const job = `${++jobs}`;
    const isSame = source.value === from;
    isOnItsWay = true;
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
          source.value = from;
          onOther(room.document, from);
          session.piece.value = undefined;
        }
        session.room.value = room;
        session.photo.value = server.photoAddress(room.room);
      });
    } catch (error) {
      if (job !== `${jobs}`) return;
      const now = source.value;
      // It was renamed or removed while the server looked for it by its former name.
      if (isSame && now !== undefined && now !== from) return await open(now);
      session.busy.value = undefined;
      fail(error);
    } finally {
      if (job === `${jobs}`) isOnItsWay = false;
    }
  };
  /** The room that is shown, unless another is about to take its place. */
  const openAgain = async () => {
    if (source.value !== undefined && !isOnItsWay) await open(source.value);
  };

  return {
    open,
    openAgain,
    source,
    /** The name that the room which is shown is saved under; undefined where it is not. */
    savedName: computed(() => (source.value?.kind === 'saved' ? source.value.name : undefined)),
    /** The room that is shown can be opened again by a name. */
    noteSaved: (name: string) => {
      source.value = { kind: 'saved', name };
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
        onLost: (isFinal) => {
          session.connection.value = isFinal ? 'other' : 'lost';
        },
      }),
  };
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
