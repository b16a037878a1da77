import { computed, signal } from '@preact/signals';
import type { ExplanationAnswer } from '../../protocol/explanation.js';
import type { Session } from './session.js';

/** Where a note comes from. */
export interface NoteOrigin {
  /** Of the recording; undefined where what the decoder learned from is no longer there. */
  readonly file: string | undefined;
  /** From the recording's first bar. */
  readonly seconds: number;
  /** Events in a row that stand there as they are played; 0 for a chord that only resembles. */
  readonly runLength: number;
  /** Index of the box, among the track's, that its latent goes back to. */
  readonly box: number;
}

/**
 * Which note is chosen, and where it comes from. A piece is explained once, when the first of its notes is asked for.
 *
 * @param ask the explanation of the piece that is shown; undefined where there is none
 */
export function openExplaining({
  session,
  ask,
  fail,
}: {
  readonly session: Session;
  readonly ask: () => Promise<ExplanationAnswer | undefined>;
  readonly fail: (error: unknown) => void;
}) {
  const { chosenNote, loadedPiece } = session;
  const explained = signal<{ piece: number; answer: ExplanationAnswer } | undefined>(undefined);
  let asked: number | undefined;

  const explain = async (piece: number) => {
    if (asked === piece) return;
    asked = piece;
    try {
      const answer = await ask();
      if (answer !== undefined && loadedPiece.value === piece) explained.value = { piece, answer };
    } catch (error) {
      asked = undefined;
      fail(error);
    }
  };

  return {
    /** @param note index in the track */
    choose: (track: number, note: number) => {
      const piece = loadedPiece.value;
      chosenNote.value = { piece, track, note };
      void explain(piece);
    },
    letGo: () => {
      chosenNote.value = undefined;
    },
    /** Of the chosen note; undefined until it is known. */
    origin: computed((): NoteOrigin | undefined => {
      const chosen = chosenNote.value;
      if (chosen === undefined || explained.value?.piece !== chosen.piece) return undefined;
      const track = explained.value.answer.tracks[chosen.track];
      const [file = -1, milliseconds = 0, runLength = 0, box = 0] =
        track?.origins[chosen.note] ?? [];
      return { file: track?.files[file], seconds: milliseconds / 1000, runLength, box };
    }),
  };
}
