import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';

/** Paws on the keyboard: odd intervals that climb, as no theory would have chosen them. */
const PATHS = [
  [55, 58, 63, 66, 70, 73],
  [54, 55, 61, 63, 69, 70],
  [58, 62, 66, 67, 73, 74],
];
const STEPS = ['q -q q -q', 'q -q e e -q', 'q q -h', 'e -e q -h'];

export const cat: Cycle = {
  name: 'cat',
  labels: ['cat'],
  instrument: 'harpsichord',
  text: 'Odd, careful steps climb the keys with a paw in the air between them; a long look, a pounce, and then the purring.',
  tempoBpm: 100,
  timeSignature: COMMON_TIME,
  keys: [0, 0, -2],
  touch: { ...AT_EASE, timingMs: 8, arc: 0.1, rubato: 0.04, unevenness: 4 },
  compose: (desk: Desk) => {
    const path = pick(desk.random, PATHS);
    return form(desk, pick(desk.random, ['WWPRG', 'WPGWR', 'WGWPR']), {
      W: (round) => walked(desk, round % 2 === 0 ? path : [...path].reverse()),
      P: () => pounce(desk, path),
      R: () => purr(desk),
      G: () => groomed(desk, path),
      Z: () =>
        inTurn([
          purr(desk),
          line(rhythm('q -h. q -h.'), [path[1] ?? 58, [43, 50, 58]], { velocity: [40, 34] }),
        ]),
    });
  },
};

function walked({ random }: Desk, path: readonly number[]): Passage {
  const first = pick(random, STEPS);
  const second = pick(random, STEPS);
  return line(rhythm(`${first} ${second} ${first} -w`), path, { velocity: [44, 54], held: 0.45 });
}

/** Nothing, nothing, and then everything at once. */
function pounce({ random }: Desk, path: readonly number[]): Passage {
  const from = (path[0] ?? 55) + pick(random, [0, 1]);
  const leap = Array.from({ length: 12 }, (_, step) => from + step + (step > 7 ? 2 : 0));
  const length = pick(random, [8, 12]);
  const caught = line(rhythm('e -e -h'), [[from + 12, from + 13, from + 19]], {
    velocity: 94,
    held: 0.5,
  });
  return inTurn([
    silence(1),
    line(rhythm(`s*${length}`), leap, { velocity: [58, 92], held: 0.8 }),
    caught,
    silence(length === 8 ? 2 : 1),
  ]);
}

/** Two low neighbours in triplets, in and out with the breath. */
function purr({ random }: Desk): Passage {
  const low = pick(random, [43, 45, 43]);
  const breaths = Array.from({ length: wholeBetween(random, 2, 3) }, () =>
    inTurn([
      line(rhythm('e3*9'), [low, low + 1, low], { velocity: [30, 44] }),
      line(rhythm('q'), [low], { velocity: 32 }),
    ]),
  );
  return inTurn(breaths);
}

/** A tongue on fur: the same lick again and again, and a stop in the middle of one. */
function groomed({ random }: Desk, path: readonly number[]): Passage {
  const lick = [path[3] ?? 66, path[2] ?? 63, path[4] ?? 70];
  const times = happens(random, 0.5) ? 'e. s q e. s q e. s q -q -q' : 'e. s q e. s q -q e. s q -q';
  return inTurn([line(rhythm(times), lick, { velocity: [50, 42], held: 0.7 })]);
}
