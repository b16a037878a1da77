/** The clock of a person who plays: a tempo that may bend, and hands that are a little early or late. */
import { drawNormal } from '../../dist/math/random.js';
import { swungTick } from './swing.js';

/** Standard deviations: of all that is struck at one place, and of each note beside it; together 12 ms. */
const PLACE_NOISE_SECONDS = 0.01;
const NOTE_NOISE_SECONDS = 0.007;
/** The last beat of four bars with rubato is this much slower, the last of all twice as much. */
const PHRASE_END_SLOWING = 0.2;
const LEAD_IN_SECONDS = 0.5;

/**
 * A tempo map that is known: steady, or bending by a smooth curve whose period is four bars.
 *
 * @param tempoBpm counted beats a minute
 * @param rubato how far the tempo bends up and down, as a share of it: 0.15
 * @param swing how long the first half of a beat lasts against the second, 1 for straight
 * @returns `{ secondsAt(ticks), swing, beatTicks }`; secondsAt is where a place on the page falls, without noise
 */
export function drawHumanClock({
  tempoBpm,
  beatTicks,
  barTicks,
  lengthTicks,
  rubato,
  swing,
  random,
}) {
  const cell = beatTicks / 8;
  const phase = random() * 2 * Math.PI;
  const phraseTicks = 4 * barTicks;
  const times = [LEAD_IN_SECONDS];
  for (let tick = cell / 2; tick < lengthTicks + barTicks; tick += cell) {
    const bend = 1 + rubato * Math.sin((2 * Math.PI * tick) / phraseTicks + phase);
    const speed =
      bend / (1 + (rubato > 0 ? slowingAt(tick, { phraseTicks, beatTicks, lengthTicks }) : 0));
    times.push(times.at(-1) + (60 / tempoBpm) * (cell / beatTicks / speed));
  }
  const secondsAt = (ticks) => {
    const at = Math.max(0, Math.min(times.length - 1.001, ticks / cell));
    const index = Math.floor(at);
    return times[index] + (at - index) * (times[index + 1] - times[index]);
  };
  return { secondsAt, swing, beatTicks };
}

/**
 * Notes as they are played to a clock, with the noise of hands.
 *
 * @param notes in ticks, as of a performance
 * @returns SoundedNote[] by start
 */
export function playTo(notes, { secondsAt, swing, beatTicks }, random) {
  const strays = new Map();
  const secondsOf = (ticks) => secondsAt(swungTick(ticks, { beatTicks, ratio: swing }));
  return notes
    .map(({ pitch, startTicks, durationTicks, velocity }) => {
      const place = Math.round(startTicks / 30);
      if (!strays.has(place)) strays.set(place, bounded(random) * PLACE_NOISE_SECONDS);
      const noise = strays.get(place) + bounded(random) * NOTE_NOISE_SECONDS;
      const startSeconds = Math.max(0, secondsOf(startTicks) + noise);
      const durationSeconds = Math.max(
        0.03,
        secondsOf(startTicks + durationTicks) + noise - startSeconds,
      );
      return { pitch, startSeconds, durationSeconds, velocity };
    })
    .sort((a, b) => a.startSeconds - b.startSeconds || a.pitch - b.pitch);
}

function slowingAt(tick, { phraseTicks, beatTicks, lengthTicks }) {
  const near = (left) => Math.max(0, 1 - left / beatTicks);
  const phraseLeft = phraseTicks - (tick % phraseTicks);
  return PHRASE_END_SLOWING * (near(phraseLeft) + near(Math.max(0, lengthTicks - tick) / 2));
}

/** Normal, but never beyond two and a half deviations: a stray of 50 ms is a mistake, not noise. */
function bounded(random) {
  return Math.max(-2.5, Math.min(2.5, drawNormal(random)));
}
