import type { NamedRoom, RoomAddress } from '../state/rooms.js';

const ROOM = /^#(saved|sample)=(.+)$/;

/** Keeps the room behind the # of the page's address: a reload opens it again. No server is told. */
export const roomAddress: RoomAddress = {
  read: () => {
    const [, kind, name] = ROOM.exec(location.hash) ?? [];
    return name === undefined
      ? undefined
      : ({ kind, name: decoded(name).normalize('NFC') } as NamedRoom);
  },
  write: (room) => {
    const hash = room && `#${room.kind}=${encodeURIComponent(room.name)}`;
    history.replaceState(null, '', hash ?? location.pathname);
  },
};

/** What a person has typed may be no code of anything. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
