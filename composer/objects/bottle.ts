import { COMMON_TIME } from '../../src/music/time.js';
import { pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const PENTATONIC = scaleNamed('G minor pentatonic');
const GLUGS = ['e3*3 q', 'q e3*3', 'e3*6', 'e3 q3 q'];

export const bottle: Cycle = {
  name: 'bottle',
  labels: ['bottle'],
  instrument: 'marimba',
  text: 'Filling up: hollow fifths glug in triplets, each swallow a step higher than the last, until the bottle is full and tips over.',
  tempoBpm: 98,
  timeSignature: COMMON_TIME,
  keys: [0, 0, 5],
  touch: { ...AT_EASE, arc: 0.05, rubato: 0.03, voicing: 0.04 },
  compose: (desk: Desk) => {
    const glug = pick(desk.random, GLUGS);
    return form(desk, pick(desk.random, ['FFPE', 'FPFE', 'FEFP']), {
      F: (round) => filling(desk, { glug, from: -12 + (round % 2) * 2 }),
      P: () => pouring(desk),
      E: () => ebb(desk, glug),
      Z: () =>
        inTurn([
          filling(desk, { glug, from: -12 }),
          line(rhythm('e e -h. -q q -h.'), [[43, 50], [67, 74], [43]], {
            velocity: [84, 40],
            held: 0.4,
          }),
        ]),
    });
  },
};

/** Four swallows, each from a step higher, with a breath of air between them. */
function filling({ random }: Desk, { glug, from }: { glug: string; from: number }): Passage {
  const swallows = [0, 1, 2, 4].map((rise) => {
    const degree = from + rise + wholeBetween(random, 0, 1);
    const level = [pitchAt(PENTATONIC, degree), pitchAt(PENTATONIC, degree + 2)];
    const bubble = pitchAt(PENTATONIC, degree + 3);
    const drink = line(rhythm(glug), [level, level, bubble], {
      velocity: [56 + 4 * rise, 70 + 4 * rise],
      held: 0.6,
    });
    const echo = pick(random, ['q q', 'q -q', 'h', '-q e3*3']);
    return inTurn([
      drink,
      line(rhythm(echo), [pitchAt(PENTATONIC, degree - 1)], { velocity: 50, held: 0.7 }),
    ]);
  });
  return inTurn(swallows);
}

/** The stream itself: even triplets down the scale, turning at the neck. */
function pouring({ random }: Desk): Passage {
  const top = wholeBetween(random, -2, 0);
  const fall = [0, -1, -2, -1, -2, -3, -2, -3, -4, -3, -4, -5].map((step) =>
    pitchAt(PENTATONIC, top + step),
  );
  return inTurn([
    line(rhythm('e3*12'), fall, { velocity: [72, 54], held: 0.8 }),
    silence(pick(random, [2, 4])),
  ]);
}

function ebb({ random }: Desk, glug: string): Passage {
  const falling = [-8, -9, -10].map((degree) =>
    inTurn([
      line(rhythm(glug), [[pitchAt(PENTATONIC, degree), pitchAt(PENTATONIC, degree + 2)]], {
        velocity: [62, 48],
        held: 0.6,
      }),
      silence(pick(random, [1, 2, 2])),
    ]),
  );
  return inTurn(falling);
}
