import { RENDER_RATE_HZ } from '../../../audio/stereoBlock.js';
import { WAV_FRAME_BYTES } from '../../../audio/wav/writeWav.js';
import { ticksToSeconds } from '../../../music/time.js';
import type { PieceAnswer, TakeAwayFormat } from '../../protocol/answers.js';
import type { Studio } from '../state/studio.js';
import { Menu } from './Menu.js';
import { saveFile } from './saveFile.js';

const FORMATS: readonly (readonly [TakeAwayFormat, string])[] = [
  ['mid', 'MIDI: a track for each voice'],
  ['wav', 'WAV: the sound'],
  ['mp3', 'MP3: the sound, to send'],
  ['zip', 'Stems: a WAV of each voice, in a ZIP'],
  ['png', 'PNG: the page, to print'],
  ['svg', 'SVG: the page, to edit'],
];

/** The piece as a file, the same that the command line writes. */
export function TakeAway({ studio }: { readonly studio: Studio }) {
  const { piece, busy } = studio.session;
  const title = piece.value?.title ?? '';
  return (
    <Menu
      label="Take away"
      isDisabled={piece.value === undefined || busy.value === 'file'}
      items={FORMATS.map(([format, label]) => ({
        key: format,
        label: format === 'zip' && piece.value ? `${label}, ${megabytes(piece.value)}` : label,
        onChoose: async () => {
          const file = await studio.takeAway(format);
          if (file !== undefined) saveFile(file, `${title}.${format}`);
        },
      }))}
    />
  );
}

/** How large the archive will be; what rings on after the last note is not in it. */
function megabytes({ tracks, lengthTicks, tempoBpm }: PieceAnswer): string {
  const seconds = ticksToSeconds(lengthTicks, tempoBpm);
  const bytes = tracks.length * seconds * RENDER_RATE_HZ * WAV_FRAME_BYTES;
  return `about ${Math.ceil(bytes / 1e7) * 10} MB`;
}
