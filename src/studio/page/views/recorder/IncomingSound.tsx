import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { PEAKS_PER_SECOND } from '../../engine/recorder/soundTake.js';
import type { Recording } from '../../state/recording.js';
import { useEveryFrame } from './everyFrame.js';
import { emptyPaper } from './paper.js';

/** What a meter shows at its left end. */
const LEAST_DB = -54;

/** How long it is said that it was too loud. */
const TOO_LOUD_MILLISECONDS = 2000;

/** What is seen of the past. */
const SECONDS = 8;

/** How loud the microphone is, and the shape of what is being recorded. */
export function IncomingSound({ recording }: { readonly recording: Recording }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const bar = useRef<HTMLSpanElement>(null);
  const isTooLoud = useSignal(false);
  const calm = useRef<ReturnType<typeof setTimeout>>(undefined);
  useSignalEffect(() => {
    const { peak, isClipped } = recording.level.value;
    const db = 20 * Math.log10(Math.max(peak, 1e-6));
    const share = Math.min(1, Math.max(0, 1 - db / LEAST_DB));
    if (bar.current !== null) bar.current.style.transform = `scaleX(${share.toFixed(3)})`;
    if (!isClipped) return;
    isTooLoud.value = true;
    clearTimeout(calm.current);
    calm.current = setTimeout(() => {
      isTooLoud.value = false;
    }, TOO_LOUD_MILLISECONDS);
  });
  useEveryFrame(() => {
    const paper = canvas.current && emptyPaper(canvas.current);
    if (!paper) return;
    const { pen, width, height, ink } = paper;
    const shown = recording.seen().peaks.slice(-SECONDS * PEAKS_PER_SECOND);
    const step = width / (SECONDS * PEAKS_PER_SECOND);
    pen.fillStyle = ink;
    for (const [i, peak] of shown.entries()) {
      const tall = Math.max(1, peak * height);
      const x = width - (shown.length - i) * step;
      pen.fillRect(x, (height - tall) / 2, Math.max(1, step * 0.7), tall);
    }
  });
  return (
    <div class="incoming">
      <canvas ref={canvas} role="img" aria-label="The sound of the last eight seconds" />
      <div class="level">
        <span class="meter" aria-hidden="true">
          <span ref={bar} />
        </span>
        <span class="too-loud" role="status">
          {isTooLoud.value ? 'Too loud' : ''}
        </span>
      </div>
    </div>
  );
}
