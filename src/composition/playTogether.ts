import type { Harmony } from '../decoding/decodePhrase.js';
import { playedNotes } from '../decoding/playedNotes.js';
import type { KeyEstimate } from '../music/key.js';
import type { Note } from '../music/note.js';
import { type PlayingOptions, playPhrase } from './audition.js';
import type { PlayedPart } from './explanation/explainScore.js';
import { clearKey, tuneParts } from './harmony/commonKey.js';
import { type HarmonyOfPiece, openHarmony } from './harmony/harmonyOfPiece.js';
import { pitchBias } from './harmony/pitchBias.js';
import { tuneToTriads } from './harmony/tuneToTriads.js';
import { type ImitatedMotif, imitate, isPlayed } from './imitation/imitate.js';
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
 * phrase lays down its triads, and the parts after it are moved to where they suit them and decoded under them, beginning with motifs of those before them where the form asks
 * for it. Where the leader turns out to play in another key than its
 * audition was in, the piece is in that key.
 */
export function playTogether(plan: PiecePlan, options: PlayingOptions): PlayedPiece {
  const { commonKey: common } = plan;
  const leader = common && plan.parts[common.leader];
  if (!leader) return playAll(plan, options);
  const harmony = openHarmony(plan);
  const own = harmony && harmonyOf(leader, { harmony, turns: turnsOf(plan) });
  const { bars } = playPart(leader, { plan, harmony: own, motifs: [], ...options });
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
  const turns = turnsOf(plan);
  const planned: PlannedPart[] = [];
  const parts: PlayedPart[] = [];
  for (const [voice, inKey] of plan.parts.entries()) {
    // The leader is decoded as it was when its key was found.
    const isLeader = voice === plan.commonKey?.leader;
    const part =
      harmony && !isLeader ? { ...inKey, ...tuneToTriads(inKey, { harmony, turns }) } : inKey;
    const own = harmony && harmonyOf(part, { harmony, turns });
    const motifs = isLeader ? [] : imitate(part, { voice, plan, played: parts, harmony: own });
    const played = playPart(part, { plan, harmony: own, motifs, ...options });
    harmony?.follow(part, played.bars);
    planned.push(part);
    parts.push(played);
  }
  return { plan: harmony ? { ...plan, parts: planned } : plan, parts, harmony };
}

function playPart(
  part: PlannedPart,
  {
    plan,
    motifs,
    ...options
  }: PlayingOptions & {
    plan: PiecePlan;
    harmony: Harmony | undefined;
    motifs: readonly ImitatedMotif[];
  },
): PlayedPart {
  const phrase = playPhrase(part, {
    ...options,
    lengthTicks: part.phraseTicks,
    motifs: motifs.map(({ fromStep, events }) => ({ fromStep, events })),
  });
  // The phrase's own notes end where it ends; in the piece they ring on.
  const bars = cutBars(playedNotes(phrase.events), { plan, part });
  return { ...part, phrase, bars, motifs: motifs.filter((motif) => isPlayed(motif, { phrase })) };
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
