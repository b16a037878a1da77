import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { voiceChords } from '../voicing.js';

const SCALE = scaleNamed('G pentatonic');
const RUNS = ['G C G D', 'G Em C D', 'G G C D', 'Em C G D'];
/** Which string the thumb and two fingers pluck, the bass string being 0. */
const ROLLS = [
  [0, 2, 3, 1, 2, 3, 1, 3],
  [0, 1, 3, 2, 1, 3, 2, 3],
  [0, 3, 2, 1, 3, 2, 1, 2],
];

export const dog: Cycle = {
  name: 'dog',
  labels: ['dog'],
  instrument: 'banjo',
  text: 'Off at a run in threes against the beat, two barks, away after the stick, nose to the ground, and back again wagging.',
  tempoBpm: 138,
  timeSignature: COMMON_TIME,
  keys: [0, 0, 5],
  touch: { ...AT_EASE, timingMs: 6, arc: 0.08, rubato: 0, accent: 0.12, ending: 0.12 },
  compose: (desk: Desk) => {
    const ways = shuffled(RUNS, desk.random).map(chordsNamed);
    const rolls = shuffled(ROLLS, desk.random);
    const run = (round: number) =>
      running(ways[round % 2] ?? [], rolls[Math.floor(round / 2) % 2] ?? []);
    return form(desk, pick(desk.random, ['RBFRNR', 'RFBRRN', 'BRFRNR']), {
      R: run,
      B: () => barks(desk),
      F: () => fetched(desk),
      N: () => sniffing(desk),
      Z: () =>
        inTurn([
          run(0),
          barks(desk),
          line(rhythm('q q h -w'), [62, 59, [55, 62, 67]], { velocity: [74, 62], held: 0.8 }),
        ]),
    });
  },
};

/** A banjo roll: eighths in three, three and two over one chord a bar. */
function running(chords: readonly Chord[], roll: readonly number[]): Passage {
  const bars = voiceChords(chords, { lowest: 59, highest: 74 }).map((voicing, bar) => {
    const strings = [bassPitch(chords[bar] as Chord, 50), ...voicing];
    const notes = roll.map((string) => strings[string] as number);
    return bar === 3
      ? line(rhythm('e*6 q'), notes, { velocity: 70, held: 0.7 })
      : line(rhythm('e*8'), notes, { velocity: [66, 72], held: 0.7 });
  });
  return inTurn(bars);
}

function barks({ random }: Desk): Passage {
  const bark = pick(random, [
    [67, 71, 74],
    [62, 67, 71],
  ]);
  const times = happens(random, 0.5) ? 'e e -q -h' : 'e e -q e -e -q';
  return line(rhythm(times), [bark], { velocity: [98, 90], held: 0.4 });
}

/** Out along the scale, a skid, and home the other way. */
function fetched({ random }: Desk): Passage {
  const from = pick(random, [-2, 0]);
  const out = [0, 1, 2, 3, 2, 3, 4, 5].map((step) => pitchAt(SCALE, from + step - 2));
  const back = [5, 3, 4, 2, 3, 1, 2, 0].map((step) => pitchAt(SCALE, from + step - 2));
  return inTurn([
    line(rhythm('e. s e. s e. s e. s'), out, { velocity: [64, 82], held: 0.7 }),
    silence(2),
    line(rhythm('e. s e. s e. s q q'), back, { velocity: [80, 66], held: 0.7 }),
    silence(1),
  ]);
}

function sniffing({ random }: Desk): Passage {
  const ground = pick(random, [50, 52, 55]);
  return inTurn([
    line(rhythm('s s -e s s -e -q e -e s s -e -h.'), [ground, ground + 2], {
      velocity: 46,
      held: 0.5,
    }),
  ]);
}
