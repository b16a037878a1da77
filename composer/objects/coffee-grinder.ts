import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { MECHANICAL } from '../touch.js';

/** Handfuls of the octatonic scale on C sharp, as the palm finds them. */
const BEANS = [
  [37, 39, 40],
  [39, 40, 42],
  [40, 42, 45],
  [42, 43, 45],
  [43, 45, 46],
  [45, 46, 48, 49],
  [46, 48, 49],
  [48, 49, 51],
  [49, 51, 52, 54],
  [51, 52, 54],
];

export const coffeeGrinder: Cycle = {
  name: 'coffee-grinder',
  labels: [],
  instrument: 'honky-tonk piano',
  text: 'A machine that rudely interrupts: rough clusters grind in sixteenths, catch, and stop dead, and nothing is said about it.',
  tempoBpm: 132,
  timeSignature: COMMON_TIME,
  touch: { ...MECHANICAL, timingMs: 5, unevenness: 6, accent: 0.1 },
  compose: (desk: Desk) => {
    const home = wholeBetween(desk.random, 2, 7);
    return form(desk, pick(desk.random, ['AGGAG', 'GAGG', 'GGAGA']), {
      A: () => failedStart(desk, home),
      G: () => grinding(desk, home),
      Z: () =>
        inTurn([
          grinding(desk, home),
          line(rhythm('q -q q -q'), [[28, 40]], { velocity: [96, 70], held: 0.3 }),
        ]),
    });
  },
};

/** The beans block the mill: a few hits, a gap, a few more. */
function failedStart({ random }: Desk, home: number): Passage {
  const stutter = rhythm(pick(random, ['s s -e s s s -s', 's*3 -s s s -e -q', 's s -q. s*4']));
  const gap = wholeBetween(random, 2, 4);
  const hits = line(stutter, [BEANS[home] as number[]], { velocity: [70, 88], held: 0.6 });
  return inTurn([hits, silence(gap + (Math.ceil(hits.lengthBeats) - hits.lengthBeats))]);
}

/** Four to nine beats at full speed, heavier and heavier, then silence in the middle of everything. */
function grinding({ random }: Desk, home: number): Passage {
  const turns: Passage[] = [];
  const beats = wholeBetween(random, 4, 9);
  let handful = home;
  for (let beat = 0; beat < beats; beat++) {
    // The mill runs evenly on one handful and slips to the next; it does not wander far.
    if (happens(random, 0.5))
      handful = Math.max(0, Math.min(BEANS.length - 1, handful + pick(random, [-1, 1])));
    const here = BEANS[handful] as number[];
    const beside = BEANS[(handful + 1) % BEANS.length] as number[];
    // The motor knocks when it catches, and again whenever the handful slips.
    const first = beat === 0 || happens(random, 0.2) ? [28, ...here] : here;
    const notes = happens(random, 0.3) ? [first, here, beside, here] : [first, here, here, here];
    const velocity = 82 + (30 * beat) / beats;
    turns.push(line(rhythm(pick(random, ['s*4', 's*4', 's s e'])), notes, { velocity, held: 0.7 }));
  }
  return inTurn([...turns, silence(wholeBetween(random, 2, 6))]);
}
