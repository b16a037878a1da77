import type { TimeSignature } from '../music/time.js';
import { medianTempo } from './medianTempo.js';

/** How far from its place in the beat an onset may fall, in beats: less than half of what a third lies from a quarter. */
const ASTRAY_BEATS = 0.04;

/** What tells a beat of three eighths from a beat of two. */
interface Compound {
  /** Onsets on thirds of a beat against onsets on halves and quarters. */
  readonly thirds: number;
  /** Onsets on the first third against both thirds: swung eighths fall on two thirds and hardly ever on one third. */
  readonly firstThirds: number;
  /** The shortest beat, seconds: quick triplets are common in 4/4. */
  readonly beatSeconds: number;
}

/**
 * By the beats in a bar. In 6/8 halves are sixteenths and common, and a siciliano has no first thirds; 4/4 with triplets and
 * swung 4/4 are far more common than 12/8.
 */
const COMPOUND: Readonly<Record<number, Compound>> = {
  2: { thirds: 0.6, firstThirds: 0, beatSeconds: 0 },
  3: { thirds: 2, firstThirds: 0.25, beatSeconds: 0 },
  4: { thirds: 6, firstThirds: 0.25, beatSeconds: 0.8 },
};
const THIRDS_AGAINST_QUARTERS = 1.5;

/** Bars of five and seven are counted in eighths where beats are shorter than this, seconds. */
const SHORT_BEAT_SECONDS = 0.4;

/**
 * The time signature of bars of so many beats: 6/8, 9/8 or 12/8 where beats clearly divide into three, else quarters, or
 * eighths in fast bars of five and seven.
 *
 * @param options.onsets seconds, rising
 * @param options.beats seconds, rising, at least two
 */
export function metreOf(
  beatsPerBar: number,
  { onsets, beats }: { readonly onsets: readonly number[]; readonly beats: readonly number[] },
): TimeSignature {
  const beatSeconds = 60 / medianTempo(beats);
  const compound = COMPOUND[beatsPerBar];
  if (
    compound !== undefined &&
    beatSeconds >= compound.beatSeconds &&
    dividesIntoThree({ onsets, beats, compound })
  ) {
    return { beats: 3 * beatsPerBar, beatUnit: 8 };
  }
  const isOdd = beatsPerBar === 5 || beatsPerBar === 7;
  return { beats: beatsPerBar, beatUnit: isOdd && beatSeconds < SHORT_BEAT_SECONDS ? 8 : 4 };
}

function dividesIntoThree({
  onsets,
  beats,
  compound,
}: {
  readonly onsets: readonly number[];
  readonly beats: readonly number[];
  readonly compound: Compound;
}): boolean {
  const counts = { firstThirds: 0, secondThirds: 0, halves: 0, quarters: 0 };
  for (const phase of phasesOf(onsets, beats)) {
    const isNear = (place: number) => Math.abs(phase - place) < ASTRAY_BEATS;
    if (isNear(1 / 3)) counts.firstThirds++;
    else if (isNear(2 / 3)) counts.secondThirds++;
    else if (isNear(1 / 2)) counts.halves++;
    else if (isNear(1 / 4) || isNear(3 / 4)) counts.quarters++;
  }
  const thirds = counts.firstThirds + counts.secondThirds;
  return (
    thirds > THIRDS_AGAINST_QUARTERS * counts.quarters &&
    thirds > compound.thirds * (counts.halves + counts.quarters) &&
    counts.firstThirds >= compound.firstThirds * thirds
  );
}

/** Where in its beat each onset falls, 0–1; those before the first and behind the last beat have no place. */
function phasesOf(onsets: readonly number[], beats: readonly number[]): number[] {
  let beat = 0;
  return onsets.flatMap((onset) => {
    while (beat + 1 < beats.length && (beats[beat + 1] as number) <= onset) beat++;
    const from = beats[beat] as number;
    const to = beats[beat + 1];
    return to === undefined || onset < from ? [] : (onset - from) / (to - from);
  });
}
