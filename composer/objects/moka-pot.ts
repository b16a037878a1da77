import { COMMON_TIME } from '../../src/music/time.js';
import { pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, louder, type Passage, silence, together, transposed } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('G harmonic minor');
/** What falls first: each drop is a little sooner than the one before. */
const DROPS = [
  'h. -q h q. -e q q -e e q e e e e e e',
  'w h. h q. e q -e e q -q',
  'h -h h q -q q e -e e e e e e e e e',
];
/** What the water says while it rises: neighbouring thirds, turned about. */
const MURMURS = [
  [0, 2, 1, 3, 2, 1],
  [0, 1, 2, 0, 3, 1],
  [2, 0, 1, 3, 1, 0],
];

export const mokaPot: Cycle = {
  name: 'moka-pot',
  labels: [],
  instrument: 'bassoon',
  text: 'First almost nothing: low drops, each a little sooner than the last; a murmur of thirds climbs step by step and thickens until it boils over, and is poured out in one long falling line.',
  tempoBpm: 92,
  timeSignature: COMMON_TIME,
  touch: { ...AT_EASE, timingMs: 7, arc: 0.08, rubato: 0.05, accent: 0.04 },
  compose: (desk: Desk) => {
    const murmur = pick(desk.random, MURMURS);
    return form(desk, pick(desk.random, ['DMBP', 'DMMBP', 'MDMBP']), {
      D: (round) => drops(desk, round),
      M: (round) => rising(murmur, round),
      B: () => boiling(desk, murmur),
      P: () => poured(desk),
      Z: () =>
        inTurn([
          poured(desk),
          line(
            rhythm('q -q -h q -h.'),
            [
              [43, 55],
              [31, 43],
            ],
            { velocity: [52, 34], held: 0.5 },
          ),
        ]),
    });
  },
};

function drops({ random }: Desk, round: number): Passage {
  const low = pick(random, [
    [-14, -14, -10],
    [-14, -12, -14, -10],
  ]);
  const falling = low.map((degree) => pitchAt(SCALE, degree + (round % 2)));
  return line(rhythm(pick(random, DROPS)), falling, { velocity: [36, 50], held: 0.35 });
}

/** Four bars: the same six notes of thirds, a step higher in each, in triplets. */
function rising(murmur: readonly number[], round: number): Passage {
  const bars = [0, 1, 2, 3].map((step) =>
    line(rhythm('e3*12'), thirdsAt(-12 + step + (round % 2), murmur), {
      velocity: [44 + 8 * step, 50 + 8 * step],
      held: 0.8,
    }),
  );
  return inTurn(bars);
}

function thirdsAt(degree: number, murmur: readonly number[]): number[][] {
  return murmur.map((step) => [pitchAt(SCALE, degree + step), pitchAt(SCALE, degree + step + 2)]);
}

/** The lid rattles: sixteenths of full chords below, spurts in the treble, and the flame is turned down at once. */
function boiling({ random }: Desk, murmur: readonly number[]): Passage {
  const bubbles = thirdsAt(-7, murmur).map((third) => [...third, (third[0] ?? 55) + 12]);
  const spurts = Array.from({ length: wholeBetween(random, 2, 3) }, (_, each) =>
    inTurn([
      silence(pick(random, [1, 1.5])),
      transposed(
        line(
          rhythm('s s s s e'),
          [0, 2, 4, 6, 7].map((degree) => pitchAt(SCALE, degree)),
          {
            velocity: [76, 96],
            held: 0.6,
          },
        ),
        each % 2 ? 12 : 0,
      ),
    ]),
  );
  return inTurn([
    together(
      line(rhythm('s*28 e -e'), bubbles, { velocity: [78, 98], hand: 'left', held: 0.7 }),
      inTurn(spurts),
    ),
    silence(wholeBetween(random, 1, 3)),
  ]);
}

/** A long line downward, faster as the pot is tilted, into a cup that fills. */
function poured({ random }: Desk): Passage {
  const top = pick(random, [7, 8, 6]);
  const fall = Array.from({ length: 14 }, (_, step) => pitchAt(SCALE, top - step));
  const stream = line(rhythm('q. e q e e e e e e s s s s q'), fall, {
    velocity: [64, 48],
    held: 1,
  });
  const filling = line(
    rhythm('-w h q q'),
    [
      [43, 50],
      [43, 51],
      [43, 55],
    ],
    {
      velocity: [40, 46],
      hand: 'left',
      held: 0.95,
    },
  );
  return louder(together(stream, filling), 0.95);
}
