import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { nearestPitch } from '../theory.js';
import { AT_EASE } from '../touch.js';

const ROADS = ['Dm7 Gm7 Dm7 A7', 'Dm7 Bb7 Em7b5 A7', 'Gm7 C7 Dm7 Dm7', 'Bb7 A7 Dm7 Dm7'];

export const luggage: Cycle = {
  name: 'luggage',
  labels: ['backpack', 'handbag', 'umbrella', 'suitcase', 'tie'],
  instrument: 'acoustic bass',
  text: 'Walking: a bass line with somewhere to be, four steps to the bar, a skip over a puddle, and a platform where it has to stand and wait.',
  tempoBpm: 120,
  timeSignature: COMMON_TIME,
  keys: [0, 0, 5],
  touch: { ...AT_EASE, timingMs: 7, arc: 0.08, rubato: 0, accent: 0.05 },
  compose: (desk: Desk) => {
    const there = chordsNamed(pick(desk.random, ROADS));
    const back = chordsNamed(pick(desk.random, ROADS));
    return form(desk, pick(desk.random, ['WWSV', 'WVWS', 'WVSW']), {
      W: () => walked(desk, there),
      V: () => walked(desk, back),
      S: () => station(desk),
      Z: () =>
        inTurn([
          walked(desk, chordsNamed('Gm7 A7')),
          line(rhythm('q e e h -w'), [38, 45, 48, [38, 50]], { velocity: [72, 60], held: 0.7 }),
        ]),
    });
  },
};

/** Root, two tones on the way, and a half step into the next root. */
function walked({ random }: Desk, chords: readonly Chord[]): Passage {
  const bars = chords.map((chord, bar) => {
    const root = bassPitch(chord, 33);
    const next = bassPitch(chords[(bar + 1) % chords.length] as Chord, 33);
    const third = nearestPitch([chord.pitchClasses[1] ?? 0], root + 4);
    const fifth = nearestPitch([chord.pitchClasses[2] ?? 0], root + 7);
    const into = next + pick(random, [1, -1]);
    const way = pick(random, [
      [root, third, fifth, into],
      [root, fifth, root + 12, into],
      [root, fifth, third, into],
    ]);
    const skips = happens(random, 0.35);
    return skips
      ? line(
          rhythm(pick(random, ['q q3 e3 q q', 'q q q q3 e3'])),
          [way[0] as number, way[1] as number, way[1] as number, way[2] as number, into],
          { velocity: [70, 62], held: 0.8 },
        )
      : line(rhythm('q q q q'), way, { velocity: [70, 64], held: 0.85 });
  });
  return inTurn(bars);
}

/** Doors, a signal far off, and nothing to do. */
function station({ random }: Desk): Passage {
  const signal = pick(random, [
    [50, 57],
    [48, 55],
    [50, 58],
  ]);
  return inTurn([
    line(rhythm('h -h q q -h'), [[38, 45], signal, signal], { velocity: [66, 44], held: 0.9 }),
    silence(pick(random, [0, 4])),
  ]);
}
