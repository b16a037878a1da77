import { useRef } from 'preact/hooks';
import type { Studio } from '../state/studio.js';
import type { Theme, ThemeChoice } from '../theme/theme.js';
import { KeysDialog } from './KeysDialog.js';
import { TakeAway } from './TakeAway.js';

/** Where photos come in and files go out. */
export function TopBar({ studio, theme }: { readonly studio: Studio; readonly theme: Theme }) {
  const input = useRef<HTMLInputElement>(null);
  const keys = useRef<HTMLDialogElement>(null);
  const samples = studio.session.studio.value?.samples ?? [];
  return (
    <header class="top">
      <span class="brand">Sound mirror</span>
      <div class="group">
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
        <select
          aria-label="Sample rooms"
          disabled={samples.length === 0}
          value=""
          onChange={({ currentTarget }) => {
            if (currentTarget.value !== '') void studio.openSample(currentTarget.value);
            currentTarget.value = '';
          }}
        >
          <option value="">Sample rooms</option>
          {samples.map((name) => (
            <option key={name} value={name}>
              {name.replaceAll('-', ' ')}
            </option>
          ))}
        </select>
        <TakeAway studio={studio} />
      </div>
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
      <KeysDialog dialog={keys} />
    </header>
  );
}
