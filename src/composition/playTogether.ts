import type { Harmony } from '../decoding/decodePhrase.js';
import { playedNotes } from '../decoding/playedNotes.js';
import type { Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import { type PlayingOptions, playPhrase } from './audition.js';
import type { PlayedPart } from './explainScore.js';
import { type HarmonyOfPiece, openHarmony } from './harmony/harmonyOfPiece.js';
import { pitchBias } from './harmony/pitchBias.js';
import { cutBars, placeInMaterial } from './passages.js';
import { turnsOf } from './placeBars.js';
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
  const turns = turnsOf(plan);
  const parts = plan.parts.map((part): PlayedPart => {
    const phrase = playPhrase(part, {
      ...options,
      lengthTicks: part.phraseTicks,
      harmony: harmony && harmonyOf(part, { harmony, barTicks, turns }),
    });
    // The phrase's own notes end where it ends; in the piece they ring on.
    const bars = cutBars(playedNotes(phrase.events), { plan, part });
    harmony?.follow(part, bars);
    return { ...part, phrase, bars };
  });
  return { parts, harmony };
}

/** The common harmony as one part's decoder takes it. */
function harmonyOf(
  part: PlannedPart,
  {
    harmony,
    barTicks,
    turns,
  }: { harmony: HarmonyOfPiece; barTicks: number; turns: ReadonlySet<number> },
): Harmony {
  const placeOf = placeInMaterial(part, barTicks);
  const { strength, semitones } = part;
  const spanTicks = Math.min(barTicks, part.stretch * medianDuration(part.audition.notes));
  return (step) => {
    const place = placeOf(step);
    if (!place) return undefined;
    const closes = place.bar === harmony.lastBar;
    // Who has a turn alone rubs against nobody.
    const isFree = strength === 0 || turns.has(place.bar);
    if (isFree && !closes) return undefined;
    const sounding = harmony.soundingAt(place, spanTicks);
    const { key } = harmony;
    return pitchBias(harmony.triadAt(place), { key, sounding, strength, semitones, closes });
  };
}

/** Ticks, in the decoder's own time. */
function medianDuration(notes: readonly Note[]): number {
  const durations = notes.map(({ durationTicks }) => durationTicks).sort((a, b) => a - b);
  return durations[Math.floor(durations.length / 2)] ?? 0;
}
