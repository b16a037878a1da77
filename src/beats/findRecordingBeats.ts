import { checkArguments, type OptionResult } from '../checks/checkOptions.js';
import { tempoClock } from '../music/tempo.js';
import { checkHints, hasHints } from './beatHints.js';
import type { BeatHints, Beats, SoundedNote } from './beats.js';
import { findBeats } from './findBeats.js';
import { gridBeats } from './gridBeats.js';
import { keepsGrid } from './keepsGrid.js';
import { type LaidPerformance, layOnBeats } from './layOnBeats.js';

/** Rises with every change that gives other beats for the same notes: what was found before is then found anew. */
export const BEATS_VERSION = 3;

/** A recording as it was read. */
export interface ReadPerformance extends LaidPerformance {
  /** The file's own; left out where the recording was no file of ticks. */
  readonly ticksPerQuarter?: number;
}

/** A recording on its beats, and where they lie. */
export interface RecordingBeats extends LaidPerformance {
  readonly beats: Beats;
  /** Whether they are the recording's own: it was played to a click, or written, and its ticks stay as they are. */
  readonly isOwnGrid: boolean;
  /** Whether it has a grid of its own, and a hint counts more. */
  readonly overridesGrid: boolean;
}

const RECORDING_RULE: OptionResult = {
  givenBy: 'readRecording(bytes, name)',
  fields: ['performance', 'startSeconds'],
};

/** Seconds are rounded to so many decimals, so that beats that were kept as text give the same ticks. */
const BEAT_DECIMALS = 4;

/**
 * Finds where the beats of a recording lie, and lays it on them. A recording that keeps to its own grid
 * stays on it, to the tick; any other is laid on the beats that are found, or is free if there are none.
 *
 * @param recording as `readRecording` gives it
 * @param hints what a person says; a hint counts more than the recording's own grid
 * @throws MirrorError `usage` for hints that cannot be
 * @example findRecordingBeats(readRecording(bytes, 'take.mid'), { tempoBpm: 76 }).beats.tempoBpm // 76, or near it
 */
export function findRecordingBeats(
  recording: ReadPerformance,
  hints: BeatHints = {},
): RecordingBeats {
  checkHints(hints);
  checkArguments({ recording }, { recording: RECORDING_RULE });
  const { performance, startSeconds, ticksPerQuarter } = recording;
  const hasGrid = keepsGrid(performance, { ticksPerQuarter });
  if (hasGrid && !hasHints(hints)) {
    const beats = gridBeats(performance, startSeconds);
    return { performance, startSeconds, beats, isOwnGrid: true, overridesGrid: false };
  }
  const notes = soundedNotes(recording);
  const beats = findBeatsOfNotes(notes, hints);
  return {
    ...layOnBeats(notes, { beats, name: performance.name }),
    beats,
    isOwnGrid: false,
    overridesGrid: hasGrid,
  };
}

/** As `findBeats`, with seconds as they are kept in text; throws MirrorError `usage` for hints that cannot be. */
export function findBeatsOfNotes(notes: readonly SoundedNote[], hints: BeatHints = {}): Beats {
  const beats = findBeats(notes, hints);
  const tidy = (seconds: readonly number[]) =>
    seconds.map((each) => Number(each.toFixed(BEAT_DECIMALS)));
  return { ...beats, beats: tidy(beats.beats), downbeats: tidy(beats.downbeats) };
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
