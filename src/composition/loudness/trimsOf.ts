import { clamp } from '../../math/clamp.js';
import { mean } from '../../math/mean.js';
import { median } from '../../math/median.js';
import { MEASURED_FONTS } from './instrumentLevels.js';
import { type LoudPart, predictLoudness } from './predictLoudness.js';
import { targetLoudness, type Weighed } from './targetLoudness.js';

/** A part whose loudness is to follow its area. */
export interface SizedPart extends LoudPart {
  /** Of the picture, above 0. */
  readonly areaShare: number;
  /** What its area asks for against the largest, 0 dB or less. */
  readonly gainDb: number;
}

/** The most that is taken off a part, in dB: expression 16 of 127, below which a step of the controller is more than 1 dB. */
const LOWEST_TRIM_DB = -36;

/**
 * The most that the part in the middle loses for the sake of softer ones: a single very soft part must not silence the
 * piece. With 19 dB, and 30 dB off a part at most, 4.4 % of 588 pairs in the sample rooms were out of order on FluidR3 and 3.7 % on
 * TimGM6mb, three on each by more than 3 dB; with these it is 3.9 % and 3.4 %, two and none (`node bench/loudness.js --seeds 2`).
 */
const MOST_FOR_OTHERS_DB = 25;

/**
 * What to take off each part besides `gainDb`, so that the larger object sounds louder whatever its instrument, its
 * register and its touch: instruments of General MIDI differ by 15 dB and more, and touch by as much again.
 *
 * The loudness of each part while it sounds is predicted from its notes with levels measured on three SoundFonts. The part that
 * needs the most keeps all it has; one that would cost the others more than 25 dB stays softer than its area asks for.
 * Velocities stay what they are.
 *
 * @returns −36 to 0 dB, in hundredths, one a part; 0 for a part without notes
 * @example trimsOf([organ, smallerOrganWithTwiceTheVelocity], { tempoBpm: 100 }) // [0, -12.04], about
 */
export function trimsOf(
  parts: readonly SizedPart[],
  { tempoBpm }: { readonly tempoBpm: number },
): number[] {
  const weighed = parts.map((part): Weighed | undefined => weigh(part, tempoBpm));
  const sounding = weighed.filter((part) => part !== undefined);
  const targets = targetLoudness(sounding);
  const offsets = sounding.map(
    ({ gainDb, loudness }, i) => (targets[i] as number) - gainDb - mean(loudness),
  );
  const full = Math.min(Math.max(...offsets), median(offsets) + MOST_FOR_OTHERS_DB);
  return weighed.map((part) => {
    if (!part) return 0;
    const offset = offsets[sounding.indexOf(part)] as number;
    return Math.round(clamp(offset - full, LOWEST_TRIM_DB, 0) * 100) / 100;
  });
}

function weigh(part: SizedPart, tempoBpm: number): Weighed | undefined {
  const { areaShare, gainDb } = part;
  const loudness = MEASURED_FONTS.map((font) => predictLoudness(part, { tempoBpm, font }));
  const known = loudness.filter((each) => each !== undefined);
  return known.length === 0 ? undefined : { areaShare, gainDb, loudness: known };
}
