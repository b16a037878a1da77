import { STEP_TICKS } from '../../src/events/events.js';
import type { Performance } from '../../src/music/phrase.js';
import { steadyTempo } from '../../src/music/tempo.js';

/** What is struck together in a test's take: pitches, and a list wherever its notes differ. */
export interface Struck {
  readonly pitches: readonly number[];
  /** Grid steps after the one before; a quarter where it is not said. */
  readonly after?: number;
  /** Ticks beside the grid. */
  readonly microtimingTicks?: number;
  readonly durationTicks?: number | readonly number[];
  readonly velocity?: number | readonly number[];
}

/** A take of chords one after another, in 4/4 at 120. The first one stands on step 0. */
export function takeOf(chords: readonly Struck[], about: Partial<Performance> = {}): Performance {
  let step = 0;
  const notes = chords.flatMap(({ pitches, after = 12, microtimingTicks = 0, ...manner }, i) => {
    step += i === 0 ? 0 : after;
    return pitches.map((pitch, note) => ({
      pitch,
      startTicks: step * STEP_TICKS + microtimingTicks,
      durationTicks: ofNote(manner.durationTicks ?? 313, note),
      velocity: ofNote(manner.velocity ?? 71, note),
    }));
  });
  return {
    name: 'take.mid',
    notes,
    lengthTicks: (step + 12) * STEP_TICKS,
    tempoBpm: 120,
    tempoChanges: steadyTempo(120),
    isFree: false,
    timeSignature: { beats: 4, beatUnit: 4 },
    ...about,
  };
}

function ofNote(value: number | readonly number[], note: number): number {
  return typeof value === 'number' ? value : (value[note] as number);
}
