import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, pedalled, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';

/** What the compressor can sing, E phrygian, at the bottom of the keyboard. */
const HUMS = [
  [28, 40],
  [29, 36],
  [28, 35],
  [33, 40],
  [31, 38],
];
const COILS = [40, 41, 43, 45];

export const refrigerator: Cycle = {
  name: 'refrigerator',
  labels: ['refrigerator'],
  instrument: 'electric grand piano',
  text: 'A low hum that nobody hears until it stops; it shudders, clicks, falls nearly silent, and starts again a little colder.',
  tempoBpm: 60,
  timeSignature: COMMON_TIME,
  seconds: [66, 80],
  touch: { ...AT_EASE, timingMs: 5, arc: 0.1, rubato: 0, ending: 0.1, voicing: 0 },
  compose: (desk: Desk) => {
    const first = wholeBetween(desk.random, 0, 2);
    return form(desk, pick(desk.random, ['HSHC', 'HHSC', 'SHCH']), {
      H: (round) => hum(desk, (first + round) % HUMS.length),
      S: () => shudder(desk),
      C: () => click(desk),
      Z: () =>
        inTurn([
          shudder(desk),
          pedalled(line(rhythm('w -w'), [HUMS[first] as number[]], { velocity: 26 }), 8),
        ]),
    });
  },
};

/** Two or three long tones, and the coils above them in slow beats, hardly there. */
function hum({ random }: Desk, place: number): Passage {
  const low = HUMS[place] as number[];
  const neighbour = HUMS[(place + 1) % HUMS.length] as number[];
  const coil = pick(random, COILS);
  const beats = pick(random, ['h q q', 'q q h', 'q q q q', 'q h q']);
  const breath = line(
    rhythm(`${beats} ${beats} w`),
    [low, coil, coil, low, coil, coil + 12, neighbour],
    { velocity: [32, 24] },
  );
  return pedalled(inTurn([breath, silence(happens(random, 0.4) ? 4 : 0)]), 4);
}

/** The motor catches: one key in sixteenths, loud at once and gone in two or three beats. */
function shudder({ random }: Desk): Passage {
  const [low = 28, high = 40] = pick(random, HUMS);
  const beats = wholeBetween(random, 3, 5);
  const rattle = line(rhythm(`s*${4 * beats}`), [low, low, high, low], {
    velocity: [58, 30],
    held: 0.7,
  });
  const after = line(rhythm(pick(random, ['h -h', 'q -h. -q', '-q h.'])), [[low, high]], {
    velocity: 28,
  });
  return inTurn([rattle, silence(beats % 2), after]);
}

function click({ random }: Desk): Passage {
  const relay = line(rhythm('e -q.'), [[52, 53]], { velocity: 46, held: 0.2 });
  return inTurn([relay, silence(pick(random, [4, 6, 6]))]);
}
