import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, pedalled } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { nearestPitch } from '../theory.js';
import { AT_EASE } from '../touch.js';

const BEDS = [
  'Dbmaj7 Ebm7 Gbmaj7 Ab7sus4',
  'Dbmaj7 Bbm7 Gbmaj7 Ebm7',
  'Gbmaj7 Dbmaj7 Ebm7 Ab7sus4',
];

export const flowers: Cycle = {
  name: 'flowers',
  labels: ['vase', 'potted plant'],
  instrument: 'orchestral harp',
  text: 'Each harmony grows from its root in rising triplets, opens at the top and stands a moment; then the petals let go.',
  tempoBpm: 76,
  timeSignature: COMMON_TIME,
  keys: [0, 0, -5],
  touch: { ...AT_EASE, arc: 0.22, rubato: 0.12, accent: 0.02 },
  compose: (desk: Desk) => {
    const bed = chordsNamed(pick(desk.random, BEDS));
    const other = chordsNamed(pick(desk.random, BEDS));
    return form(desk, pick(desk.random, ['GPGW', 'GGPW', 'GWGP']), {
      G: (round) => grown(desk, round % 2 === 0 ? bed : other),
      W: () => wind(desk, other),
      P: () => petals(desk, bed),
      Z: () =>
        pedalled(
          line(
            rhythm('e3*6 h w'),
            [...climb(bed[0] as Chord).slice(0, 6), [80, 84], [61, 68, 77]],
            {
              velocity: [46, 34],
            },
          ),
          8,
        ),
    });
  },
};

/** A stem: the chord's notes one above another from the root. */
function climb(chord: Chord): number[] {
  const stem = [bassPitch(chord, 46)];
  while (stem.length < 7) stem.push(nextAbove(chord, (stem.at(-1) as number) + 3));
  return stem;
}

function nextAbove(chord: Chord, pitch: number): number {
  const nearest = nearestPitch(chord.pitchClasses, pitch + 1);
  return nearest >= pitch ? nearest : nextAbove(chord, pitch + 1);
}

function grown({ random }: Desk, chords: readonly Chord[]): Passage {
  const bars = chords.map((chord, bar) => {
    const stem = climb(chord);
    const blossom = [stem[5] as number, stem[6] as number];
    const shape = bar % 2 === 1 && happens(random, 0.5) ? 'e3*6 q q' : 'e3*6 h';
    return line(rhythm(shape), [...stem.slice(0, 6), blossom, stem[4] as number], {
      velocity: [40, 60],
    });
  });
  return pedalled(inTurn(bars), 4);
}

/** Up and down again, without the blossom. */
function wind({ random }: Desk, chords: readonly Chord[]): Passage {
  const bars = chords.map((chord) => {
    const stem = climb(chord);
    const bent = [0, 2, 4, 5, 6, 5, 4, 3, 2, 3, 1, 2].map((place) => stem[place] as number);
    return line(rhythm(pick(random, ['e3*12', 'e3*9 q'])), bent, { velocity: [48, 44] });
  });
  return pedalled(inTurn(bars), 4);
}

function petals({ random }: Desk, chords: readonly Chord[]): Passage {
  const bars = chords.slice(0, 2).map((chord) => {
    const stem = climb(chord);
    const falling = [6, 5, 3, 2].map((place) => stem[place] as number);
    return line(rhythm(pick(random, ['-q q q q', '-q q3 e3 h', 'q -q q q'])), falling, {
      velocity: [44, 30],
    });
  });
  return pedalled(inTurn(bars), 4);
}
