import { shuffled } from '../../src/math/random.js';
import { pick } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence, together } from '../passage.js';
import { beatsOf, type Rhythm, rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('B mixolydian');
const BEATS_PER_BAR = 5;
/** What lies below and what lies above: they are put down at different beats of the five. */
const BELOW = rhythm('q. q. h');
const ABOVE = rhythm('-h. q q');

/** A filling: one bar of five, as degrees of the scale. */
interface Filling {
  readonly rhythm: string;
  readonly degrees: readonly (number | readonly number[])[];
}

/** Two loaves: where the lower slice lies, and where it is put at the end of each bar. */
const LOAVES = [
  [
    [47, 54],
    [45, 52],
  ],
  [
    [44, 51],
    [49, 56],
  ],
];

const SALAD: Filling = { rhythm: '-e e e e q e e q', degrees: [0, 2, 4, 6, 5, 3, 1] };
const PIZZA: Filling = {
  rhythm: '-q e3*12',
  degrees: [0, 2, 4, 5, 6, 5, 4, 2, 0, -1, -2, -1],
};
const MUSTARD: Filling = {
  rhythm: '-q s s s s e e s s s s q',
  degrees: [4, 1, 4, 1, 6, 2, 4, 1, 4, 1, 0],
};
const CARROT: Filling = {
  rhythm: '-e e -e e e -e e e -e e',
  degrees: [[4, 5], 2, [4, 5], 2, [4, 5], 0],
};
const BROCCOLI: Filling = {
  rhythm: '-q e e e q q e',
  degrees: [0, 2, [2, 4], [2, 4, 6], [1, 3, 5], 3],
};

export const meal: Cycle = {
  name: 'meal',
  labels: ['sandwich', 'pizza', 'hot dog', 'carrot', 'broccoli'],
  instrument: 'clarinet',
  text: 'Five beats with a slice below, a slice above and a filling between them, another one each time; then each bite takes notes away until only crumbs are left.',
  tempoBpm: 116,
  timeSignature: { beats: BEATS_PER_BAR, beatUnit: 4 },
  seconds: [52, 68],
  touch: { ...AT_EASE, timingMs: 5, rollMs: 5, arc: 0.05, rubato: 0.02, accent: 0.08 },
  compose: (desk: Desk) => {
    const fillings = shuffled([SALAD, PIZZA, MUSTARD, CARROT, BROCCOLI], desk.random);
    const served = (round: number) => fillings[round % fillings.length] as Filling;
    return form(desk, pick(desk.random, ['SESE', 'SESTE', 'STESE']), {
      S: (round) => stacked(desk, { filling: served(round), loaf: round % 2 }),
      E: (round) => eaten(desk, { filling: served(round), loaf: round % 2 }),
      T: () => twoAtTable(served(0)),
      Z: () =>
        inTurn([
          together(bread(2, 0), upperSlice(2), filled([served(0), served(1)])),
          crumbs(desk),
        ]),
    });
  },
};

/** One layer more each bar: bread, filling, the other slice, and the whole once again a step higher inside. */
function stacked({ random }: Desk, { filling, loaf }: { filling: Filling; loaf: number }): Passage {
  const higher = pick(random, [1, 2]);
  return together(
    bread(5, loaf),
    inTurn([silence(BEATS_PER_BAR), filled([filling, filling, raised(filling, higher), filling])]),
    inTurn([silence(2 * BEATS_PER_BAR), upperSlice(3)]),
  );
}

/** Two eat of one filling: what one plays the other takes up two beats later, an octave lower. */
function twoAtTable(filling: Filling): Passage {
  const first = filled([filling, filling, filling]);
  const second = filled([raised(filling, -7), raised(filling, -7)]);
  return together(
    bread(1, 0),
    first,
    inTurn([silence(BEATS_PER_BAR + 2), { ...second, lengthBeats: 2 * BEATS_PER_BAR - 2 }]),
  );
}

/** Bite after bite from the end: fewer notes in each bar, first with bread and then without. */
function eaten(desk: Desk, { filling, loaf }: { filling: Filling; loaf: number }): Passage {
  const bars = [1, 0.7, 0.45, 0.2].map((left, bar) =>
    together(
      bar === 0 ? upperSlice(1) : silence(BEATS_PER_BAR),
      bar < 3 ? bread(1, loaf) : silence(BEATS_PER_BAR),
      line(bitten(rhythm(filling.rhythm), left), inKey(filling), {
        velocity: [74 - 6 * bar, 66 - 6 * bar],
        held: 0.6,
      }),
    ),
  );
  return inTurn([...bars, crumbs(desk)]);
}

/** The rhythm with only its first notes left, rests where the others were. */
function bitten(values: Rhythm, left: number): Rhythm {
  const end = left * beatsOf(values);
  return values.map((value, place) => ({
    ...value,
    sounds: value.sounds && beatsOf(values.slice(0, place)) < Math.max(end, 1.5),
  }));
}

function bread(bars: number, loaf: number): Passage {
  const values = Array.from({ length: bars }, () => BELOW).flat();
  const [slice = [], heel = []] = LOAVES[loaf] ?? [];
  return line(values, [slice, slice, heel], { velocity: [64, 60], hand: 'left', held: 0.9 });
}

function upperSlice(bars: number): Passage {
  const values = Array.from({ length: bars }, () => ABOVE).flat();
  return line(
    values,
    [
      [75, 78],
      [73, 76],
    ],
    { velocity: [66, 70], held: 0.9 },
  );
}

function filled(fillings: readonly Filling[]): Passage {
  const bars = fillings.map((filling) =>
    line(rhythm(filling.rhythm), inKey(filling), { velocity: [70, 78], held: 0.7 }),
  );
  return inTurn(bars);
}

function raised({ rhythm, degrees }: Filling, steps: number): Filling {
  const up = (degree: number) => degree + steps;
  return {
    rhythm,
    degrees: degrees.map((degree) => (typeof degree === 'number' ? up(degree) : degree.map(up))),
  };
}

function inKey({ degrees }: Filling): (number | number[])[] {
  const sung = (degree: number) => pitchAt(SCALE, degree - 7);
  return degrees.map((degree) => (typeof degree === 'number' ? sung(degree) : degree.map(sung)));
}

/** What falls on the plate. */
function crumbs({ random }: Desk): Passage {
  const fall = pick(random, ['s s -e -q s -s e -h', 's -s s -s e -e s s -e -q']);
  return line(rhythm(fall), [78, 75, 71, 73, 66, 71], { velocity: [46, 30], held: 0.4 });
}
