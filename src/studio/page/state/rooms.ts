import { FIRST_SAMPLE, type SaveAnswer } from '../../protocol/answers.js';
import type { openDocument, UnsavedChanges } from './document/documentActions.js';
import { errorLine } from './pageLine.js';
import type { PhotoSource } from './photoSource.js';
import type { openPhotos } from './photos.js';
import type { Session } from './session.js';
import { StudioError, type StudioServer } from './studioServer.js';

/** A room that can be opened again by its name. */
export type NamedRoom = Exclude<PhotoSource, { kind: 'photo' | 'removed' }>;

/** Where the page keeps which room is open, for a reload. */
export interface RoomAddress {
  readonly read: () => NamedRoom | undefined;
  /** @param room undefined for one that has no name yet */
  readonly write: (room: NamedRoom | undefined) => void;
}

/** A room as it was shown last. */
export interface KeptRoom {
  readonly source: PhotoSource;
  /** Undefined where nothing was changed: the room may be saved otherwise from another tab meanwhile. */
  readonly unsaved?: UnsavedChanges;
}

/**
 * Where a tab keeps the room that it shows, saved or not: when the tab loads the page again, from the same studio or from one that
 * was started anew on the same port, it shows that room.
 */
export interface KeptRooms {
  /**
   * @param home folder of the collection that it was shown with; null for none
   * @returns undefined where nothing is kept
   */
  readonly read: (home: string | null) => Promise<KeptRoom | undefined>;
  /** What cannot be kept is not, and the page goes on without. */
  readonly write: (home: string | null, room: KeptRoom) => void;
}

const CHANGED_ELSEWHERE =
  'Nothing was saved yet: a room of that name was saved elsewhere meanwhile. Replace it, and it waits under Removed, or choose another name.';

/** Why nothing was saved. */
export interface SaveFailure {
  readonly line: string;
  /** Whether it is since a room of that name was saved elsewhere, which may be replaced all the same. */
  readonly isChanged: boolean;
}

/** Which room is shown, and under which name it is kept. */
export function openRooms({
  session,
  address,
  kept,
  server,
  readStudio,
  ofRoom,
  photos,
  documentOf,
}: {
  readonly session: Session;
  readonly address: RoomAddress;
  readonly kept: Pick<KeptRooms, 'read'>;
  readonly server: Pick<StudioServer, 'save'>;
  readonly readStudio: () => Promise<void>;
  readonly ofRoom: <Answer>(ask: (room: string) => Promise<Answer>) => Promise<Answer | undefined>;
  readonly photos: Pick<ReturnType<typeof openPhotos>, 'open' | 'noteSaved' | 'revisionOf'>;
  readonly documentOf: Pick<ReturnType<typeof openDocument>, 'document' | 'noteSaved'>;
}) {
  const { open } = photos;
  const isThere = (source: PhotoSource): boolean => {
    const { saved = [], samples = [], removedRooms = [] } = session.studio.value ?? {};
    if (source.kind === 'photo') return true;
    if (source.kind === 'removed') return removedRooms.some(({ entry }) => entry === source.entry);
    return (source.kind === 'saved' ? saved : samples).includes(source.name);
  };
  return {
    /** The room that this tab showed last, unless its address names another; else the room of the address, or the first sample. */
    openFirst: async (): Promise<void> => {
      const named = address.read();
      const last = await kept.read(session.studio.value?.home ?? null);
      if (last !== undefined && isThere(last.source) && isNamed(last.source, named)) {
        return open(last.source, last.unsaved);
      }
      return open(named && isThere(named) ? named : { kind: 'sample', name: FIRST_SAMPLE });
    },
    actions: {
      openPhoto: (file: File) => open({ kind: 'photo', file }),
      openSaved: (name: string) => open({ kind: 'saved', name }),
      openSample: (name: string) => open({ kind: 'sample', name }),
      /**
       * Saves the room with all that was made of it; it opens again as it is.
       *
       * @param options.mayReplace whether a room of that name is replaced that is not the one as this tab knows it; it
       *   waits among the removed ones
       * @returns undefined where it was saved
       */
      save: async (
        name: string,
        { mayReplace = false }: { readonly mayReplace?: boolean } = {},
      ): Promise<SaveFailure | undefined> => {
        const document = documentOf.document.value;
        let saved: SaveAnswer | undefined;
        try {
          saved = await ofRoom((room) => {
            const revision = photos.revisionOf(name);
            return server.save(name, { room, document, revision, mayReplace });
          });
        } catch (error) {
          const isChanged = error instanceof StudioError && error.code === 'changed';
          const line = isChanged ? CHANGED_ELSEWHERE : `Nothing was saved. ${errorLine(error)}`;
          return { line, isChanged };
        }
        if (saved === undefined) return undefined;
        documentOf.noteSaved(document);
        photos.noteSaved(name, saved.revision);
        address.write({ kind: 'saved', name });
        // It is saved, whether or not the list can be read now.
        await readStudio().catch(() => {});
        const rest =
          saved.removed === null ? '' : ' The room that it replaced waits under Removed.';
        session.notice.value = { kind: 'note', text: `Saved as ${name}.${rest}` };
        return undefined;
      },
    },
  };
}

/** Whether the address means that room: one that names none means the room that was shown last. */
function isNamed(source: PhotoSource, named: NamedRoom | undefined): boolean {
  if (named === undefined) return true;
  return source.kind === named.kind && source.name === named.name;
}
