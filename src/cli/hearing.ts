import {
  type BackendName,
  createHearing as createPlainHearing,
  type Hearing,
  type HearingProgress,
} from '../index.js';
import { clockTime } from './figures.js';
import type { Terminal } from './terminal.js';

/** Often enough to look alive, seldom enough to cost nothing. */
const REDRAW_MILLISECONDS = 80;

/** Hears audio with the transcriber that ships with the package, loaded for the first file that needs it, and tells how far it is. */
export function createHearing(
  terminal: Terminal,
  options: {
    readonly backend: BackendName | undefined;
    readonly signal: AbortSignal;
    readonly now: () => number;
  },
): Hearing {
  const { backend, signal, now } = options;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let isPromised = false;
  const sayWhatStays = () => {
    if (isPromised) return;
    isPromised = true;
    const line = 'What was heard so far is kept: the same call goes on from there.';
    signal.addEventListener('abort', () => terminal.note(line), { once: true });
  };
  return createPlainHearing({
    backend,
    onProgress: (progress) => {
      if (progress.stage === 'heard' && progress.seconds > 0) sayWhatStays();
      if (progress.stage === 'checked' && now() - drawnAt < REDRAW_MILLISECONDS) return;
      drawnAt = now();
      terminal.showStatus([hearingLine(progress)]);
    },
    onResumed: ({ name, seconds, totalSeconds = seconds }) =>
      terminal.note(
        `${name}: ${clockTime(seconds)} of ${clockTime(totalSeconds)} were heard before; going on from there`,
      ),
  });
}

/** @example hearingLine({ name: 'take.wav', stage: 'heard', seconds: 83, totalSeconds: 296 }) // 'take.wav: heard 1:23 of 4:56' */
export function hearingLine({ name, stage, seconds, totalSeconds }: HearingProgress): string {
  const total = totalSeconds === undefined ? '' : ` of ${clockTime(totalSeconds)}`;
  return `${name}: ${stage} ${clockTime(seconds)}${total}`;
}
