import { useEffect } from 'preact/hooks';
import type { Studio } from '../state/studio.js';
import type { Theme } from '../theme/theme.js';
import { Dials } from './Dials.js';
import { DropTarget } from './DropTarget.js';
import { Heading } from './Heading.js';
import { listenToKeys } from './keys.js';
import { Lanes } from './Lanes.js';
import { Notices } from './Notices.js';
import { PadDialog } from './pad/PadDialog.js';
import { PhotoView } from './photo/PhotoView.js';
import { TopBar } from './TopBar.js';
import { Transport } from './Transport.js';
import { Unanswered } from './Unanswered.js';

/** The whole page: photo and dials, lanes, and the transport that stays in sight. */
export function App({ studio, theme }: { readonly studio: Studio; readonly theme: Theme }) {
  useEffect(() => listenToKeys(studio), [studio]);
  return (
    <DropTarget studio={studio}>
      <TopBar studio={studio} theme={theme} />
      <main>
        <Heading studio={studio} />
        <div class="room">
          <div class="looking">
            <PhotoView studio={studio} />
            <Unanswered studio={studio} />
            <Dials studio={studio} />
          </div>
          <Lanes studio={studio} theme={theme} />
        </div>
      </main>
      <PadDialog studio={studio} />
      <Notices studio={studio} />
      <Transport studio={studio} />
    </DropTarget>
  );
}
