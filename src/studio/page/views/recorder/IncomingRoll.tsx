import { useRef } from 'preact/hooks';
import { clamp } from '../../../../math/clamp.js';
import { barSeconds, beatsWithin } from '../../engine/recorder/grid.js';
import type { Recording } from '../../state/recording.js';
import { useEveryFrame } from './everyFrame.js';
import { emptyPaper, type Paper } from './paper.js';

/** What is seen of the past. */
const SECONDS = 8;

/** The keys of a piano, from the bottom to the top. */
const LOWEST = 21;
const HIGHEST = 108;

/** Keys as they are struck, moving to the left. */
export function IncomingRoll({ recording }: { readonly recording: Recording }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pedal = useRef<HTMLSpanElement>(null);
  useEveryFrame(() => {
    const seen = recording.seen();
    const paper = canvas.current && emptyPaper(canvas.current);
    if (paper) draw(paper, seen);
    if (pedal.current !== null) pedal.current.style.opacity = seen.isPedalDown ? '1' : '0';
  });
  return (
    <div class="incoming">
      <canvas
        ref={canvas}
        role="img"
        aria-label="Keys that were struck in the last eight seconds"
      />
      <span ref={pedal} class="pedal" aria-hidden="true">
        Pedal
      </span>
    </div>
  );
}

function draw(paper: Paper, { notes, nowSeconds, startSeconds, grid }: Seen): void {
  const { pen, width, height, ink, line } = paper;
  const xOf = (seconds: number) => width * (1 - (nowSeconds - seconds) / SECONDS);
  pen.fillStyle = line;
  if (startSeconds !== undefined && grid !== undefined) {
    const span = { fromSeconds: nowSeconds - SECONDS, toSeconds: nowSeconds };
    const firstSeconds = startSeconds - barSeconds(grid);
    for (const { seconds, isBar } of beatsWithin(grid, { firstSeconds, ...span })) {
      pen.fillRect(Math.round(xOf(seconds)), 0, isBar ? 2 : 1, height);
    }
  }
  const thick = Math.max(3, height / (HIGHEST - LOWEST + 1));
  pen.fillStyle = ink;
  for (const { pitch, velocity, startSeconds: from, endSeconds: to = nowSeconds } of notes) {
    if (to < nowSeconds - SECONDS) continue;
    const share = (pitch - LOWEST) / (HIGHEST - LOWEST);
    const y = (height - thick) * (1 - clamp(share, 0, 1));
    pen.globalAlpha = 0.5 + velocity / 254;
    pen.fillRect(xOf(from), y, Math.max(2, xOf(to) - xOf(from)), thick);
  }
  pen.globalAlpha = 1;
}

type Seen = ReturnType<Recording['seen']>;
