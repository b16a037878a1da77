import { shuffled } from '../../src/math/random.js';
import { pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { voiceChords } from '../voicing.js';

const SCALE = scaleNamed('D major');

/** Eight bars of a waltz: its harmonies, and the note of the scale that each bar leans on or turns about. */
interface Waltz {
  readonly chords: string;
  readonly degrees: readonly number[];
}
const WALTZES: readonly Waltz[] = [
  { chords: 'D D A7 A7 A7 A7 D D', degrees: [9, 11, 10, 8, 8, 10, 9, 7] },
  { chords: 'D A7 D G D A7 D D', degrees: [7, 8, 9, 10, 11, 10, 9, 7] },
  { chords: 'G G D D A7 A7 D D', degrees: [12, 10, 11, 9, 8, 10, 9, 7] },
  { chords: 'D G D A7 G G A7 D', degrees: [11, 12, 9, 8, 10, 12, 8, 7] },
];
/** Ways to reach a note, in scale steps from it: each leans from above or below before it yields. */
const LEANINGS = [
  { rhythm: 'q h', steps: [1, 0] },
  { rhythm: 's e. q q', steps: [-1, 0, 0, 2] },
  { rhythm: 'q q q', steps: [1, 0, -1] },
  { rhythm: 'q. e q', steps: [1, 0, 2] },
] as const;
const LAST = { rhythm: 'h -q', steps: [0] } as const;
type Leaning = { readonly rhythm: string; readonly steps: readonly number[] };

export const sweets: Cycle = {
  name: 'sweets',
  labels: ['donut', 'cake'],
  instrument: 'violin',
  text: 'A Viennese waltz with sugar on it: the tune leans on every bar, comes again in thirds, then with a layer of cream above; and a ring of a tune goes round a bar that is a hole.',
  tempoBpm: 174,
  timeSignature: { beats: 3, beatUnit: 4 },
  touch: { ...AT_EASE, timingMs: 6, rollMs: 4, arc: 0.12, rubato: 0.08, accent: 0.14 },
  compose: (desk: Desk) => {
    const [first, second] = shuffled(WALTZES, desk.random) as [Waltz, Waltz];
    const leanings = shuffled<Leaning>(LEANINGS, desk.random).slice(0, 2);
    const others = [...leanings].reverse();
    return form(desk, pick(desk.random, ['AABRAB', 'ABARBA', 'AARBBA']), {
      A: (round) => danced(first, { leanings, layers: round % 3 }),
      B: (round) => danced(second, { leanings: others, layers: (round + 1) % 3 }),
      R: () => ring(desk),
      Z: () =>
        inTurn([
          danced(first, { leanings, layers: 2 }),
          together(
            line(
              rhythm('q -q q q -h'),
              [
                [74, 78],
                [78, 81],
                [78, 86],
              ],
              {
                velocity: [84, 92],
                held: 0.5,
              },
            ),
            line(rhythm('q -q q q -h'), [38, 45, [38, 50]], {
              velocity: 78,
              hand: 'left',
              held: 0.5,
            }),
          ),
        ]),
    });
  },
};

/** Eight bars: the tune alone, or in thirds, or in thirds with cream on them. */
function danced(
  { chords, degrees }: Waltz,
  { leanings, layers }: { leanings: readonly Leaning[]; layers: number },
): Passage {
  const bars = degrees.map((degree, bar) => {
    const leaning = bar === 7 ? LAST : (leanings[bar % 2] as Leaning);
    const notes = leaning.steps.map((step) => {
      const high = pitchAt(SCALE, degree + step);
      return layers === 0 ? high : [pitchAt(SCALE, degree + step - 2), high];
    });
    const tune = line(rhythm(leaning.rhythm), notes, { velocity: [82, 70], held: 0.85 });
    return layers === 2 ? together(tune, cream(bar)) : tune;
  });
  return together(inTurn(bars), oomPahPah(chordsNamed(chords)));
}

/** Sugar that falls between the beats, high up, every other bar. */
function cream(bar: number): Passage {
  return line(rhythm(bar % 2 === 1 ? '-q -e e -e e' : '-h.'), [93, 90], {
    velocity: [58, 50],
    held: 0.5,
  });
}

function oomPahPah(chords: readonly Chord[]): Passage {
  const bars = voiceChords(chords, { lowest: 54, highest: 66 }).map((voicing, bar) => {
    const chord = chords[bar] as Chord;
    const root = bassPitch(chord, 38);
    const pah = voicing.slice(-2);
    // The bass goes to the fifth when a harmony stays.
    const stays = bar > 0 && chords[bar - 1]?.bass === chord.bass;
    const oom = stays ? root + (root > 42 ? -5 : 7) : root;
    return line(rhythm('q q q'), [oom, pah, pah], { velocity: [74, 52], hand: 'left', held: 0.5 });
  });
  return inTurn(bars);
}

/** A donut: a turn that ends where it began, and in its middle a bar with nothing but the bass. */
function ring({ random }: Desk): Passage {
  const centre = pick(random, [9, 11]);
  const turn = [0, 1, 0, -1, 0, 2].map((step) => pitchAt(SCALE, centre + step));
  const half = line(rhythm('e e e e e e'), turn, { velocity: [64, 76], held: 0.9 });
  const hole = line(rhythm('-h.'), [], { velocity: 60 });
  const round = inTurn([half, half, hole, half, half, hole]);
  const below = line(rhythm('q -h q -h q -h q -h q -h q -h'), [38, 45], {
    velocity: 66,
    hand: 'left',
    held: 0.6,
  });
  return together(round, below);
}
