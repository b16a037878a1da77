import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Recording } from '../../state/recording.js';
import { meterShare } from '../lanes/meterShare.js';
import { useEveryFrame } from './everyFrame.js';
import { emptyPaper } from './paper.js';

/** How long it is said that it was too loud. */
const TOO_LOUD_MILLISECONDS = 2000;

/** What is seen of the past: some eight seconds, at 47 blocks of 1,024 samples a second. */
const BLOCKS = 376;

/** Of what is heard while nothing is recorded. */
const FAINT = 0.35;

/** How loud the microphone is, and the shape of what it takes up, faint where it is not recorded. */
export function IncomingSound({ recording }: { readonly recording: Recording }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const bar = useRef<HTMLSpanElement>(null);
  const isTooLoud = useSignal(false);
  const past = useRef<{ readonly peak: number; readonly isRecorded: boolean }[]>([]);
  const calm = useRef<ReturnType<typeof setTimeout>>(undefined);
  useSignalEffect(() => {
    const { peak, isClipped } = recording.level.value;
    const isRecorded = recording.place()?.kind === 'take';
    past.current = [...past.current.slice(1 - BLOCKS), { peak, isRecorded }];
    if (bar.current !== null) bar.current.style.transform = `scaleX(${meterShare(peak)})`;
    if (!isClipped) return;
    isTooLoud.value = true;
    clearTimeout(calm.current);
    calm.current = setTimeout(() => {
      isTooLoud.value = false;
    }, TOO_LOUD_MILLISECONDS);
  });
  useEffect(() => () => clearTimeout(calm.current), []);
  useEveryFrame(() => {
    const paper = canvas.current && emptyPaper(canvas.current);
    if (!paper) return;
    const { pen, width, height, ink } = paper;
    const shown = past.current;
    const step = width / BLOCKS;
    pen.fillStyle = ink;
    for (const [i, { peak, isRecorded }] of shown.entries()) {
      pen.globalAlpha = isRecorded ? 1 : FAINT;
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
