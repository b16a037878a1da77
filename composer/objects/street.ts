import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, together } from '../passage.js';
import { type Rhythm, rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { MECHANICAL } from '../touch.js';

/** Three lights in E flat; from each to the next hardly a finger moves. */
const RED = [66, 70, 72, 75];
const GREEN = [67, 70, 75];
const AMBER = [65, 68, 72, 75];
const TICK = 82;

interface Walker {
  readonly steps: string;
  readonly pitches: readonly (number | readonly number[])[];
}

/** Two bars each, in shoes of their own: a clerk, a child that skips, two friends, a small dog, high heels, and a stick. */
const WALKERS: readonly Walker[] = [
  { steps: 'e -e e -e e -e e -e e -e e -e e -e q', pitches: [51, 55, 53, 56, 55, 58, 56, 53] },
  {
    steps: 'e. s e. s e. s q e. s e. s q q',
    pitches: [58, 60, 63, 60, 58, 55, 51, 58, 60, 63, 62, 60, 58],
  },
  {
    steps: 'q e e q q e e q h',
    pitches: [
      [51, 58],
      [53, 60],
      [55, 63],
      [53, 60],
      [51, 58],
    ],
  },
  {
    steps: 's s e s s e q q s s e s s e h',
    pitches: [51, 55, 58, 51, 55, 58, 63, 60, 51, 55, 58, 62, 58, 55, 51],
  },
  { steps: 'e e q e e q e e q q q', pitches: [63, 58, 55, 62, 58, 53, 60, 56, 53, 56, 51] },
  { steps: 'q -e s s q -e s s q q h', pitches: [51, 63, 63, 53, 63, 63, 55, 53, 51] },
];
/** What is hummed on the bench, four bars while the lights change. */
const BENCHES = [
  { values: 'q. e h q. e h q. e q q w', pitches: [63, 65, 67, 63, 62, 60, 60, 58, 62, 60, 63] },
  { values: 'h q. e h. -q h q. e w', pitches: [67, 65, 63, 60, 62, 63, 65, 63] },
  { values: 'q q. e q h. q q q. e q w', pitches: [58, 63, 62, 63, 67, 65, 63, 62, 60, 62, 63] },
  { values: 'h. e e h. e e h q q w', pitches: [60, 62, 63, 65, 63, 62, 60, 63, 62, 63] },
];
/** A coin goes in, rolls down and is counted. */
const COINS = [
  [82, 77, 75, 70, 65, 63, 51],
  [80, 75, 74, 68, 63, 62, 50],
  [82, 80, 74, 70, 68, 62, 58],
  [82, 79, 75, 72, 67, 63, 51],
  [77, 82, 75, 70, 72, 63, 55],
];

export const street: Cycle = {
  name: 'street',
  labels: ['traffic light', 'stop sign', 'parking meter', 'fire hydrant', 'bench'],
  instrument: 'muted trumpet',
  text: 'Three lights, three chords in a fixed turn: red waits to a slow tick, on green people cross in shoes of their own, on amber they run; a coin drops into the meter, a bench hums.',
  tempoBpm: 112,
  timeSignature: COMMON_TIME,
  touch: { ...MECHANICAL, unevenness: 3, accent: 0.08, voicing: 0.06 },
  compose: (desk: Desk) => {
    const walkers = shuffled(WALKERS, desk.random);
    const turn = (round: number) =>
      inTurn([red(), green(walkers.slice((2 * round) % 6, ((2 * round) % 6) + 2)), amber(desk)]);
    return form(desk, pick(desk.random, ['TMTBT', 'TBTMT', 'BTMTT', 'MTTBT']), {
      T: turn,
      M: () => meter(desk),
      B: () => bench(desk),
      Z: () =>
        inTurn([
          red(),
          together(
            line(rhythm('w h -h'), [GREEN, GREEN], { velocity: [70, 56], hand: 'left', held: 0.9 }),
            line(ticks('-q e -e', 4), [TICK], { velocity: [48, 36], held: 0.4 }),
          ),
        ]),
    });
  },
};

/** Two bars: the chord stands in the way in halves, the signal ticks once between two of them. */
function red(): Passage {
  return together(
    line(rhythm('h*4'), [RED], { velocity: [92, 74], hand: 'left', held: 0.7 }),
    line(ticks('-q. e', 4), [TICK], { velocity: 50, held: 0.4 }),
  );
}

/** Four bars: two walkers cross in front of the chord, and the signal ticks on every beat. */
function green(walkers: readonly Walker[]): Passage {
  const crossed = walkers.map(({ steps, pitches }) =>
    line(rhythm(steps), pitches, {
      velocity: [68, 78],
      held: 0.6,
    }),
  );
  return together(
    line(rhythm('h*8'), [GREEN], { velocity: 66, hand: 'left', held: 0.8 }),
    line(ticks('e -e', 16), [TICK], { velocity: 42, held: 0.4 }),
    inTurn(crossed),
  );
}

/** Two bars: the chord hurries, the signal ticks in sixteenths, and the last feet take the scale at a run. */
function amber({ random }: Desk): Passage {
  const feet = pick(random, [
    [58, 60, 62, 63, 65, 67, 68, 70, 72],
    [75, 72, 70, 68, 67, 65, 63, 62, 60],
    [51, 53, 55, 56, 58, 60, 62, 63, 67],
    [67, 65, 63, 65, 63, 62, 60, 62, 58],
  ]);
  return inTurn([
    line(rhythm('e s s e s s e s s e s s'), [AMBER, TICK, TICK], {
      velocity: [76, 96],
      hand: 'left',
      held: 0.7,
    }),
    line(rhythm('s*8 e -e -q'), feet, { velocity: [62, 84], held: 0.6 }),
  ]);
}

/** Four bars with nowhere to go: a tune in long notes, and the lights changing softly above it. */
function bench({ random }: Desk): Passage {
  const { values, pitches } = pick(random, BENCHES);
  return together(
    line(rhythm(values), pitches, { velocity: [70, 62], held: 1 }),
    line(rhythm('w*4'), [GREEN, AMBER, RED, GREEN], { velocity: 44, hand: 'left', held: 1 }),
  );
}

/** The coin rolls down and is counted; the clockwork inside turns a little further. */
function meter({ random }: Desk): Passage {
  return inTurn([
    line(rhythm('s s e s s e e -e -q'), pick(random, COINS), { velocity: [94, 70], held: 0.6 }),
    line(rhythm('s*8 e -e -q'), [57, 58], { velocity: [58, 40], held: 0.6 }),
  ]);
}

/** A signal that repeats so many times. */
function ticks(signal: string, times: number): Rhythm {
  return rhythm(Array.from({ length: times }, () => signal).join(' '));
}
