import { useLayoutEffect } from 'preact/hooks';
import type { CollectionState } from '../state/collection/collection.js';
import type { Studio } from '../state/studio.js';
import type { Theme } from '../theme/theme.js';
import { CollectionView } from './collection/CollectionView.js';
import { Dials } from './Dials.js';
import { DropTarget } from './DropTarget.js';
import { Heading } from './Heading.js';
import { listenToKeys } from './keys.js';
import { LeaveRoom } from './LeaveRoom.js';
import { Lanes } from './lanes/Lanes.js';
import { NotePanel } from './lanes/NotePanel.js';
import { Notices } from './Notices.js';
import { PadDialog } from './pad/PadDialog.js';
import { PhotoView } from './photo/PhotoView.js';
import { TopBar } from './TopBar.js';
import { Transport } from './Transport.js';
import { Unanswered } from './Unanswered.js';
import { guardUnsavedWork } from './unsavedWork.js';

/** The whole page: the room or the collection, and the transport that stays in sight. */
export function App({
  studio,
  collection,
  theme,
}: {
  readonly studio: Studio;
  readonly collection: CollectionState;
  readonly theme: Theme;
}) {
  // Before the page is drawn: what is seen can be played by keys.
  useLayoutEffect(() => listenToKeys(studio), [studio]);
  useLayoutEffect(() => guardUnsavedWork(studio, collection), [studio, collection]);
  return (
    <DropTarget studio={studio} collection={collection}>
      <TopBar studio={studio} theme={theme} />
      {studio.session.view.value === 'room' ? (
        <main>
          <Heading studio={studio} />
          <div class="room">
            <div class="looking">
              <PhotoView studio={studio} />
              <Unanswered studio={studio} collection={collection} />
              <Dials studio={studio} />
            </div>
            <Lanes studio={studio} theme={theme} />
          </div>
          <NotePanel studio={studio} collection={collection} />
        </main>
      ) : (
        <CollectionView studio={studio} collection={collection} />
      )}
      <PadDialog studio={studio} />
      <LeaveRoom studio={studio} />
      <Notices studio={studio} />
      <Transport studio={studio} />
    </DropTarget>
  );
}
