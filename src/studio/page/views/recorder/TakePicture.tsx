import { useEffect, useRef } from 'preact/hooks';
import { TICKS_PER_QUARTER } from '../../../../music/time.js';
import { unpackNotes } from '../../../protocol/packedNotes.js';
import type { Take } from '../../state/takes.js';
import { emptyPaper, type Paper } from './paper.js';

/** A take at a glance: its notes, or the shape of its sound. */
export function TakePicture({ take }: { readonly take: Take }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paint = () => {
      const paper = canvas.current && emptyPaper(canvas.current);
      if (paper) draw(paper, take);
    };
    paint();
    const sizes = new ResizeObserver(paint);
    if (canvas.current !== null) sizes.observe(canvas.current);
    return () => sizes.disconnect();
  }, [take]);
  return (
    <canvas
      ref={canvas}
      class="take-picture"
      role="img"
      aria-label={`Take ${take.number} at a glance`}
    />
  );
}

function draw({ pen, width, height, ink }: Paper, take: Take): void {
  pen.fillStyle = ink;
  if (take.kind === 'sound') {
    // As many columns as there are pixels, each as tall as its loudest moment.
    for (let x = 0; x < width; x++) {
      const from = Math.floor((x / width) * take.peaks.length);
      const to = Math.max(from + 1, Math.floor(((x + 1) / width) * take.peaks.length));
      const peak = Math.max(0, ...take.peaks.slice(from, to));
      const tall = Math.max(1, peak * height);
      pen.fillRect(x, (height - tall) / 2, 1, tall);
    }
    return;
  }
  const notes = unpackNotes(take.notes);
  const pitches = notes.map(({ pitch }) => pitch);
  const [lowest, highest] = [Math.min(...pitches), Math.max(...pitches)];
  const ticks = (take.seconds * take.tempoBpm * TICKS_PER_QUARTER) / 60;
  const thick = Math.min(5, height / Math.max(6, highest - lowest + 1));
  for (const { pitch, startTicks, durationTicks } of notes) {
    const share = highest === lowest ? 0.5 : (pitch - lowest) / (highest - lowest);
    const wide = Math.max(1.3, (durationTicks / ticks) * width - 0.7);
    pen.fillRect((startTicks / ticks) * width, (height - thick) * (1 - share), wide, thick);
  }
}
