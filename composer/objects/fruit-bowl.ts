import { pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { type Turn, tuneOver } from '../melody.js';
import type { Motif } from '../motif.js';
import { inTurn, line, type Passage, pedalled, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { voiceChords } from '../voicing.js';

const SCALE = scaleNamed('A major');
/** Four fruits, one bar of 6/8 each: round, bright, bent, and the bowl they roll in. */
const APPLE: Motif = { rhythm: rhythm('q e q e'), steps: [0, 1, 2, 1] };
const ORANGE: Motif = { rhythm: rhythm('e e e q.'), steps: [0, 2, 1, 0] };
const BANANA: Motif = { rhythm: rhythm('q. q e'), steps: [0, -1, -2] };
const BOWL: Motif = { rhythm: rhythm('q e e e e'), steps: [0, -1, 0, 1, 2] };
const STATEMENTS = ['A D A/C# E7', 'A F#m D E7', 'A E/G# F#m E7'];
const ANSWERS = ['F#m D E7 A', 'D A/C# E7 A', 'D Bm E7 A'];
const TURNS: readonly Turn[][] = [
  ['state', 'repeat', 'invert'],
  ['state', 'invert', 'repeat'],
  ['state', 'repeat', 'reverse'],
];

export const fruitBowl: Cycle = {
  name: 'fruit-bowl',
  labels: ['bowl', 'apple', 'orange', 'banana'],
  instrument: 'acoustic guitar (nylon)',
  text: 'A siciliana in a round bowl: four little fruits of tunes take turns over rocking broken chords and always roll back to the middle.',
  tempoBpm: 96,
  timeSignature: { beats: 6, beatUnit: 8 },
  touch: { ...AT_EASE, voicing: 0.16 },
  compose: (desk: Desk) => {
    const [fruit, other] = pick(desk.random, [
      [APPLE, BANANA],
      [ORANGE, APPLE],
      [BANANA, BOWL],
      [BOWL, ORANGE],
    ] as const);
    const statement = chordsNamed(pick(desk.random, STATEMENTS));
    const answer = chordsNamed(pick(desk.random, ANSWERS));
    const turns = pick(desk.random, TURNS);
    const rondo = () =>
      inTurn([
        rolled(statement, { motif: fruit, turns, velocity: 62 }),
        rolled(answer, { motif: fruit, turns, velocity: 66 }),
      ]);
    return form(desk, pick(desk.random, ['ABAC', 'ACAB', 'AABC']), {
      A: rondo,
      B: () => rolled(chordsNamed('F#m C#m D E7'), { motif: other, turns, velocity: 56 }),
      C: () => rolled(chordsNamed('D A/C# Bm E7'), { motif: other, turns, velocity: 70 }),
      Z: () => rolled(answer, { motif: fruit, turns, velocity: 54 }),
    });
  },
};

function rolled(
  chords: readonly Chord[],
  { motif, turns, velocity }: { motif: Motif; turns: readonly Turn[]; velocity: number },
): Passage {
  const tune = tuneOver(chords, {
    motif,
    turns,
    scale: SCALE,
    near: 73,
    range: { lowest: 68, highest: 85 },
    close: rhythm('q e q.'),
    strongEvery: 1.5,
    velocity,
    held: 0.9,
  });
  const rocking = voiceChords(chords, { lowest: 52, highest: 64 }).map((voicing, bar) =>
    line(
      rhythm('q e q.'),
      [bassPitch(chords[bar] as Chord, 40), voicing.slice(-2), voicing.slice(0, 1)],
      {
        velocity: velocity * 0.72,
        hand: 'left',
      },
    ),
  );
  return pedalled(together(tune, inTurn(rocking)), 3);
}
