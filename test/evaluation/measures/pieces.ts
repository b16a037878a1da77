import { STEP_TICKS } from '../../../src/events/events.js';
import {
  type MeasuredPerformance,
  toMeasuredPerformance,
} from '../../../src/events/measuredPerformance.js';
import { seededRandom } from '../../../src/math/random.js';
import { byStart } from '../../../src/music/note.js';
import type { Performance } from '../../../src/music/phrase.js';
import { steadyTempo } from '../../../src/music/tempo.js';

/** A chord of a test's music: pitches, the step of the grid it is struck on, ticks it is held, and how hard. */
export type Struck = readonly [
  pitches: readonly number[],
  step: number,
  durationTicks?: number,
  velocity?: number,
];

/** Music from a list of chords. */
export function pieceOf(
  chords: readonly Struck[],
  about: Partial<Performance> = {},
): MeasuredPerformance {
  const notes = chords
    .flatMap(([pitches, step, durationTicks = 203, velocity = 67]) =>
      pitches.map((pitch) => ({ pitch, startTicks: step * STEP_TICKS, durationTicks, velocity })),
    )
    .sort(byStart);
  const lengthTicks = notes.reduce(
    (length, { startTicks, durationTicks }) => Math.max(length, startTicks + durationTicks),
    0,
  );
  return toMeasuredPerformance({
    name: 'take.mid',
    notes,
    lengthTicks,
    tempoBpm: 93,
    tempoChanges: steadyTempo(about.tempoBpm ?? 93),
    isFree: false,
    timeSignature: { beats: 3, beatUnit: 4 },
    ...about,
  });
}

/** A melody, a note each so many steps. */
export function melodyOf(pitches: readonly number[], { every = 6 } = {}): MeasuredPerformance {
  return pieceOf(pitches.map((pitch, i) => [[pitch], i * every]));
}

/** A manner of playing that can be told from others by what it plays, never by its order. */
export interface Manner {
  readonly chords: readonly (readonly number[])[];
  readonly distances: readonly number[];
  readonly durationTicks: number;
  readonly velocity: number;
}

export const MANNERS = {
  music: {
    chords: [[48, 55], [53, 60], [55, 62, 71], [67]],
    distances: [6, 12, 18],
    durationTicks: 911,
    velocity: 45,
  },
  machine: { chords: [[61], [63], [66]], distances: [3, 6], durationTicks: 83, velocity: 103 },
  bells: { chords: [[84, 91], [86], [89]], distances: [12, 24], durationTicks: 1907, velocity: 71 },
} satisfies Record<string, Manner>;

/** Music in a manner, by chance. */
export function playedIn(manner: Manner, seed: string, { events = 70 } = {}): MeasuredPerformance {
  const random = seededRandom(seed);
  const any = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  let step = 0;
  const chords = Array.from({ length: events }, (): Struck => {
    const at = step;
    step += any(manner.distances);
    const held = manner.durationTicks + Math.floor(random() * 60);
    return [any(manner.chords), at, held, manner.velocity + Math.floor(random() * 17)];
  });
  return pieceOf(chords, { name: `${seed}.mid` });
}
