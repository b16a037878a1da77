import { happens, pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, pedalled } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const WATER = scaleNamed('B hirajoshi');
/** One drop, a drop and its splash, two drops; most of the bar is waiting. */
const DROPS = ['q -h', 'e3 q3 -h', '-q e -e q', 'q. e -q', '-e e -h', 'e3 e3 -e3 -q q'];

export const sink: Cycle = {
  name: 'sink',
  labels: ['sink'],
  instrument: 'kalimba',
  text: 'A tap that drips: single high notes and their little splashes, never quite when expected, until it runs, gurgles and drips again.',
  tempoBpm: 84,
  timeSignature: { beats: 3, beatUnit: 4 },
  seconds: [66, 80],
  keys: [0, 0, 5],
  touch: { ...AT_EASE, timingMs: 7, arc: 0.08, rubato: 0.03, unevenness: 5 },
  compose: (desk: Desk) => {
    const tap = wholeBetween(desk.random, 4, 6);
    return form(desk, pick(desk.random, ['DDRDH', 'DHDRD', 'DRDDH']), {
      D: () => drips(desk, tap),
      H: () => hurried(desk, tap),
      R: () => running(desk, tap),
      Z: () =>
        pedalled(
          line(
            rhythm('q -h e3 q3 -q -q h. h.'),
            [at(tap), at(tap + 1), at(tap - 2), at(tap), at(tap - 5)],
            { velocity: [58, 30] },
          ),
          6,
        ),
    });
  },
};

const at = (degree: number) => pitchAt(WATER, degree);

function drips({ random }: Desk, tap: number): Passage {
  const bars = Array.from({ length: 6 }, () => {
    const drop = tap + pick(random, [0, 0, 0, 1, -1, 2]);
    const first = happens(random, 0.15) ? [at(drop - 3), at(drop)] : at(drop);
    const splash = [first, at(drop - 2), at(drop - 3)];
    return line(rhythm(pick(random, DROPS)), splash, {
      velocity: [wholeBetween(random, 50, 64), 40],
    });
  });
  return pedalled(inTurn(bars), 6);
}

/** The drops come closer and closer together, and stop. */
function hurried({ random }: Desk, tap: number): Passage {
  const notes = happens(random, 0.5) ? [at(tap), at(tap), at(tap - 2)] : [at(tap), at(tap + 1)];
  return pedalled(
    inTurn([line(rhythm('q. q. q q e*4 e3*6 -q -h.'), notes, { velocity: [46, 72] })]),
    6,
  );
}

/** Somebody opens the tap: sixteenths down the basin, turning in the drain. */
function running({ random }: Desk, tap: number): Passage {
  const stream = [0, -1, -2, -1, -3, -2, -4, -3].map((step) => at(tap + step));
  const lower = [-4, -3, -5, -4, -6, -5, -6, -5].map((step) => at(tap + step));
  const gurgle = line(rhythm('e3*6 h'), [at(tap - 6), at(tap - 5), at(tap - 7)], {
    velocity: [56, 42],
  });
  const order = happens(random, 0.5) ? [...stream, ...lower] : [...stream, ...stream, ...lower];
  const flow = line(rhythm(`s*${order.length} h`), order, { velocity: [60, 50] });
  return pedalled(inTurn([flow, gurgle]), 3);
}
