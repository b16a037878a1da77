import { useRef } from 'preact/hooks';
import type { Studio } from '../state/studio.js';
import type { Theme, ThemeChoice } from '../theme/theme.js';
import { KeysDialog } from './KeysDialog.js';
import { RoomsMenu } from './rooms/RoomsMenu.js';
import { SaveRoom } from './SaveRoom.js';
import { TakeAway } from './TakeAway.js';
import { Views } from './Views.js';

/** Where photos come in and files go out. */
export function TopBar({ studio, theme }: { readonly studio: Studio; readonly theme: Theme }) {
  const input = useRef<HTMLInputElement>(null);
  const keys = useRef<HTMLDialogElement>(null);
  return (
    <header class="top">
      <span class="brand">Sound mirror</span>
      <Views studio={studio} />
      <div class="group end">
        <select
          aria-label="Light or dark"
          value={theme.choice.value}
          onChange={({ currentTarget }) => theme.choose(currentTarget.value as ThemeChoice)}
        >
          <option value="system">As the system</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
        <button type="button" onClick={() => keys.current?.showModal()}>
          Keys
        </button>
      </div>
      <div class="group photos" hidden={studio.session.view.value !== 'room'}>
        <button type="button" class="main" onClick={() => input.current?.click()}>
          Open a photo…
        </button>
        <input
          ref={input}
          type="file"
          accept="image/*,.heic,.heif,.tif,.tiff,.avif"
          hidden
          tabIndex={-1}
          aria-label="Open a photo"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file !== undefined) void studio.openPhoto(file);
            currentTarget.value = '';
          }}
        />
        <RoomsMenu studio={studio} />
        <SaveRoom studio={studio} />
        <TakeAway studio={studio} />
      </div>
      <KeysDialog dialog={keys} />
    </header>
  );
}
