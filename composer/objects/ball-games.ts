import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const FIELD = scaleNamed('F# pentatonic');
/** What a ball does when it is let go: each bounce shorter than the one before, until it lies still. */
const BOUNCES = 'e. e. e e3*3 s*4 s3*6 q';
/** Exchanges: left, right, left, right, each from where its player stands, F sharp pentatonic. */
const EXCHANGES = [
  [54, 78, 58, 80],
  [58, 80, 61, 85],
  [54, 85, 58, 78],
  [61, 78, 54, 80],
];

const CHEER = [
  [66, 73],
  [70, 78],
  [73, 82, 90],
];

export const ballGames: Cycle = {
  name: 'ball-games',
  labels: [
    'sports ball',
    'frisbee',
    'tennis racket',
    'baseball bat',
    'baseball glove',
    'skateboard',
  ],
  instrument: 'dulcimer',
  text: 'One note is the ball: it flies from the left hand to the right and back, faster at each return, is dropped and bounces until it rests; three chords cheer once for the first point and twice for the second.',
  tempoBpm: 126,
  timeSignature: COMMON_TIME,
  touch: { ...AT_EASE, timingMs: 5, rollMs: 3, arc: 0.04, rubato: 0, accent: 0.08, unevenness: 4 },
  compose: (desk: Desk) => {
    const exchanges = shuffled(EXCHANGES, desk.random);
    const ball = pick(desk.random, [66, 73]);
    return form(desk, pick(desk.random, ['VPHVBVPS', 'VBVPSHVP', 'HVPVSVBP']), {
      V: (round) => volley(desk, exchanges[round % 2] ?? []),
      B: () => dropped(desk, ball),
      P: (round) => point(Math.min(round + 1, 2)),
      H: () => hit(desk),
      S: () => skating(desk),
      Z: () => inTurn([dropped(desk, ball), point(2)]),
    });
  },
};

/** Left, right, left, right, twice as fast in each bar, until the ball is smashed and rolls away. */
function volley({ random }: Desk, exchange: readonly number[]): Passage {
  const other = pick(random, EXCHANGES);
  const strokes = [...exchange.slice(0, 2), ...exchange, ...exchange, ...exchange];
  const faster = [...other, ...exchange.slice(0, 2), ...other.slice(0, 2)];
  const rally = line(rhythm('h h q*4 e*16'), [...strokes, ...faster], {
    velocity: [58, 84],
    held: 0.5,
  });
  const smash = line(rhythm('e -e -q e e q'), [[54, 66, 78], 66, 66, 66], {
    velocity: [104, 52],
    held: 0.4,
  });
  return inTurn([thrown(rally), smash]);
}

/** Every other stroke is the right hand's. */
function thrown(rally: Passage): Passage {
  const strokes = rally.strokes.map((stroke, place) =>
    place % 2 === 0 ? { ...stroke, hand: 'left' as const } : stroke,
  );
  return { ...rally, strokes };
}

/** The ball falls from a hand, comes to rest on its own note, and is picked up. */
function dropped({ random }: Desk, ball: number): Passage {
  const bounces = line(rhythm(BOUNCES), [ball], { velocity: [92, 38], held: 0.5 });
  const found = line(rhythm(pick(random, ['q q', 'e e q', '-q q'])), [ball, ball + 12], {
    velocity: 60,
    held: 0.5,
  });
  return inTurn([bounces, found]);
}

/** A point: three chords upward, as often as there are points. */
function point(points: number): Passage {
  const cheer = line(rhythm('e. s h -q'), CHEER, { velocity: [84, 98], held: 0.9 });
  return inTurn(Array.from({ length: points }, () => cheer));
}

/** Bat, flight and glove: a crack, up the scale, a beat of sky, and a soft low catch. */
function hit({ random }: Desk): Passage {
  const swing = line(rhythm('-h s s s -s'), [54, 56, 58], { velocity: [50, 74], held: 0.6 });
  const crack = line(rhythm('q'), [[61, 66, 73]], { velocity: 108, held: 0.4 });
  const flight = Array.from({ length: 9 }, (_, step) => pitchAt(FIELD, 2 + step));
  const fall = happens(random, 0.5) ? [94, 90, 85, 82] : [92, 87, 82, 80];
  return inTurn([
    swing,
    crack,
    line(rhythm('e3*9'), flight, { velocity: [82, 58], held: 0.8 }),
    silence(1),
    line(rhythm('q q q3 e3 e -e'), [...fall, [42, 49]], { velocity: [48, 66], held: 0.7 }),
  ]);
}

/** Wheels on the pavement, a joint in it at each beat, a leap, and both feet down. */
function skating({ random }: Desk): Passage {
  const [wheel, joint] = pick(random, [
    [63, 68],
    [68, 73],
  ]);
  const roll = [joint, wheel, wheel, wheel].map((pitch) => pitch as number);
  return inTurn([
    line(rhythm('s*12'), roll, { velocity: [44, 70], held: 0.6 }),
    line(rhythm('e3 e3 -e3'), [66, 73], { velocity: [76, 84], held: 0.6 }),
    line(rhythm('e -e s*4 q -q'), [[49, 61, 66], joint, wheel, wheel, wheel, joint], {
      velocity: [100, 50],
      held: 0.6,
    }),
  ]);
}
