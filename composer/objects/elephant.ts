import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { nearestPitch } from '../theory.js';
import { AT_EASE } from '../touch.js';

const WALKS = ['Fm Db Bbm C', 'Fm Eb Db C', 'Fm Bbm Db C', 'Fm Ab Bbm Fm'];
/** Fifths on white keys and on black ones: they alternate from F up to B flat, above which two white keys meet. */
const STRIPES = [
  [41, 48],
  [42, 49],
  [43, 50],
  [44, 51],
  [45, 52],
  [46, 53],
];

export const elephant: Cycle = {
  name: 'elephant',
  labels: ['elephant', 'bear', 'zebra', 'giraffe'],
  instrument: 'tuba',
  text: 'Great animals on the way to the water: a tread in low octaves swings from side to side, a trunk calls, stripes run over white and black keys, and a neck goes on after the chord has ended.',
  tempoBpm: 64,
  timeSignature: COMMON_TIME,
  seconds: [62, 74],
  touch: { ...AT_EASE, timingMs: 8, rollMs: 10, arc: 0.12, rubato: 0.06, accent: 0.12 },
  compose: (desk: Desk) => {
    const walk = chordsNamed(pick(desk.random, WALKS));
    const other = chordsNamed(pick(desk.random, WALKS));
    return form(desk, pick(desk.random, ['TCSTNBC', 'TSNTCBS', 'TNCTBSC', 'TCBTSN']), {
      // The herd is slow to set off and then only passes by.
      T: (round) => tread(desk, round === 0 ? walk : other.slice(0, 2)),
      C: () => call(desk),
      N: () => neck(desk),
      S: () => stripes(desk),
      B: () => bear(desk),
      Z: () =>
        inTurn([
          tread(desk, walk.slice(0, 1)),
          line(
            rhythm('h h w'),
            [
              [36, 48],
              [31, 43],
              [29, 41],
            ],
            { velocity: [70, 54], held: 0.9 },
          ),
        ]),
    });
  },
};

/** Left foot, right foot; between them the weight swings over in a triplet. */
function tread({ random }: Desk, chords: readonly Chord[]): Passage {
  const bars = chords.map((chord, bar) => {
    const left = bassPitch(chord, 29);
    const right = left + (left < 34 ? 7 : -5);
    const flank = nearestPitch([chord.pitchClasses[1] ?? 0], 50);
    const sway = nearestPitch([chord.pitchClasses[2] ?? 0], 46);
    const isStanding = bar === 3 && happens(random, 0.5);
    const swing = isStanding ? 'q q3 e3 h' : 'q q3 e3 q q3 e3';
    const feet = [[left, left + 12], flank, sway, [right, right + 12], flank, sway];
    const steps = line(rhythm(swing), feet, { velocity: 70, held: 0.9 });
    // The foot is heavy and what hangs above it is not.
    const strokes = steps.strokes.map((stroke) =>
      stroke.pitches.length > 1 ? { ...stroke, velocity: 88 } : { ...stroke, velocity: 50 },
    );
    return { ...steps, strokes };
  });
  return inTurn(bars);
}

/** Up through the trunk to a note that leans before it arrives; then again, nearer. */
function call({ random }: Desk): Passage {
  const feet = line(rhythm('w w w'), [[29, 41]], { velocity: 62, hand: 'left', held: 0.95 });
  const first = pick(random, [
    [41, 48, 53, 59, 60],
    [41, 46, 53, 56, 58],
  ]);
  const trumpet = (velocity: number) =>
    line(rhythm('-q3 e3 e3 e3 e3 h'), first, { velocity: [velocity, velocity + 30], held: 1 });
  const sigh = line(rhythm('-q q q3 e3 q'), [60, 56, 53, 48], { velocity: [74, 50] });
  return together(feet, inTurn([trumpet(64), trumpet(76), sigh]));
}

/** An arpeggio that has reached its octave, and its next one, and does not stop: a leaf, high up, and down again. */
function neck({ random }: Desk): Passage {
  const leaf = pick(random, [
    [72, 77],
    [75, 72],
  ]);
  const up = line(rhythm('q*8 e3*3'), [29, 36, 41, 44, 48, 53, 56, 60, 63, 65, 68], {
    velocity: [66, 48],
    held: 1,
  });
  const eaten = line(rhythm('e3 e3 -e3 h'), [...leaf, [41, 48]], { velocity: [44, 56] });
  return inTurn([up, eaten]);
}

/** White, black, white, black, at a trot. */
function stripes({ random }: Desk): Passage {
  const upward = happens(random, 0.5);
  const herd = upward ? STRIPES : [...STRIPES].reverse();
  const pair = (from: number) => [herd[from], herd[from + 1]].map((stripe) => stripe as number[]);
  const stand = pair(0);
  return inTurn([
    line(rhythm('q3 e3 q3 e3 q3 e3 q'), stand, { velocity: [60, 76], held: 0.6 }),
    line(rhythm('q3 e3 q3 e3 q3 e3 q'), [...herd, herd[5] as number[]], {
      velocity: [70, 84],
      held: 0.6,
    }),
    line(rhythm('q3 e3 q3 e3 h'), pair(2), { velocity: [76, 54], held: 0.7 }),
  ]);
}

/** A bear rubs its back on a tree: two low thirds that scrape against each other, and a grunt. */
function bear({ random }: Desk): Passage {
  const rub = pick(random, ['e3 q3 e3 q3 h', 'e3 q3 h e3 q3']);
  const back = [
    [32, 36],
    [31, 35],
  ];
  return inTurn([
    line(rhythm(rub), back, { velocity: [88, 70], held: 0.8 }),
    line(rhythm('q h -q'), [[29, 32], [29]], { velocity: [92, 60], held: 0.9 }),
  ]);
}
