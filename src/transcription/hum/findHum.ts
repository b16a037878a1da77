import { maxBy } from '../../math/maxBy.js';
import { median } from '../../math/median.js';
import { type Family, familiesOf, familyOf, hertzOf, lengthOf } from './harmonicFamilies.js';
import { isPlayedOvertone } from './playedOvertone.js';
import { frameCentre, type SpectralPeak, type SteadyTone } from './steadyTones.js';
import { mistuning, tuningOf } from './tuning.js';

/** A steady tone and its harmonics that no instrument plays. */
export interface Hum {
  /** Its fundamental, the median. */
  readonly hertz: number;
  /** The fundamental over time; between and beyond these moments it is to be interpolated. */
  readonly moments: readonly { readonly seconds: number; readonly hertz: number }[];
  /** The harmonics that were found; 1 is the fundamental itself. */
  readonly multiples: readonly number[];
  /** Of its loudest harmonic. */
  readonly decibels: number;
  /** Whether it is the hum of the mains, whose weaker harmonics are then there as well. */
  readonly isMains: boolean;
}

/** A tone that was judged earlier in the recording and may still sound. */
export interface JudgedTone {
  readonly hertz: number;
  readonly isHum: boolean;
}

/** What is known beside the tones themselves. */
export interface HumContext {
  /** Peaks of all frames, for the tuning of what is played. */
  readonly frames: readonly (readonly SpectralPeak[])[];
  /** Judged before, in the same recording. */
  readonly judged: readonly JudgedTone[];
  /** Whether a tone sounds at its level in the recording's first moment and in its last, or the last that is known. */
  readonly isThroughout: (tone: SteadyTone) => boolean;
}

/** A held note of a bagpipe or an organ is as steady; below this no other tone than the mains is judged. */
const LEAST_WHINE_SECONDS = 6;

/**
 * Tells which steady tones are hum.
 *
 * The mains: a tone within 0.35 % of 50 or 60 Hz or of their second harmonics, which lie between two semitones, and all
 * that stand at whole multiples of it for most of its time. Any other tone with its harmonics is hum if it is steady
 * for six seconds and either sounds from the first moment of the recording to the last, as no note does that begins
 * or is released in it, or is a quarter of a semitone and more out of tune with what is played and no overtone of a held note.
 *
 * A whine in tune that begins or ends within the recording cannot be told from a held note, and stays.
 */
export function findHum(
  tones: readonly SteadyTone[],
  context: HumContext,
): { readonly hums: readonly Hum[]; readonly judged: readonly JudgedTone[] } {
  const mains = MAINS_HERTZ.flatMap((hertz) => findMains(tones, hertz));
  const isMains = new Set(mains.flatMap(({ members }) => members));
  const others = familiesOf(tones.filter((tone) => !isMains.has(tone) && mayBeWhine(tone)));
  const tuning = tuningOf(context.frames, tones);
  const judged = others.map((family) => ({ family, isHum: isWhine(family, context, tuning) }));
  return {
    hums: [
      ...mains.map(({ hum }) => hum),
      ...judged.filter(({ isHum }) => isHum).map(({ family }) => humOf(family, { isMains: false })),
    ],
    judged: judged.map(({ family, isHum }) => ({ hertz: hertzOf(family.reference), isHum })),
  };
}

/** Notes struck again and again at one pitch leave gaps and wander; a whine is there in nearly every frame. */
const WHINE_PRESENCE = 0.85;

/** How far a whine's frequency may wander, as the median of the distances from its median: so many Hz, and a share of the frequency. */
const WANDERING_HERTZ = 0.02;
const WANDERING_SHARE = 2e-4;

function mayBeWhine(tone: SteadyTone): boolean {
  const { frames, hertz } = tone;
  const span = (frames.at(-1) as number) - (frames[0] as number) + 1;
  const middle = median(hertz);
  const wandering = median(hertz.map((each) => Math.abs(each - middle)));
  return (
    lengthOf(tone) >= LEAST_WHINE_SECONDS &&
    frames.length >= WHINE_PRESENCE * span &&
    wandering <= WANDERING_HERTZ + WANDERING_SHARE * middle
  );
}

const MAINS_HERTZ = [50, 60] as const;
/** Grids keep to 0.2 Hz; 120 Hz is then told from the B2 of a vibraphone, and each family has its first or second harmonic. */
const MAINS_SHARE = 0.0035;
const MAINS_REFERENCE_HARMONICS = 2;
function findMains(
  tones: readonly SteadyTone[],
  nominal: number,
): { readonly hum: Hum; readonly members: readonly SteadyTone[] }[] {
  const references = tones.filter((tone) => {
    const multiple = Math.round(hertzOf(tone) / nominal);
    const isLow = multiple >= 1 && multiple <= MAINS_REFERENCE_HARMONICS;
    return isLow && Math.abs(hertzOf(tone) / multiple / nominal - 1) <= MAINS_SHARE;
  });
  const reference = maxBy(references, lengthOf);
  if (reference === undefined) return [];
  const family = familyOf(reference, tones, Math.round(hertzOf(reference) / nominal));
  // Where the hum pauses, its tones on either side have no frame in common.
  return [{ hum: humOf(family, { isMains: true }), members: family.members }];
}

function humOf({ members, multiples }: Family, { isMains }: { readonly isMains: boolean }): Hum {
  // In each frame the fundamental that fits its harmonics best, by least squares.
  const sums = new Map<number, { product: number; square: number }>();
  for (const [i, { frames, hertz }] of members.entries()) {
    const multiple = multiples[i] as number;
    for (const [j, frame] of frames.entries()) {
      const sum = sums.get(frame) ?? { product: 0, square: 0 };
      sum.product += (hertz[j] as number) * multiple;
      sum.square += multiple ** 2;
      sums.set(frame, sum);
    }
  }
  const moments = [...sums.entries()]
    .sort(([a], [b]) => a - b)
    .map(([frame, { product, square }]) => ({
      seconds: frameCentre(frame),
      hertz: product / square,
    }));
  return {
    hertz: median(moments.map(({ hertz }) => hertz)),
    moments,
    multiples: [...new Set(multiples)].sort((a, b) => a - b),
    decibels: Math.max(...members.map(({ decibels }) => decibels)),
    isMains,
  };
}

/** A tone of one section and a tone of the next whose frequencies differ by less than this share are one tone. */
const SAME_TONE_SHARE = 0.003;

/** Semitones out of tune with what is played, from which on a steady tone is none of it. */
const OUT_OF_TUNE = 0.25;

function isWhine(
  { reference }: Family,
  { frames, judged, isThroughout }: HumContext,
  tuning: number | undefined,
): boolean {
  const hertz = hertzOf(reference);
  const before = judged.find((tone) => Math.abs(tone.hertz / hertz - 1) < SAME_TONE_SHARE);
  if (before !== undefined) return before.isHum;
  if (isThroughout(reference)) return true;
  if (tuning === undefined || mistuning(hertz, tuning) < OUT_OF_TUNE) return false;
  return !isPlayedOvertone(reference, frames);
}
