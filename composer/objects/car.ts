import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, together, transposed } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';

/** The lowest open string, E2: the engine's first gear. */
const LOW_E = 40;
/** Semitones above it: E, F sharp, G sharp, and A to cruise in. */
const GEARS = [0, 2, 4, 5];
const TOP_GEAR = 5;
/** Where the fifth breaks through the palm: three, three and two, or the other way round. */
const STROKES = ['e -q e -q e -e', '-q e -q e -e e', 'e -e e -q e -q', 'e -q e -e e -q'];
const ROADS = ['A A D A', 'A G D A', 'A D G A'];
/** What the treble strings hum on the open road, a bar each, written in E; A is where they hum it. */
const HUMS = [
  { values: 'e e e e e e q', pitches: [64, 64, 67, 69, 67, 64, 62] },
  { values: 'e e q e e q', pitches: [67, 69, 71, 69, 67, 64] },
  { values: 'q e e e e q', pitches: [71, 69, 67, 69, 67, 64] },
  { values: '-e e e e e e e e', pitches: [62, 64, 67, 64, 69, 67, 71] },
];

export const car: Cycle = {
  name: 'car',
  labels: ['car', 'bus', 'truck'],
  instrument: 'electric guitar (muted)',
  text: 'An engine on the two lowest strings: it waits at the kerb while the indicator ticks, changes up through four gears and four keys, hums along the road, hoots, and parks.',
  tempoBpm: 136,
  timeSignature: COMMON_TIME,
  touch: { ...AT_EASE, timingMs: 4, rollMs: 5, arc: 0.06, rubato: 0, accent: 0.1, ending: 0.2 },
  compose: (desk: Desk) => {
    const [stroke = '', other = ''] = shuffled(STROKES, desk.random);
    const hums = shuffled(HUMS, desk.random);
    const road = chordsNamed(pick(desk.random, ROADS));
    return form(desk, pick(desk.random, ['KGRHRB', 'GRHRBK', 'KGHRRB']), {
      K: () => kerb(desk),
      G: (round) => gears(round % 2 === 0 ? stroke : other),
      R: (round) => onTheRoad(road, { stroke, hums: round % 2 === 0 ? hums : hums.toReversed() }),
      H: () => horn(desk),
      B: () => braking(),
      Z: () =>
        inTurn([
          braking(),
          kerb(desk),
          line(rhythm('q e q. -q'), [LOW_E, LOW_E, [40, 47, 52]], {
            velocity: [50, 74],
            held: 0.6,
          }),
        ]),
    });
  },
};

/** One bar: the lowest string in eighths under the palm, and fifths where the stroke says. */
function engine(root: number, { stroke, velocity }: { stroke: string; velocity: number }): Passage {
  return together(
    line(rhythm('e*8'), [root], { velocity: velocity * 0.72, hand: 'left', held: 0.5 }),
    line(rhythm(stroke), [[root, root + 7]], { velocity, hand: 'left', held: 0.7 }),
  );
}

/** Two bars a gear: it pulls, then it revs from the fifth to the seventh until the clutch comes. */
function gears(stroke: string): Passage {
  const pulled = GEARS.map((gear, place) => {
    const root = LOW_E + gear;
    const velocity = 66 + 6 * place;
    const fifth = [root, root + 7];
    const sixth = [root, root + 9];
    const seventh = [root, root + 10];
    return inTurn([
      engine(root, { stroke, velocity }),
      line(rhythm('e*7 -e'), [fifth, fifth, sixth, sixth, seventh, seventh, [root, root + 12]], {
        velocity: [velocity - 6, velocity + 12],
        hand: 'left',
        held: 0.5,
      }),
    ]);
  });
  return inTurn(pulled);
}

/** In top gear the engine is even; above it the treble strings hum a bar, wait, and answer it. */
function onTheRoad(
  road: readonly Chord[],
  { stroke, hums }: { stroke: string; hums: typeof HUMS },
): Passage {
  const drives = hums.slice(0, 2).flatMap(({ values, pitches }) =>
    road.map((chord, bar) => {
      const driven = engine(bassPitch(chord, LOW_E), { stroke, velocity: 72 });
      const backward = pitches.toReversed();
      const hummed = line(rhythm(values), bar === 3 ? backward : pitches, {
        velocity: [68, 78],
        held: 0.8,
      });
      return bar === 1 ? driven : together(driven, transposed(hummed, TOP_GEAR));
    }),
  );
  return inTurn(drives);
}

/** Two notes that every driver knows, over the engine. */
function horn({ random }: Desk): Passage {
  const calls = pick(random, ['e -e h -q', 'e -e e -e h', '-q e -e h']);
  const hoot = line(rhythm(calls), [[69, 73]], { velocity: 104, held: 0.9 });
  const running = engine(LOW_E + TOP_GEAR, { stroke: 'e -e*7', velocity: 56 });
  return inTurn([together(running, hoot), running]);
}

/** Down through the gears, each slower than the one before. */
function braking(): Passage {
  const down = (gear: number) => [LOW_E + gear, LOW_E + gear + 7];
  return line(
    rhythm('e*8 e*4 q q h h'),
    [
      ...Array.from({ length: 4 }, () => down(5)),
      ...Array.from({ length: 4 }, () => down(4)),
      ...Array.from({ length: 4 }, () => down(2)),
      down(2),
      down(2),
      down(0),
      down(0),
    ],
    { velocity: [82, 46], hand: 'left', held: 0.6 },
  );
}

/** The engine idles; the indicator says which way it wants to go. */
function kerb({ random }: Desk): Passage {
  const [tick, tock] = pick(random, [
    [81, 76],
    [83, 78],
  ] as const);
  return together(
    line(rhythm('e*16'), [LOW_E], { velocity: [34, 40], hand: 'left', held: 0.4 }),
    line(rhythm('q*8'), [tick, tock], { velocity: 50, held: 0.15 }),
  );
}
