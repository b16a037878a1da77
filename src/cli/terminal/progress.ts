import { clamp } from '../../math/clamp.js';
import { alignColumns } from '../report/columns.js';
import type { Terminal } from './terminal.js';

/** How far one thing is, such as the training of an object. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What else is to be seen beside the bar. */
  readonly text: string;
}

export interface ProgressBars {
  readonly update: (name: string, progress: Progress) => void;
  readonly remove: (name: string) => void;
}

/** Often enough to look alive, seldom enough to cost nothing. */
const REDRAW_MILLISECONDS = 80;

/** One bar for each thing under way, below all other lines; only a terminal shows them. */
export function createProgressBars(terminal: Terminal, now: () => number): ProgressBars {
  const underWay = new Map<string, Progress>();
  let drawnAt = Number.NEGATIVE_INFINITY;
  const draw = () => {
    drawnAt = now();
    terminal.showStatus(progressLines(underWay));
  };
  return {
    update: (name, progress) => {
      const isNew = !underWay.has(name);
      underWay.set(name, progress);
      if (isNew || now() - drawnAt >= REDRAW_MILLISECONDS) draw();
    },
    remove: (name) => {
      underWay.delete(name);
      draw();
    },
  };
}

/** A line for each: its name, a bar, how many of how many, and its text. */
export function progressLines(underWay: ReadonlyMap<string, Progress>): string[] {
  return alignColumns(
    [...underWay].map(([name, { done, total, text }]) => [
      name,
      bar(total > 0 ? done / total : 0),
      `${done}/${total}`,
      text,
    ]),
  );
}

/** @param share 0–1; anything beyond is cut */
function bar(share: number): string {
  const width = 20;
  const filled = Math.round(clamp(share, 0, 1) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
