import type { Session } from '../session.js';
import { StudioError } from '../studioServer.js';

/**
 * Asks the server for something of the room that is shown; one that made room for others there is opened again for it.
 *
 * @returns undefined where no room is shown
 */
export type OfRoom = <Answer>(
  ask: (room: string) => Promise<Answer>,
) => Promise<Answer | undefined>;

export function openOfRoom({
  session,
  openAgain,
}: {
  readonly session: Pick<Session, 'room'>;
  readonly openAgain: () => Promise<void>;
}): OfRoom {
  const shown = () => session.room.value?.room;
  return async (ask) => {
    const room = shown();
    if (room === undefined) return undefined;
    try {
      return await ask(room);
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'gone') throw error;
      await openAgain();
      return ask(shown() ?? room);
    }
  };
}
