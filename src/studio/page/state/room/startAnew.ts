import type { openDocument, UnsavedChanges } from '../document/documentActions.js';
import type { PhotoSource } from '../photoSource.js';
import type { RoomAddress } from '../rooms.js';
import type { Session } from '../session.js';
import type { StudioSound } from '../sound/studioSound.js';

const SAVED_ELSEWHERE =
  'This room was saved elsewhere meanwhile and is shown as it is saved. What was changed in this tab and not saved is dropped.';

/**
 * What is done in the moment in which a room takes the place of another: its document is opened, and nothing of the
 * other stays chosen or sounds.
 */
export function openStartAnew({
  session,
  address,
  documentOf,
  sound,
}: {
  readonly session: Session;
  readonly address: RoomAddress;
  readonly documentOf: Pick<ReturnType<typeof openDocument>, 'startAnew'>;
  readonly sound: Pick<StudioSound, 'pause' | 'seek'>;
}) {
  return (opened: unknown, source: PhotoSource, unsaved: UnsavedChanges | undefined): void => {
    address.write(source.kind === 'photo' || source.kind === 'removed' ? undefined : source);
    const renamed = session.studio.value?.renamed ?? {};
    const isWhole = documentOf.startAnew(opened, { unsaved, renamed });
    // A note, since an error would go away with the first piece.
    if (!isWhole) session.notice.value = { kind: 'note', text: SAVED_ELSEWHERE };
    session.solos.value = new Set();
    session.lookedAt.value = undefined;
    session.chosenBox.value = undefined;
    session.chosenNote.value = undefined;
    session.drawnBox.value = undefined;
    session.isDrawing.value = false;
    // An audition would give the piece back, and another one is there then.
    if (session.isPlaying.value || session.auditioned.value !== undefined) sound.pause();
    sound.seek(0);
  };
}
