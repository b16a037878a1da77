import type { TakeAwayFormat } from '../../protocol/answers.js';
import type { Studio } from '../state/studio.js';

const FORMATS: readonly (readonly [TakeAwayFormat, string])[] = [
  ['mid', 'MIDI, a track for each voice'],
  ['wav', 'WAV, the sound'],
  ['mp3', 'MP3, the sound to send'],
  ['png', 'PNG, the page to print'],
  ['svg', 'SVG, the page to edit'],
];

/** The piece as a file, the same that the command line writes. */
export function TakeAway({ studio }: { readonly studio: Studio }) {
  const { session } = studio;
  const title = session.piece.value?.title;
  return (
    <select
      aria-label="Take away as a file"
      disabled={title === undefined || session.busy.value === 'file'}
      value=""
      onChange={async ({ currentTarget }) => {
        const format = currentTarget.value as TakeAwayFormat | '';
        currentTarget.value = '';
        if (format === '') return;
        const file = await studio.takeAway(format);
        if (file !== undefined) save(file, `${fileName(title ?? 'Sound mirror')}.${format}`);
      }}
    >
      <option value="">Take away</option>
      {FORMATS.map(([format, words]) => (
        <option key={format} value={format}>
          {words}
        </option>
      ))}
    </select>
  );
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it by the time that the next task runs.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** What no system takes in the name of a file becomes a hyphen. */
function fileName(title: string): string {
  return title.replace(/[\\/:*?"<>|]+/g, '-');
}
