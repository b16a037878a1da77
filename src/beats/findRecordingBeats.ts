import { countedBeatTicks } from '../music/metre.js';
import type { Performance } from '../music/phrase.js';
import { tempoClock } from '../music/tempo.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import { checkHints, hasHints } from './beatHints.js';
import type { BeatHints, Beats, SoundedNote } from './beats.js';
import { findBeats } from './findBeats.js';
import { gridBeats } from './gridBeats.js';
import { isTooShortToTell, keepsGrid } from './keepsGrid.js';
import { type LaidPerformance, layOnBeats } from './layOnBeats.js';

/** Rises with every change that gives other beats for the same notes: what was found before is then found anew. */
export const BEATS_VERSION = 1;

/** A recording on its beats, and where they lie. */
export interface RecordingBeats extends LaidPerformance {
  readonly beats: Beats;
  /** Whether they are the recording's own: it was played to a click, or written, and its ticks stay as they are. */
  readonly isOwnGrid: boolean;
  /** Whether it has a grid of its own, and a hint counts more. */
  readonly overridesGrid: boolean;
}

/** The tempo that a sequencer writes unless it is set, and that holds in a file without one (Standard MIDI Files 1.0). */
const DEFAULT_TEMPO_BPM = 120;

/** Confidence from which beats at another tempo count more than onsets that fit the grid of the default tempo. */
const SURE_AGAINST_DEFAULT = 0.5;

/** Tempi that differ by less are the same. */
const SAME_TEMPO = 0.04;

/** Seconds are rounded to so many decimals, so that beats that were kept as text give the same ticks. */
const BEAT_DECIMALS = 4;

/**
 * Finds where the beats of a recording lie, and lays it on them. A recording that keeps to its own grid
 * stays on it, to the tick; any other is laid on the beats that are found, or is free if there are none.
 *
 * At 120 quarters a minute throughout, the tempo may be the sequencer's default and not the player's, and music at 60,
 * 80, 90 or 160 fits that grid as well: there a sure beat at another tempo counts more than the grid.
 *
 * @param recording as `readRecording` gives it
 * @param hints what a person says; a hint counts more than the recording's own grid
 * @throws MirrorError `usage` for hints that cannot be
 * @example findRecordingBeats(readRecording(bytes, 'take.mid'), { tempoBpm: 76 }).beats.tempoBpm // 76, or near it
 */
export function findRecordingBeats(
  recording: LaidPerformance,
  hints: BeatHints = {},
): RecordingBeats {
  const { performance, startSeconds } = recording;
  const own = (): RecordingBeats => ({
    performance,
    startSeconds,
    beats: gridBeats(performance, startSeconds),
    isOwnGrid: true,
    overridesGrid: false,
  });
  const hasGrid = keepsGrid(performance);
  const isOnGrid = hasGrid && !hasHints(hints);
  if (isOnGrid && !isGridInDoubt(performance)) return own();
  const notes = soundedNotes(recording);
  const beats = findBeatsOfNotes(notes, hints);
  if (isOnGrid && !speaksAgainst(beats)) return own();
  return {
    ...layOnBeats(notes, { beats, name: performance.name }),
    beats,
    isOwnGrid: false,
    overridesGrid: hasGrid && hasHints(hints),
  };
}

/** As `findBeats`, with seconds as they are kept in text; throws MirrorError `usage` for hints that cannot be. */
export function findBeatsOfNotes(notes: readonly SoundedNote[], hints: BeatHints = {}): Beats {
  checkHints(hints);
  const beats = findBeats(notes, hints);
  const tidy = (seconds: readonly number[]) =>
    seconds.map((each) => Number(each.toFixed(BEAT_DECIMALS)));
  return { ...beats, beats: tidy(beats.beats), downbeats: tidy(beats.downbeats) };
}

/** Whether onsets on the grid are no proof yet, because its tempo is the default: then beats are looked for all the same. */
export function isGridInDoubt(performance: Performance): boolean {
  const isDefault = performance.tempoChanges.every(
    ({ tempoBpm }) => tempoBpm === DEFAULT_TEMPO_BPM,
  );
  return isDefault && !isTooShortToTell(performance);
}

/** The notes of a recording on the clock, seconds from its start. */
export function soundedNotes({ performance, startSeconds }: LaidPerformance): SoundedNote[] {
  const clock = tempoClock(performance.tempoChanges);
  return performance.notes.map(({ pitch, startTicks, durationTicks, velocity }) => {
    const noteSeconds = clock.secondsAt(startTicks);
    return {
      pitch,
      startSeconds: startSeconds + noteSeconds,
      durationSeconds: clock.secondsAt(startTicks + durationTicks) - noteSeconds,
      velocity,
    };
  });
}

function speaksAgainst({ tempoBpm, metre, confidence }: Beats): boolean {
  if (tempoBpm === null || metre === null || confidence < SURE_AGAINST_DEFAULT) return false;
  const quartersPerMinute = (tempoBpm * countedBeatTicks(metre)) / TICKS_PER_QUARTER;
  return Math.abs(quartersPerMinute / DEFAULT_TEMPO_BPM - 1) > SAME_TEMPO;
}
