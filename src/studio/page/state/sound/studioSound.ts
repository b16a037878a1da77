import type { PackedNotes } from '../../../protocol/packedNotes.js';
import type { Session } from '../session.js';
import { type AuditionOptions, openAuditions } from './audition.js';
import { type OpenPlayer, openSound } from './sound.js';

/** The sound of the room's piece, and of what is auditioned apart from it, as `session.auditioned` tells. */
export function openStudioSound({
  session,
  openPlayer,
  fail,
}: {
  readonly session: Session;
  readonly openPlayer: OpenPlayer;
  readonly fail: (error: unknown) => void;
}) {
  const auditions = openAuditions(session);
  const sound = openSound({ session, openPlayer, onAudition: auditions.onEvent, fail });
  return {
    ...sound,
    /**
     * Plays some notes apart from the room's piece, which pauses meanwhile and goes on where it was if it played. Another audition
     * takes the place of the one before; `session.auditioned` tells what sounds and where it is.
     *
     * @returns its id
     */
    audition: (notes: PackedNotes, options: AuditionOptions): number => {
      const piece = auditions.begin(notes, options);
      sound.audition(piece, options.isNext ?? false);
      return piece.id;
    },
  };
}

export type StudioSound = ReturnType<typeof openStudioSound>;
