import { type Random, seededRandom } from '../src/math/random.js';
import { TICKS_PER_QUARTER, type TimeSignature, ticksPerBar } from '../src/music/time.js';
import { between, pick } from './chance.js';
import { type Passage, transposed } from './passage.js';
import type { Touch } from './touch.js';

/** What a composer is handed for one take: chance, how long it should last, and bars to fill. */
export interface Desk {
  readonly random: Random;
  readonly targetBeats: number;
  readonly beatsPerBar: number;
}

/** One object's cycle of small pieces: what object.json says of it, and how a take of it is made. */
export interface Cycle {
  readonly name: string;
  readonly labels: readonly string[];
  readonly instrument: string;
  /** One or two sentences: the musical idea. */
  readonly text: string;
  readonly tempoBpm: number;
  /** Tempi of the takes in turn, quarter notes a minute; `tempoBpm` for all of them where nothing is said. */
  readonly tempi?: readonly number[] | undefined;
  readonly timeSignature: TimeSignature;
  /** Length of a take, shortest and longest; 54 to 74 where nothing is said. */
  readonly seconds?: readonly [number, number];
  /** Semitones from home that a take may stand in; home only where nothing is said. */
  readonly keys?: readonly number[];
  readonly touch: Touch;
  compose(desk: Desk): readonly Passage[];
}

/** A take as written, before anybody plays it. */
export interface Take {
  readonly title: string;
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
  readonly passages: readonly Passage[];
  readonly touch: Touch;
}

/** Which take of a cycle: the seed of the whole collection, and the take's number from 1. */
export interface TakeId {
  readonly seed: number;
  readonly number: number;
}

/** Composes one take; equal cycle, seed and number give equal takes. */
export function composeTake(cycle: Cycle, { seed, number }: TakeId): Take {
  const random = seededRandom(`${cycle.name} ${seed} ${number} written`);
  const { tempi = [] } = cycle;
  const middleBpm = tempi[(number - 1) % tempi.length] ?? cycle.tempoBpm;
  const tempoBpm = Math.round(middleBpm * between(random, 0.95, 1.05) * 10) / 10;
  const [shortest, longest] = cycle.seconds ?? [54, 74];
  const beatsPerBar = ticksPerBar(cycle.timeSignature) / TICKS_PER_QUARTER;
  const key = pick(random, cycle.keys ?? [0]);
  const targetBeats = (between(random, shortest, longest) * tempoBpm) / 60;
  return {
    title: `${cycle.name}, take ${number}`,
    tempoBpm,
    timeSignature: cycle.timeSignature,
    passages: cycle
      .compose({ random, targetBeats, beatsPerBar })
      .map((passage) => transposed(passage, key)),
    touch: cycle.touch,
  };
}
