/** Icons as paths in a square of 24; words stand beside them or in the button's label. */
const PATHS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M7 5h4v14H7zM13 5h4v14h-4z',
  record: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14z',
  stop: 'M6 6h12v12H6z',
  start: 'M6 5h2v14H6zM20 5v14L9 12z',
  repeat: 'M7 7h9v3l5-4-5-4v3H5v7h2zM17 17H8v-3l-5 4 5 4v-3h11v-7h-2z',
  die: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm3 3.5A1.5 1.5 0 1 0 8 9.5 1.5 1.5 0 0 0 8 6.5zm8 8a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zm-4-4a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z',
  undo: 'M9 5v4h5a5 5 0 0 1 0 10H8v-2h6a3 3 0 0 0 0-6H9v4l-6-5z',
  redo: 'M15 5v4h-5a5 5 0 0 0 0 10h6v-2h-6a3 3 0 0 1 0-6h5v4l6-5z',
  reset: 'M12 5V2L7 6l5 4V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z',
  wider: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  narrower: 'M5 11h14v2H5z',
  close:
    'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4L12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill-rule="evenodd" />
    </svg>
  );
}
