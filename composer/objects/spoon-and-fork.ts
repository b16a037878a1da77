import { COMMON_TIME } from '../../src/music/time.js';
import { pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('C lydian');
const PRICKS = ['e e -q e -e -q', 'e -e e e -h', '-e e e e -h', 'e e e -e q -q'];
/** A spoon's round way through the soup, in scale steps. */
const SCOOPS = [
  [0, 1, 2, 1, 0, -1],
  [2, 1, 0, 1, 2, 4],
  [0, -1, 0, 2, 1, 0],
];

export const spoonAndFork: Cycle = {
  name: 'spoon-and-fork',
  labels: ['fork', 'spoon'],
  instrument: 'xylophone',
  text: 'The fork pricks with four tines at once, the spoon goes round in triplets; they argue politely and agree on the last bite.',
  tempoBpm: 112,
  timeSignature: COMMON_TIME,
  keys: [0, 0, -5],
  touch: { ...AT_EASE, rollMs: 3, arc: 0.06, rubato: 0.02 },
  compose: (desk: Desk) => {
    const prick = pick(desk.random, PRICKS);
    const scoop = pick(desk.random, SCOOPS);
    const talk = (at: number) => inTurn([fork({ prick, at }), spoon(desk, { scoop, at })]);
    return form(desk, pick(desk.random, ['TTUTS', 'TUTSU', 'TSTUT']), {
      T: (round) => inTurn([talk(round % 2), talk(pick(desk.random, [2, 3]))]),
      U: () =>
        inTurn([spoon(desk, { scoop, at: 4 }), fork({ prick, at: 4 }), fork({ prick, at: 1 })]),
      S: () =>
        inTurn([
          spoon(desk, { scoop, at: 0 }),
          spoon(desk, { scoop, at: wholeBetween(desk.random, 1, 3) }),
          silence(2),
        ]),
      Z: () =>
        inTurn([
          talk(0),
          line(
            rhythm('e -e e -e q -q -w'),
            [
              [72, 78],
              [71, 79],
              [72, 76, 79, 83],
            ],
            { velocity: [70, 84], held: 0.5 },
          ),
        ]),
    });
  },
};

/** Four tines: every other note of the scale. */
function fork({ prick, at }: { prick: string; at: number }): Passage {
  const tines = [0, 2, 4, 6].map((step) => pitchAt(SCALE, at + step));
  return line(rhythm(prick), [tines], { velocity: [78, 68], held: 0.35 });
}

function spoon({ random }: Desk, { scoop, at }: { scoop: readonly number[]; at: number }): Passage {
  const round = scoop.map((step) => pitchAt(SCALE, at + 5 + step));
  const turn = pick(random, ['e3*6 h', 'e3*3 q e3*3 q', 'q3 e3 q3 e3 q -q']);
  return line(rhythm(turn), round, { velocity: [54, 60], held: 0.9 });
}
