import type { PackedNotes } from '../../../protocol/packedNotes.js';
import { type AuditionSettings, auditionPiece } from '../../engine/auditionPiece.js';
import type { PlayablePiece } from '../../engine/playablePiece.js';
import type { Session } from '../session.js';
import type { AuditionEvent } from './sound.js';

export interface AuditionOptions extends AuditionSettings {
  /** What the page calls it, in `session.auditioned`. */
  readonly name?: string;
  /** Begins where the audition that sounds ends, without a gap. */
  readonly isNext?: boolean;
}

/** Keeps `session.auditioned`: what sounds apart from the room's piece. */
export function openAuditions({ auditioned }: Pick<Session, 'auditioned'>) {
  /** Those that may still be told of: the one that sounds and what is to come. */
  const known = new Map<number, { readonly name: string; readonly lengthTicks: number }>();
  let last = 0;
  const tell = (id: number, { ticks, time }: { ticks: number; time: number }) => {
    const audition = known.get(id);
    if (audition !== undefined) auditioned.value = { id, ...audition, ticks, time };
  };
  return {
    /** An audition as the player plays it; it is shown at once, though its first note may wait for its samples. */
    begin: (notes: PackedNotes, { name = '', isNext = false, ...settings }: AuditionOptions) => {
      const piece: PlayablePiece = auditionPiece(notes, { ...settings, id: ++last });
      const isFollowing = isNext && auditioned.value !== undefined;
      if (!isFollowing) known.clear();
      known.set(piece.id, { name, lengthTicks: piece.lengthTicks });
      if (!isFollowing) tell(piece.id, { ticks: 0, time: 0 });
      return piece;
    },
    onEvent: ({ piece, ticks, time, isOver }: AuditionEvent) => {
      // What is told of an audition that another has replaced is late.
      if (!known.has(piece)) return;
      for (const id of known.keys()) if (id < piece) known.delete(id);
      if (!isOver) return tell(piece, { ticks, time });
      known.delete(piece);
      // One that was to follow may be on its way still.
      if (known.size === 0) auditioned.value = undefined;
    },
  };
}
