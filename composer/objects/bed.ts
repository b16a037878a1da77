import { pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { tuneOver, turnsInRound } from '../melody.js';
import { inventMotif, type Motif } from '../motif.js';
import { atPace, inTurn, line, type Passage, pedalled, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { voiceChords } from '../voicing.js';

const SCALE = scaleNamed('Gb major');
const SIGHS = ['h q', 'q. e q', 'h e e', 'q q q'];
const ROCKINGS = ['Gb Cb Gb Db7', 'Gb Ebm Cb Db7', 'Gb Gb Cb Db7'];
const SETTLINGS = ['Ebm Cb Db7 Gb', 'Cb Gb Db7 Gb', 'Abm7 Db7 Gb Gb'];

export const bed: Cycle = {
  name: 'bed',
  labels: ['bed'],
  instrument: 'acoustic grand piano',
  text: 'A lullaby in three on the black keys, very soft; every verse a little slower and softer than the one before, until it sinks.',
  tempoBpm: 80,
  timeSignature: { beats: 3, beatUnit: 4 },
  seconds: [64, 76],
  touch: { ...AT_EASE, voicing: 0.2, rubato: 0.1, ending: 0.35 },
  compose: (desk: Desk) => {
    const first = inventMotif(desk.random, { cells: SIGHS.slice(0, 2), intervals: [1, -1, 2, -2] });
    const second = inventMotif(desk.random, { cells: SIGHS.slice(2), intervals: [-1, 1, -2] });
    const rocking = pick(desk.random, ROCKINGS);
    const settling = pick(desk.random, SETTLINGS);
    const drowsy = (round: number) => 1 - 0.03 * round;
    return form(desk, 'ABAC', {
      A: (round) =>
        atPace(
          rocked(`${rocking} ${settling}`, { motif: first, round, velocity: 44 - 2 * round }),
          [drowsy(round), drowsy(round)],
        ),
      B: (round) => rocked('Cb Gb Abm7 Db7', { motif: second, round, velocity: 48 }),
      C: (round) => rocked('Ebm Abm7 Db7 Gb', { motif: second, round, velocity: 38 }),
      Z: () => atPace(rocked(settling, { motif: second, round: 0, velocity: 32 }), [0.92, 0.8]),
    });
  },
};

/** One bar a chord: the bass, then two soft notes above it, and the tune on top. */
function rocked(
  names: string,
  { motif, round, velocity }: { motif: Motif; round: number; velocity: number },
): Passage {
  const chords = chordsNamed(names);
  const tune = tuneOver(chords, {
    motif,
    turns: turnsInRound(round),
    scale: SCALE,
    near: 70,
    range: { lowest: 65, highest: 80 },
    close: rhythm('h.'),
    strongEvery: 3,
    velocity,
  });
  const cradle = voiceChords(chords, { lowest: 52, highest: 64 }).map((voicing, bar) =>
    line(
      rhythm('q q q'),
      [bassPitch(chords[bar] as Chord, 42), voicing.slice(0, 2), voicing.slice(1)],
      {
        velocity: velocity * 0.75,
        hand: 'left',
      },
    ),
  );
  return pedalled(together(tune, inTurn(cradle)), 3);
}
