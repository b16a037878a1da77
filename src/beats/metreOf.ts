import type { TimeSignature } from '../music/time.js';

/** How far from its place in the beat an onset may fall, in beats. */
const ASTRAY_BEATS = 0.07;

/** Bars of five and seven are counted in eighths where beats are shorter than this, seconds. */
const SHORT_BEAT_SECONDS = 0.4;

/**
 * The time signature of bars of so many beats: 6/8, 9/8 or 12/8 where beats divide into three, else quarters, or
 * eighths in fast bars of five and seven.
 *
 * @param options.onsets seconds, rising
 * @param options.beats seconds, rising, at least two
 */
export function metreOf(
  beatsPerBar: number,
  { onsets, beats }: { readonly onsets: readonly number[]; readonly beats: readonly number[] },
): TimeSignature {
  if (beatsPerBar <= 4 && dividesIntoThree(onsets, beats)) {
    return { beats: 3 * beatsPerBar, beatUnit: 8 };
  }
  const isOdd = beatsPerBar === 5 || beatsPerBar === 7;
  const first = beats[0] as number;
  const meanSeconds = ((beats.at(-1) as number) - first) / (beats.length - 1);
  return { beats: beatsPerBar, beatUnit: isOdd && meanSeconds < SHORT_BEAT_SECONDS ? 8 : 4 };
}

/** Swung eighths fall on two thirds of a beat and never on one third; the halves of a beat are empty in both. */
function dividesIntoThree(onsets: readonly number[], beats: readonly number[]): boolean {
  let thirds = 0;
  let firstThirds = 0;
  let halves = 0;
  let beat = 0;
  for (const onset of onsets) {
    while (beat + 1 < beats.length && (beats[beat + 1] as number) <= onset) beat++;
    const from = beats[beat] as number;
    const to = beats[beat + 1];
    if (to === undefined || onset < from) continue;
    const phase = (onset - from) / (to - from);
    const isNear = (place: number) => Math.abs(phase - place) < ASTRAY_BEATS;
    if (isNear(1 / 3)) firstThirds++;
    if (isNear(1 / 3) || isNear(2 / 3)) thirds++;
    else if (isNear(1 / 2) || isNear(1 / 4) || isNear(3 / 4)) halves++;
  }
  return thirds > 1.5 * halves && firstThirds > 0.25 * thirds;
}
