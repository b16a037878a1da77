import { count } from './figures.js';
import type { TrainedObject } from './trainOne.js';

/** The one line of a finished training: how long it learned, and how much of it comes back right. */
export function trainedLine(name: string, { summary, recordings }: TrainedObject): string {
  const learned = Object.entries(summary.reconstruction)
    .map(([what, share]) => `${what} ${Math.round(share * 100)} %`)
    .join(', ');
  return `${name}  learned ${count(recordings, 'recording')} in ${summary.epochs} epochs, loss ${summary.loss.toFixed(3)}; comes back right: ${learned}`;
}

/** Minutes below which an object has little to say: a phrase of 16 bars is most of a minute by itself. */
export const LITTLE_MUSIC = 1;

/** What is said of an object that was given less. */
export function littleMusicLine(name: string, { minutes }: TrainedObject): string {
  const seconds = Math.round(minutes * 60);
  return `${name}: ${seconds} s of music are soon repeated. Add more with \`mirror add\`; each starter object has about ten minutes.`;
}
