import { countedBeats, countedBeatTicks } from '../../../../music/metre.js';
import { TICKS_PER_QUARTER, type TimeSignature } from '../../../../music/time.js';

/** What a metronome is set to. */
export interface Grid {
  /** Beats as they are counted: dotted quarters in 6/8. */
  readonly beatsPerMinute: number;
  readonly metre: TimeSignature;
}

/** What a metronome may be set to, in beats a minute. */
export const LEAST_BEATS_PER_MINUTE = 30;
export const MOST_BEATS_PER_MINUTE = 240;

/** Where a recording is, for a person who plays. */
export type RecordingPlace =
  /** `beat` of the bar that is counted in, from 1. */
  | { readonly kind: 'countIn'; readonly beat: number }
  /** `beat` of its bar from 1, and `bar` from 1; both undefined without a metronome. */
  | {
      readonly kind: 'take';
      readonly seconds: number;
      readonly bar?: number;
      readonly beat?: number;
    };

/** Quarter notes a minute. @example gridTempoBpm({ beatsPerMinute: 60, metre: { beats: 6, beatUnit: 8 } }) // 90 */
export function gridTempoBpm({ beatsPerMinute, metre }: Grid): number {
  return (beatsPerMinute * countedBeatTicks(metre)) / TICKS_PER_QUARTER;
}

export function beatSeconds({ beatsPerMinute }: Grid): number {
  return 60 / beatsPerMinute;
}

/** How long a bar lasts: the count-in. @example barSeconds({ beatsPerMinute: 90, metre: { beats: 3, beatUnit: 4 } }) // 2 */
export function barSeconds(grid: Grid): number {
  return countedBeats(grid.metre) * beatSeconds(grid);
}

/**
 * @param seconds since the take's first beat; below 0 in the count-in
 * @param grid undefined without a metronome
 */
export function recordingPlace(seconds: number, grid: Grid | undefined): RecordingPlace {
  if (grid === undefined) return { kind: 'take', seconds: Math.max(0, seconds) };
  const beats = Math.floor(seconds / beatSeconds(grid));
  const inBar = countedBeats(grid.metre);
  const beat = (((beats % inBar) + inBar) % inBar) + 1;
  if (seconds < 0) return { kind: 'countIn', beat };
  return { kind: 'take', seconds, bar: Math.floor(beats / inBar) + 1, beat };
}

/** The beats of a span in order, and which of them begin a bar. @param options.firstSeconds of a beat that begins one; none is before it */
export function beatsWithin(
  grid: Grid,
  {
    firstSeconds,
    fromSeconds,
    toSeconds,
  }: {
    readonly firstSeconds: number;
    readonly fromSeconds: number;
    readonly toSeconds: number;
  },
): { readonly seconds: number; readonly isBar: boolean }[] {
  const beat = beatSeconds(grid);
  const inBar = countedBeats(grid.metre);
  const first = Math.max(0, Math.ceil((fromSeconds - firstSeconds) / beat));
  const last = Math.floor((toSeconds - firstSeconds) / beat);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({
    seconds: firstSeconds + (first + i) * beat,
    isBar: (first + i) % inBar === 0,
  }));
}
