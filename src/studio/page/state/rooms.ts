import { FIRST_SAMPLE } from '../../protocol/answers.js';
import type { openDocument } from './document/documentActions.js';
import type { PhotoSource } from './photoSource.js';
import type { openPhotos } from './photos.js';
import type { Session } from './session.js';
import type { StudioServer } from './studioServer.js';

/** A room that can be opened again by its name. */
export type NamedRoom = Exclude<PhotoSource, { kind: 'photo' | 'removed' }>;

/** Where the page keeps which room is open, for a reload. */
export interface RoomAddress {
  readonly read: () => NamedRoom | undefined;
  /** @param room undefined for one that has no name yet */
  readonly write: (room: NamedRoom | undefined) => void;
}

/** Which room is shown, and under which name it is kept. */
export function openRooms({
  session,
  address,
  server,
  ofRoom,
  photos,
  documentOf,
  fail,
}: {
  readonly session: Session;
  readonly address: RoomAddress;
  readonly server: Pick<StudioServer, 'save' | 'studio'>;
  readonly ofRoom: <Answer>(ask: (room: string) => Promise<Answer>) => Promise<Answer | undefined>;
  readonly photos: Pick<ReturnType<typeof openPhotos>, 'open' | 'noteSaved'>;
  readonly documentOf: Pick<ReturnType<typeof openDocument>, 'document' | 'noteSaved'>;
  readonly fail: (error: unknown) => void;
}) {
  const { open } = photos;
  return {
    /** The room of the address, or the first sample. */
    openFirst: (): Promise<void> => {
      const { saved = [], samples = [] } = session.studio.value ?? {};
      const room = address.read();
      const isThere = room && (room.kind === 'saved' ? saved : samples).includes(room.name);
      return open(isThere ? room : { kind: 'sample', name: FIRST_SAMPLE });
    },
    actions: {
      openPhoto: (file: File) => open({ kind: 'photo', file }),
      openSaved: (name: string) => open({ kind: 'saved', name }),
      openSample: (name: string) => open({ kind: 'sample', name }),
      /** Saves the room with all that was made of it; it opens again as it is. */
      save: async (name: string): Promise<void> => {
        try {
          const document = documentOf.document.value;
          await ofRoom((room) => server.save(name, { room, document }));
          documentOf.noteSaved(document);
          photos.noteSaved(name);
          address.write({ kind: 'saved', name });
          session.studio.value = await server.studio();
          session.notice.value = { kind: 'note', text: `Saved as ${name}.` };
        } catch (error) {
          fail(error);
        }
      },
    },
  };
}
