import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, pedalled, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('D in-sen');

export const bathroom: Cycle = {
  name: 'bathroom',
  labels: ['scissors', 'toothbrush', 'hair drier', 'toilet'],
  instrument: 'koto',
  text: 'The morning in four noises: scissors snip in pairs, a toothbrush goes to and fro, warm air swells and dies, water falls down the scale.',
  tempoBpm: 104,
  timeSignature: COMMON_TIME,
  keys: [0, 0, 5],
  touch: { ...AT_EASE, timingMs: 6, arc: 0.05, rubato: 0.02 },
  compose: (desk: Desk) => {
    const mirror = pick(desk.random, [0, 1, 2]);
    return form(desk, pick(desk.random, ['BSBDW', 'SBDBW', 'BDSBW']), {
      S: () => snipped(desk, mirror),
      B: () => brushed(desk, mirror),
      D: () => dried(desk),
      W: () => flushed(desk),
      Z: () =>
        inTurn([
          brushed(desk, mirror),
          pedalled(
            line(rhythm('q q h w'), [at(5), at(3), [at(0), at(2)], [at(-5), at(0)]], {
              velocity: [56, 38],
            }),
            4,
          ),
        ]),
    });
  },
};

const at = (degree: number) => pitchAt(SCALE, degree);

/** Two blades close: a wide pair, its echo, and a lock of hair. */
function snipped({ random }: Desk, mirror: number): Passage {
  const blades = [at(mirror + 2), at(mirror + 6)];
  const cuts = [0, 1, 2].map(() => pick(random, ['e e -q -h', 'e e -q e e -q', '-q e e -h']));
  return inTurn([
    line(rhythm(cuts.join(' ')), [blades, [at(mirror + 1), at(mirror + 5)]], {
      velocity: [74, 66],
      held: 0.4,
    }),
    silence(4),
  ]);
}

/** To and fro in sixteenths, up the row of teeth. */
function brushed({ random }: Desk, mirror: number): Passage {
  const teeth = happens(random, 0.5) ? [0, 1, 2, 1] : [2, 1, 0, 1];
  const strokes = teeth.map((tooth) => {
    const low = at(mirror + tooth);
    const high = at(mirror + tooth + 1);
    return inTurn([line(rhythm('s*6 e'), [low, high], { velocity: [48, 66], held: 0.7 })]);
  });
  return inTurn([...strokes, line(rhythm('q -h.'), [at(mirror)], { velocity: 58 }), silence(0)]);
}

/** A fan: two neighbours in triplets that come near and go away. */
function dried({ random }: Desk): Passage {
  const low = at(wholeBetween(random, -5, -3));
  const near = line(rhythm('e3*12'), [low, low + 12, low + 1], { velocity: [34, 64] });
  const away = line(rhythm('e3*12'), [low, low + 12, low + 1], { velocity: [64, 32] });
  return inTurn([near, away, silence(pick(random, [1, 3]))]);
}

function flushed({ random }: Desk): Passage {
  const fall = [8, 7, 6, 5, 4, 3, 2, 1, 0, -1, -2, -3].map(at);
  return pedalled(
    inTurn([
      line(rhythm('e*12 h'), [...fall, at(-5)], { velocity: [68, 44] }),
      silence(pick(random, [0, 2, 4])),
    ]),
    4,
  );
}
