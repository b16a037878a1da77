import type { TranscribedStretch } from './transcribedStretch.js';

/**
 * Half of what is played lasts longer: 0.20 s of the 24 starter objects, rendered, and 0.14 s of keys struck for
 * 0.04 s on a dry xylophone. What was never played is shorter as a rule.
 */
const PLAYED_SECONDS = 0.12;

/**
 * In noise (white, pink, brown, rain, gusts of wind) up to six notes a minute are found, and none is longer than
 * 0.23 s. Even a dry xylophone or harpsichord has longer ones, and 150 a minute.
 */
const GHOSTS = { mostSeconds: 0.25, mostPerMinute: 12 } as const;

/**
 * Whether there is music in a recording: in one of its stretches at least, half the notes last as played notes
 * do, and they are longer, or more, than those that are found in noise.
 */
export function holdsMusic(stretches: readonly TranscribedStretch[]): boolean {
  return stretches.some(({ notes, fromSeconds, toSeconds }) => {
    const played = notes.filter(({ durationSeconds }) => durationSeconds >= PLAYED_SECONDS);
    if (played.length === 0 || played.length < notes.length / 2) return false;
    const perMinute = (60 * notes.length) / (toSeconds - fromSeconds);
    return (
      perMinute > GHOSTS.mostPerMinute ||
      played.some(({ durationSeconds }) => durationSeconds > GHOSTS.mostSeconds)
    );
  });
}
