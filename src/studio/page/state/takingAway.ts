import type { StudioEvent, TakeAwayFormat } from '../../protocol/answers.js';
import type { PieceSettings } from '../../protocol/pieceSettings.js';
import type { Session } from './session.js';
import type { StudioServer } from './studioServer.js';

/** The piece as files: one at a time, with how far it is, and it can be called off. */
export function openTakingAway({
  session,
  server,
  ofRoom,
  asked,
  fail,
}: {
  readonly session: Session;
  readonly server: Pick<StudioServer, 'file'>;
  readonly ofRoom: <Answer>(ask: (room: string) => Promise<Answer>) => Promise<Answer | undefined>;
  readonly asked: (room: string) => Promise<PieceSettings>;
  readonly fail: (error: unknown) => void;
}) {
  let jobs = 0;
  let calledOff: AbortController | undefined;
  return {
    /** The very bytes that the command line writes; undefined where it was called off or does not work out. */
    takeAway: async (format: TakeAwayFormat): Promise<Blob | undefined> => {
      const job = `file ${++jobs}`;
      const own = new AbortController();
      calledOff?.abort();
      calledOff = own;
      session.busy.value = 'file';
      session.fileDone.value = 0;
      const { signal } = own;
      try {
        return await ofRoom(async (room) =>
          server.file(room, format, { settings: await asked(room), job, signal }),
        );
      } catch (error) {
        if (!signal.aborted) fail(error);
        return undefined;
      } finally {
        if (calledOff === own) {
          calledOff = undefined;
          if (session.busy.value === 'file') session.busy.value = undefined;
        }
      }
    },
    callOff: () => calledOff?.abort(),
    onEvent: (event: StudioEvent) => {
      if (event.kind === 'file' && event.job === `file ${jobs}`) {
        session.fileDone.value = event.done;
      }
    },
  };
}
