import { useCallback } from 'preact/hooks';
import { TICKS_PER_QUARTER } from '../../../../music/time.js';
import type { SoundFileTake, Take } from '../../state/takes.js';
import { NotesPicture } from './NotesPicture.js';
import { Picture } from './Picture.js';
import type { Paper } from './paper.js';

/** A take at a glance: its notes, or the shape of its sound. */
export function TakePicture({ take }: { readonly take: Take }) {
  const words = `Take ${take.number} at a glance`;
  if (take.kind === 'sound') return <SoundPicture take={take} words={words} />;
  const lengthTicks = (take.seconds * take.tempoBpm * TICKS_PER_QUARTER) / 60;
  return <NotesPicture notes={take.notes} lengthTicks={lengthTicks} words={words} />;
}

function SoundPicture({ take, words }: { readonly take: SoundFileTake; readonly words: string }) {
  const { peaks } = take;
  const draw = useCallback(
    ({ pen, width, height, ink }: Paper) => {
      pen.fillStyle = ink;
      // As many columns as there are pixels, each as tall as its loudest moment.
      for (let x = 0; x < width; x++) {
        const from = Math.floor((x / width) * peaks.length);
        const to = Math.max(from + 1, Math.floor(((x + 1) / width) * peaks.length));
        const tall = Math.max(1, Math.max(0, ...peaks.slice(from, to)) * height);
        pen.fillRect(x, (height - tall) / 2, 1, tall);
      }
    },
    [peaks],
  );
  return <Picture draw={draw} words={words} />;
}
