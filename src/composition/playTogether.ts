import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import type { Harmony } from '../decoding/decodePhrase.js';
import { playedNotes } from '../decoding/playedNotes.js';
import { median } from '../math/median.js';
import type { KeyEstimate } from '../music/key.js';
import { keyPresses } from '../music/keyPresses.js';
import { type Note, pitchClassOf } from '../music/note.js';
import { type CommonKey, clearKey, tuneParts } from './harmony/commonKey.js';
import { type HarmonyOfPiece, LEADS_FROM, openHarmony } from './harmony/harmonyOfPiece.js';
import { pitchBias } from './harmony/pitchBias.js';
import { tuneToTriads } from './harmony/tuneToTriads.js';
import { type ImitatedMotif, imitate, isPlayed } from './imitation/imitate.js';
import { cutBars, placeInMaterial } from './passages.js';
import { PLAN_RULE } from './pieceRules.js';
import { placeBars } from './placeBars.js';
import type { PiecePlan, PlannedPart } from './planPiece.js';
import type { PlayedPart } from './playing/playedPart.js';
import { PLAYING_RULES, type PlayingOptions } from './playing/player.js';
import { playPhrase } from './playing/playPhrase.js';
import { turnsOf } from './turns.js';

/** A piece as its decoders played it. */
export interface PlayedPiece {
  /** As it turned out: in the key that it is heard in. */
  readonly plan: PiecePlan;
  /** In the order of the plan. */
  readonly parts: readonly PlayedPart[];
  /** Undefined where each part keeps its own. */
  readonly harmony: HarmonyOfPiece | undefined;
}

/** How often a piece is played at most until it is in the key that it was played for. */
const MOST_TIMES = 4;

/**
 * Decodes the parts one after another, the largest first, so that they share one harmony: the first part that plays in
 * a phrase lays down its triads, and the parts after it are moved to where they suit them and decoded under them,
 * beginning with motifs of those before them where the form asks for it. The leader is decoded once by itself, and then
 * under the triads that it has laid down: they are more varied than what it plays. Where a piece turns out to be heard in another
 * key than that of its leader's audition, it is played again in that one, so that it closes where it is at home. Where
 * that key is none that its leader could lead in, and where no key keeps to itself, it is played as it was first, but
 * for its close, which is where it is heard to be at home.
 *
 * @throws MirrorError `usage` for an option of another type or of no known name
 */
export function playTogether(plan: PiecePlan, options: PlayingOptions): PlayedPiece {
  checkOptions('playTogether', options, PLAYING_RULES);
  checkArguments({ plan }, { plan: PLAN_RULE });
  const first = playAll(plan, options);
  const played = [first];
  for (;;) {
    const last = played.at(-1) as PlayedPiece;
    const { commonKey: common } = last.plan;
    const key = common && keyOf(last);
    if (!key || isSameKey(key, common.key)) return last;
    const next = inKey(plan, { ...common, key });
    const { strength } = next.parts[common.leader] as PlannedPart;
    const isKnown = played.some((each) => isSameKey(key, (each.plan.commonKey as CommonKey).key));
    if (isKnown || strength < LEADS_FROM || played.length === MOST_TIMES)
      return closedAtHome(first, plan, options);
    played.push(playAll(next, options));
  }
}

/** A piece that closes in the key that it is heard in, though it is played for another one; as it is where that key does not stay. */
function closedAtHome(piece: PlayedPiece, plan: PiecePlan, options: PlayingOptions): PlayedPiece {
  const [common, home] = [piece.plan.commonKey, keyOf(piece)];
  if (!common || !home) return piece;
  const closed = playAll({ ...plan, commonKey: { ...common, home } }, options);
  const key = keyOf(closed);
  return key && isSameKey(key, home) ? closed : piece;
}

/** The key that all parts together are clearly heard in. */
function keyOf({ plan, parts }: PlayedPiece): KeyEstimate | undefined {
  const notes = parts.flatMap((played, i) => {
    const part = plan.parts[i] as PlannedPart;
    return keyPresses(placeBars(played.bars, { plan, part })).map((note) => ({
      ...note,
      pitch: pitchClassOf(note.pitch + part.semitones),
    }));
  });
  return clearKey(notes);
}

/** A plan in another key than it was made for. */
function inKey(plan: PiecePlan, commonKey: CommonKey): PiecePlan {
  const auditions = plan.parts.map(({ audition }) => audition.notes);
  const tunings = tuneParts(auditions, commonKey);
  return { ...plan, commonKey, parts: plan.parts.map((part, i) => ({ ...part, ...tunings[i] })) };
}

function playAll(plan: PiecePlan, options: PlayingOptions): PlayedPiece {
  const harmony = openHarmony(plan);
  const turns = turnsOf(plan);
  const planned: PlannedPart[] = [];
  const parts: PlayedPart[] = [];
  for (const [voice, plannedPart] of plan.parts.entries()) {
    // The others move; what the leader implies, it implies where it was recorded.
    const isLeader = voice === plan.commonKey?.leader;
    const part =
      harmony && !isLeader
        ? { ...plannedPart, ...tuneToTriads(plannedPart, { harmony, turns }) }
        : plannedPart;
    const own = harmony && harmonyOf(part, { harmony, turns });
    const motifs = isLeader ? [] : imitate(part, { voice, plan, played: parts, harmony: own });
    const play = () => playPart(part, { plan, harmony: own, motifs, ...options });
    const first = play();
    // What the leader implies when nothing but the cadences is asked of it becomes the harmony, which it then plays under as others do.
    const played = isLeader && harmony?.layDown(part, first.bars) ? play() : first;
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
  return a.relativeMajor === b.relativeMajor && a.mode === b.mode;
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

/** Ticks, in the decoder's own time; 0 without notes. */
function medianDuration(notes: readonly Note[]): number {
  return notes.length > 0 ? median(notes.map(({ durationTicks }) => durationTicks)) : 0;
}
