import { createProgressBars } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

export interface BatchProgress {
  /** @param done of all photos; @param failed of them */
  readonly update: (done: number, failed: number) => void;
  readonly end: () => void;
}

/** One line below all others: how many photos are done, how fast, and how long the rest will take; only a terminal shows it. */
export function showBatchProgress(
  terminal: Terminal,
  { total, known, now }: { readonly total: number; readonly known: number; now: () => number },
): BatchProgress {
  const bars = createProgressBars(terminal, now);
  const startedAt = now();
  return {
    update: (done, failed) => {
      const rate = ((done - known) / Math.max(1, now() - startedAt)) * 1000;
      const texts = [
        ...(rate > 0 ? [`${rateText(rate)}, ${durationText((total - done) / rate)} left`] : []),
        ...(failed > 0 ? [`${failed} failed`] : []),
      ];
      bars.update('photos', { done, total, text: texts.join(', ') });
    },
    end: () => bars.remove('photos'),
  };
}

/** @param rate photos, objects or stretches a second @example rateText(0.5) // '30/min' */
export function rateText(rate: number): string {
  if (rate >= 1) return `${rate.toFixed(1)}/s`;
  return 60 * rate >= 1 ? `${Math.round(60 * rate)}/min` : `${Math.round(3600 * rate)}/h`;
}

/** @example durationText(5400) // '1 h 30 min' */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`;
}
