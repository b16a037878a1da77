import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, pedalled, silence, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('F major');
/** Heels of the hand: pushed away on the first figure, folded back on the second. */
const PUSHES = ['q. e q. e', 'q e e h', 'e q e h'];
const FIGURES = [
  [0, 1, 2, 4],
  [0, 2, 1, 3],
  [2, 1, 3, 4],
];
/** Dough under a cloth: the hand opens from a third to a tenth, as degrees of the scale. */
const RISES = [
  [
    [0, 2],
    [-1, 2],
    [-1, 1, 3],
    [-2, 0, 3],
    [-3, 0, 2, 4],
    [-3, -1, 2, 5],
    [-5, -1, 2, 4, 6],
    [-7, -3, 0, 4, 7],
  ],
  [
    [0, 2],
    [0, 3],
    [-1, 1, 3],
    [-1, 1, 4],
    [-2, 0, 2, 5],
    [-4, 0, 2, 5],
    [-3, -1, 1, 4, 6],
    [-7, -3, 2, 4, 7],
  ],
];

export const bread: Cycle = {
  name: 'bread',
  labels: [],
  instrument: 'viola',
  text: 'Kneaded, then left alone: a figure is pushed away and folded back upside down; under a cloth the hand opens slowly from a third to a tenth; knuckles knock on the crust, and it is cut in slices of one size.',
  tempoBpm: 76,
  timeSignature: COMMON_TIME,
  keys: [0, 0, -3],
  touch: { ...AT_EASE, rollMs: 12, voicing: 0.14, rubato: 0.08 },
  compose: (desk: Desk) => {
    const figure = pick(desk.random, FIGURES);
    return form(desk, pick(desk.random, ['KRSK', 'KRTS', 'RKTS']), {
      K: (round) => kneaded(desk, { figure, round }),
      R: (round) => risen(round),
      T: () => tapped(desk),
      S: () => sliced(desk),
      Z: () =>
        line(
          rhythm('h h w'),
          [
            [53, 60, 69],
            [55, 58, 67],
            [41, 53, 60, 65, 69],
          ],
          { velocity: [62, 46], held: 1 },
        ),
    });
  },
};

/** Two bars of push and fold, and again from a degree higher. */
function kneaded(
  { random }: Desk,
  { figure, round }: { figure: readonly number[]; round: number },
): Passage {
  const push = rhythm(pick(random, PUSHES));
  const degrees = (from: number, sign: number) =>
    figure.map((step) => pitchAt(SCALE, from + sign * step));
  const bars = [round % 2, (round % 2) + 1].flatMap((from) => [
    line(push, degrees(from, 1), { velocity: [66, 76], held: 0.9 }),
    line(push, degrees(from + 4, -1), { velocity: [70, 58], held: 0.9 }),
  ]);
  const board = line(rhythm('h h h h h h h h'), [41, 48, 46, 48, 43, 50, 48, 36], {
    velocity: 56,
    hand: 'left',
    held: 0.85,
  });
  return together(inTurn(bars), board);
}

/** Eight chords, one a half note, softly; nothing else happens. */
function risen(round: number): Passage {
  const chords = (RISES[round % RISES.length] ?? []).map((chord) =>
    chord.map((degree) => pitchAt(SCALE, degree)),
  );
  return pedalled(line(rhythm('h*8'), chords, { velocity: [38, 66], held: 1 }), 2);
}

/** Knuckles on the crust: it answers hollow, or it goes back into the oven. */
function tapped({ random }: Desk): Passage {
  const knock = pick(random, ['e e -q e e -q', 'e e e -e -h', 'q e e -h']);
  const hollow = line(rhythm(knock), [[41, 48]], { velocity: [62, 70], held: 0.35 });
  const higher = line(rhythm(knock), [[43, 50]], { velocity: [62, 70], held: 0.35 });
  return inTurn([hollow, silence(pick(random, [0, 4])), higher]);
}

/** A slice a beat, all of one size, downward along the loaf. */
function sliced({ random }: Desk): Passage {
  const size = pick(random, [2, 5]);
  const from = pick(random, [7, 5]);
  const slices = Array.from({ length: 7 }, (_, each) => [
    pitchAt(SCALE, from - each - size),
    pitchAt(SCALE, from - each),
  ]);
  return inTurn([
    line(rhythm('q q q q q q h'), slices, { velocity: [70, 54], held: 0.6 }),
    line(rhythm('h. -q'), [[41, 53, 57]], { velocity: 48, held: 1 }),
  ]);
}
