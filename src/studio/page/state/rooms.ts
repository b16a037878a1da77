import { FIRST_SAMPLE } from '../../protocol/answers.js';
import type { PhotoSource } from './photos.js';
import type { Session } from './session.js';

/** A room that can be opened again by its name. */
export type NamedRoom = Exclude<PhotoSource, { kind: 'photo' }>;

/** Where the page keeps which room is open, for a reload. */
export interface RoomAddress {
  readonly read: () => NamedRoom | undefined;
  /** @param room undefined for one that has no name yet */
  readonly write: (room: NamedRoom | undefined) => void;
}

/** Which room is shown. */
export function openRooms({
  session,
  address,
  open,
}: {
  readonly session: Session;
  readonly address: RoomAddress;
  readonly open: (source: PhotoSource) => Promise<void>;
}) {
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
    },
  };
}
