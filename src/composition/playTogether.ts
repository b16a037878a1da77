import type { Harmony } from '../decoding/decodePhrase.js';
import { ticksPerBar } from '../music/time.js';
import { type PlayingOptions, playPhrase } from './audition.js';
import type { PlayedPart } from './explainScore.js';
import { type HarmonyOfPiece, openHarmony } from './harmony/harmonyOfPiece.js';
import { pitchBias } from './harmony/pitchBias.js';
import { cutBars, placeInMaterial } from './passages.js';
import type { PiecePlan, PlannedPart } from './planPiece.js';

/** All parts of a piece as their decoders played them, and the harmony that they share; undefined where each keeps its own. */
export interface PlayedPiece {
  /** In the order of the plan. */
  readonly parts: readonly PlayedPart[];
  readonly harmony: HarmonyOfPiece | undefined;
}

/**
 * Decodes the parts one after another, the largest first, so that they share one harmony: whoever plays a phrase first
 * lays down its triads, and those who follow are decoded under them.
 */
export function playTogether(plan: PiecePlan, options: PlayingOptions): PlayedPiece {
  const barTicks = ticksPerBar(plan.timeSignature);
  const harmony = openHarmony(plan);
  const parts = plan.parts.map((part): PlayedPart => {
    const phrase = playPhrase(part, {
      ...options,
      lengthTicks: part.phraseTicks,
      harmony: harmony && harmonyOf(part, { harmony, barTicks }),
    });
    const bars = cutBars(phrase, { plan, part });
    harmony?.follow(part, bars);
    return { ...part, phrase, bars };
  });
  return { parts, harmony };
}

/** The common harmony as one part's decoder takes it. */
function harmonyOf(
  part: PlannedPart,
  { harmony, barTicks }: { harmony: HarmonyOfPiece; barTicks: number },
): Harmony {
  const placeOf = placeInMaterial(part, barTicks);
  const { strength, semitones } = part;
  return (step) => {
    const place = placeOf(step);
    if (!place) return undefined;
    const closes = place.bar === harmony.lastBar;
    if (strength === 0 && !closes) return undefined;
    const sounding = harmony.soundingAt(place);
    const { key } = harmony;
    return pitchBias(harmony.triadAt(place), { key, sounding, strength, semitones, closes });
  };
}
