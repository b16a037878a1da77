import { count } from './figures.js';
import type { TrainedObject } from './trainOne.js';

/** The one line of a finished training: how long it learned, and how much of it comes back right. */
export function trainedLine(name: string, { summary, recordings }: TrainedObject): string {
  const learned = Object.entries(summary.reconstruction)
    .map(([what, share]) => `${what} ${Math.round(share * 100)} %`)
    .join(', ');
  return `${name}  learned ${count(recordings, 'recording')} in ${summary.epochs} epochs, loss ${summary.loss.toFixed(3)}; comes back right: ${learned}`;
}
