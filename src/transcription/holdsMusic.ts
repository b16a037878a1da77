import type { HeardStretch } from './heard.js';

/**
 * What is heard in noise goes by in a moment: of white, pink and brown noise, rain and gusts of wind, half the
 * notes of a minute last less than 0.10 s. Of the 24 starter objects, rendered, it is 0.21 s and more, and 0.16 s
 * of keys struck for 0.04 s on a dry xylophone or harpsichord.
 */
const PLAYED_SECONDS = 0.12;

/**
 * Whether somebody plays in a recording: in one of its stretches at least, half the notes last as played
 * notes do. Noise is heard as 20 to 100 notes a minute, none of which anybody played.
 */
export function holdsMusic(stretches: readonly HeardStretch[]): boolean {
  return stretches.some(({ notes }) => {
    const played = notes.filter(({ durationSeconds }) => durationSeconds >= PLAYED_SECONDS);
    return played.length > 0 && played.length >= notes.length / 2;
  });
}
