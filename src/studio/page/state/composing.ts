import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Detection } from '../../../vision/detection.js';
import { applyEdits } from '../../document/boxEdits.js';
import type { Document } from '../../document/document.js';
import { pieceSettingsOf } from '../../document/pieceSettingsOf.js';
import type { PieceAnswer } from '../../protocol/answers.js';
import type { PieceSettings } from '../../protocol/pieceSettings.js';
import { answeredBoxes } from './answeredBoxes.js';
import { openLatestRequest } from './latestRequest.js';
import type { Session } from './session.js';
import { StudioError, type StudioServer } from './studioServer.js';

const NOTHING_SEEN =
  'Nothing in this photo is seen as surely as Confidence asks. Lower it, or draw a box around a thing and say who it is.';

const ALL_TAKEN_AWAY =
  'All boxes of this photo were taken away, so nothing plays. Undo that, or draw a box around a thing and say who it is.';

/** Asks for the piece of the document as it is now, again whenever it has changed; of many changes the last one counts. */
export function openComposing({
  document,
  server,
  session,
  onPiece,
  onSilence,
  onGone,
  fail,
}: {
  readonly document: ReadonlySignal<Document>;
  readonly server: StudioServer;
  readonly session: Session;
  /** @param before the piece of the same room that it takes the place of; undefined where it has other settings */
  readonly onPiece: (id: number, before: PieceAnswer | undefined) => void;
  /** There is no piece any more. */
  readonly onSilence: () => void;
  /** The server does not know the room any more. */
  readonly onGone: () => Promise<void>;
  readonly fail: (error: unknown) => void;
}) {
  /** What the detector gives with the confidence of the document, and for which room and confidence it was asked. */
  const seen = signal<readonly Detection[]>([]);
  let seenOf: { readonly room?: string; readonly minConfidence?: number } = {};
  const boxes = computed(() => applyEdits(seen.value, document.value.edits));

  let settingsOfPiece: Document['settings'] | undefined;

  /** The settings, with the boxes where a person has changed any. */
  const asked = async (room: string): Promise<PieceSettings> => {
    const { edits, settings } = document.value;
    const { minConfidence } = settings;
    const isSeen = seenOf.room === room && seenOf.minConfidence === minConfidence;
    if (edits.length > 0 && !isSeen) {
      seen.value = await server.detections(room, { minConfidence });
      seenOf = { room, minConfidence };
    }
    const objects = session.studio.value?.objects ?? [];
    return pieceSettingsOf(document.value, { seen: seen.value, objects });
  };

  /** Nothing plays: shows no piece, and what is seen all the same, so that boxes can be drawn and named. */
  const beSilent = async (room: string, error: StudioError) => {
    const { minConfidence } = document.value.settings;
    const detections = await server.detections(room, { minConfidence }).catch(() => []);
    if (session.room.value?.room !== room) return;
    batch(() => {
      seen.value = detections;
      seenOf = { room, minConfidence };
      session.answers.value = new Map();
      // The piece before is of boxes that are not there any more.
      session.piece.value = undefined;
      session.chosenNote.value = undefined;
    });
    onSilence();
    const why = detections.length > 0 ? ALL_TAKEN_AWAY : NOTHING_SEEN;
    fail(boxes.value.length > 0 ? error : new Error(why));
  };

  const compose = openLatestRequest(async (room: string) => {
    session.busy.value = 'compose';
    const { settings } = document.value;
    try {
      const request = await asked(room);
      const known = request.detections && boxes.value;
      const piece = await server.compose(room, request);
      if (session.room.value?.room !== room) return;
      const before = session.piece.value;
      const id = session.loadedPiece.value + 1;
      batch(() => {
        session.piece.value = piece;
        session.loadedPiece.value = id;
        session.chosenNote.value = undefined;
        // What was said of something else stays until it is read.
        if (session.notice.value?.kind === 'error') session.notice.value = undefined;
        if (known === undefined) {
          seen.value = piece.detections;
          seenOf = { room, minConfidence: request.minConfidence };
        }
        session.answers.value = answeredBoxes(piece, known ?? applyEdits(piece.detections, []));
      });
      onPiece(id, settings === settingsOfPiece ? before : undefined);
      settingsOfPiece = settings;
    } catch (error) {
      // What is wrong with a room that is not shown any more is of no account.
      if (session.room.value?.room !== room) return;
      const code = error instanceof StudioError ? error.code : undefined;
      if (code === 'gone') await onGone();
      // Another page that has this room open came in between.
      else if (code === 'aborted') compose(room);
      else if (error instanceof StudioError && code === 'unanswered') await beSilent(room, error);
      else fail(error);
    } finally {
      if (session.busy.value === 'compose') session.busy.value = undefined;
    }
  });

  return { boxes, asked, compose };
}
