import { pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('A lydian');
/** The circle of light on the table. */
const LIGHT = [76, 83];
const SWITCH = 45;
/** How a moth flies around one note, in semitones. */
const CIRCLES = [
  [0, 1, -1, 2, 1, -2],
  [0, -1, 1, -2, 2, -1],
  [0, 2, 1, -1, -2, 1],
];
/** What is read under it: half sentences, as degrees of the scale. */
const LINES = [
  { values: 'q. q e q. q e q. q. h.', degrees: [4, 5, 4, 3, 2, 3, 4, 1] },
  { values: 'q e q e h. q e q. h.', degrees: [2, 3, 4, 6, 5, 4, 3, 4, 2] },
  { values: 'q. q. e e e q. q e q e h.', degrees: [6, 4, 5, 4, 3, 2, 1, 2, 3, 4, 0] },
];

export const lamp: Cycle = {
  name: 'lamp',
  labels: [],
  instrument: 'flute',
  text: 'A click, and a high fifth stands still above everything; in its light half sentences are read, a moth flies in semitones around one note of it, and a second click leaves two low notes in the dark.',
  tempoBpm: 104,
  timeSignature: { beats: 6, beatUnit: 8 },
  touch: { ...AT_EASE, timingMs: 5, arc: 0.06, rubato: 0.04, unevenness: 2 },
  compose: (desk: Desk) => {
    const circle = pick(desk.random, CIRCLES);
    return form(desk, pick(desk.random, ['LRMRD', 'LMRMD', 'LRRMD']), {
      L: () => switchedOn(desk),
      R: (round) => read(desk, round),
      M: (round) => moth(desk, { circle, around: LIGHT[round % 2] ?? 76 }),
      D: () => dark(desk),
      Z: () =>
        inTurn([
          line(rhythm('h. h.'), [LIGHT], { velocity: [50, 36], held: 1 }),
          line(rhythm('e -e -e -q.'), [SWITCH], { velocity: 72, held: 0.3 }),
        ]),
    });
  },
};

/** The switch, then the fifth: struck once, and again each time the bulb has warmed a little more. */
function switchedOn({ random }: Desk): Passage {
  const warmth = pick(random, [
    [52, 64],
    [60, 48],
  ] as const);
  return inTurn([
    line(rhythm('e -e -e -q.'), [SWITCH], { velocity: 76, held: 0.3 }),
    line(rhythm('h. h. h. q. -q.'), [LIGHT], { velocity: warmth, held: 1 }),
  ]);
}

/** Four bars in the middle of the hand, the light above them. */
function read({ random }: Desk, round: number): Passage {
  const { values, degrees } = LINES[(round + wholeBetween(random, 0, 1)) % LINES.length] ?? {
    values: '-h.',
    degrees: [],
  };
  return together(
    line(rhythm('h. -h. h. -h.'), [LIGHT], { velocity: 38, held: 1 }),
    line(
      rhythm(values),
      degrees.map((degree) => pitchAt(SCALE, degree - 7)),
      { velocity: [60, 52], hand: 'left', held: 0.95 },
    ),
  );
}

/** Twice around, a rest on the shade, and around again from the other side. */
function moth(
  { random }: Desk,
  { circle, around }: { circle: readonly number[]; around: number },
): Passage {
  const flown = circle.map((step) => around + step);
  const rest = pick(random, ['-q.', 'q.', '-e q']);
  const turn = (notes: readonly number[]) =>
    inTurn([
      line(rhythm('s*12'), notes, { velocity: [44, 58], held: 0.7 }),
      line(rhythm(rest), [around], { velocity: 50, held: 0.5 }),
      silence(1.5),
    ]);
  return inTurn([turn(flown), turn([...flown].reverse())]);
}

function dark({ random }: Desk): Passage {
  const low = pick(random, [
    [57, 52],
    [56, 52],
    [52, 45],
  ]);
  return inTurn([
    line(rhythm('e -e -e -q.'), [SWITCH], { velocity: 70, held: 0.3 }),
    line(rhythm('h. h.'), low, { velocity: [44, 34], held: 1 }),
    silence(pick(random, [3, 6])),
  ]);
}
