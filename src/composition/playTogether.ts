import type { Harmony } from '../decoding/decodePhrase.js';
import { playedNotes } from '../decoding/playedNotes.js';
import type { KeyEstimate } from '../music/key.js';
import type { Note } from '../music/note.js';
import { type PlayingOptions, playPhrase } from './audition.js';
import type { PlayedPart } from './explanation/explainScore.js';
import { clearKey, tuneParts } from './harmony/commonKey.js';
import { type HarmonyOfPiece, openHarmony } from './harmony/harmonyOfPiece.js';
import { pitchBias } from './harmony/pitchBias.js';
import { cutBars, placeInMaterial } from './passages.js';
import type { PiecePlan, PlannedPart } from './planPiece.js';
import { turnsOf } from './turns.js';

/** A piece as its decoders played it. */
export interface PlayedPiece {
  /** As it turned out: in the key that its leader plays in. */
  readonly plan: PiecePlan;
  /** In the order of the plan. */
  readonly parts: readonly PlayedPart[];
  /** Undefined where each part keeps its own. */
  readonly harmony: HarmonyOfPiece | undefined;
}

/**
 * Decodes the parts one after another, the largest first, so that they share one harmony: the first part that plays in a
 * phrase lays down its triads, and the parts after it are decoded under them. Where the leader turns out to play in another key than its
 * audition was in, the piece is in that key.
 */
export function playTogether(plan: PiecePlan, options: PlayingOptions): PlayedPiece {
  const { commonKey: common } = plan;
  const leader = common && plan.parts[common.leader];
  if (!leader) return playAll(plan, options);
  const { bars } = playPart(leader, { plan, harmony: openHarmony(plan), ...options });
  // The last bar is on the tonic already, whether or not it is the one that the music asks for.
  const key = clearKey(plan.form.bars.slice(0, -1).flatMap((bar) => bars[bar] ?? []));
  if (!key || isSameKey(key, common.key)) return playAll(plan, options);
  const settled = { ...common, key };
  const tunings = tuneParts(
    plan.parts.map(({ audition }) => audition.notes),
    settled,
  );
  const parts = plan.parts.map((part, i) => ({ ...part, ...tunings[i] }));
  return playAll({ ...plan, commonKey: settled, parts }, options);
}

function playAll(plan: PiecePlan, options: PlayingOptions): PlayedPiece {
  const harmony = openHarmony(plan);
  const parts = plan.parts.map((part): PlayedPart => {
    const played = playPart(part, { plan, harmony, ...options });
    harmony?.follow(part, played.bars);
    return played;
  });
  return { plan, parts, harmony };
}

function playPart(
  part: PlannedPart,
  {
    plan,
    harmony,
    ...options
  }: PlayingOptions & { plan: PiecePlan; harmony: HarmonyOfPiece | undefined },
): PlayedPart {
  const phrase = playPhrase(part, {
    ...options,
    lengthTicks: part.phraseTicks,
    harmony: harmony && harmonyOf(part, { harmony, turns: turnsOf(plan) }),
  });
  // The phrase's own notes end where it ends; in the piece they ring on.
  return { ...part, phrase, bars: cutBars(playedNotes(phrase.events), { plan, part }) };
}

function isSameKey(a: KeyEstimate, b: KeyEstimate): boolean {
  return a.tonic === b.tonic && a.mode === b.mode;
}

/** The common harmony as one part's decoder takes it. */
function harmonyOf(
  part: PlannedPart,
  { harmony, turns }: { harmony: HarmonyOfPiece; turns: ReadonlySet<number> },
): Harmony {
  const { barTicks } = harmony;
  const placeOf = placeInMaterial(part, barTicks);
  const { strength, semitones } = part;
  const spanTicks = Math.min(barTicks, part.stretch * medianDuration(part.audition.notes));
  return (step) => {
    const place = placeOf(step);
    if (!place) return undefined;
    const closes = place.bar === harmony.lastBar;
    // A part alone in its turn clashes with no other.
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
