import { happens, pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';
import { voiceChords } from '../voicing.js';

const WALKS = ['Cm Ab Fm G', 'Cm Bb Ab G', 'Cm Fm Cm/G G', 'Cm Gm Ab Fm'];

export const chair: Cycle = {
  name: 'chair',
  labels: ['chair'],
  instrument: 'pizzicato strings',
  text: 'Four legs, one of them short: a dry ostinato in seven eighths that limps round C minor, creaks, and is sat upon.',
  tempoBpm: 108,
  timeSignature: { beats: 7, beatUnit: 8 },
  touch: { ...AT_EASE, timingMs: 5, arc: 0.06, rubato: 0.02, accent: 0.14 },
  compose: (desk: Desk) => {
    const chords = chordsNamed(pick(desk.random, WALKS));
    const other = chordsNamed(pick(desk.random, WALKS));
    const shift = pick(desk.random, [0, 0, 5]);
    return form(desk, pick(desk.random, ['LLKLS', 'LKLLS', 'LSLKL']), {
      L: (round) =>
        legs(desk, {
          chords: round % 2 === 0 ? chords : other,
          shift: round % 3 === 2 ? shift : 0,
        }),
      K: () => creak(desk),
      S: () => satUpon(desk),
      Z: () =>
        inTurn([
          legs(desk, { chords, shift: 0 }),
          line(rhythm('q q q -e q. -h'), [36, [48, 55], 43, [36, 43, 51]], {
            velocity: [66, 84],
            held: 0.4,
          }),
        ]),
    });
  },
};

/** Bass, chord, fifth, chord: three long legs and a short one to the bar. */
function legs(
  { random }: Desk,
  { chords, shift }: { chords: readonly Chord[]; shift: number },
): Passage {
  const bars = voiceChords(chords, { lowest: 51, highest: 67 }).map((voicing, bar) => {
    const chord = chords[bar] as Chord;
    const low = bassPitch(chord, 36);
    const seat = voicing.slice(0, 2);
    const limp = happens(random, 0.3) ? 'q e e q e' : 'q q q e';
    const last = bar === 3 && happens(random, 0.5) ? rhythm('q q -q.') : rhythm(limp);
    const feet = [low, seat, voicing.at(-1) ?? 63, seat, low + 12].map((foot) =>
      typeof foot === 'number' ? foot + shift : foot.map((pitch) => pitch + shift),
    );
    return line(last, feet, { velocity: [70, 56], held: 0.35 });
  });
  return inTurn(bars);
}

/** Wood against wood: a semitone that leans, slips back, leans again. */
function creak({ random }: Desk): Passage {
  const low = pick(random, [60, 62, 67]);
  return line(rhythm('q. e q e e q. -q.'), [low, low + 1, low, low + 1, low + 1, low], {
    velocity: [44, 62],
    held: 0.8,
  });
}

function satUpon({ random }: Desk): Passage {
  const weight = pick(random, [
    [36, 43, 51],
    [32, 39, 48],
    [41, 48, 56],
  ]);
  const down = line(rhythm('e -q e q.'), [weight, weight, weight.slice(0, 2)], {
    velocity: [92, 66],
    held: 0.4,
  });
  return inTurn([down, silence(pick(random, [0, 3.5]))]);
}
