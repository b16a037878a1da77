import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { tuneOver, turnsInRound } from '../melody.js';
import { inventMotif, type Motif } from '../motif.js';
import { inTurn, line, type Passage, pedalled, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { voiceChords } from '../voicing.js';

const SCALE = scaleNamed('Eb major');
/** Tunes that start late and swing. */
const MURMURS = ['-q q3 e3 q3 e3 q', '-h q3 e3 q', '-q q3 e3 h', '-q -q3 e3 q3 e3 q'];
const SEATS = ['Ebmaj7 Cm7 Fm7 Bb13', 'Gm7 C13 Fm7 Bb13', 'Ebmaj7 Abmaj7 Gm7 C13'];
const CUSHIONS = ['Fm7 Bb13 Ebmaj7 Ebmaj7', 'Abmaj7 Gm7 Fm7 Ebmaj7'];

export const couch: Cycle = {
  name: 'couch',
  labels: ['couch'],
  instrument: 'electric guitar (jazz)',
  text: 'Nobody gets up: soft seventh chords sink by step under a tune that swings late, trails off, and thinks of another.',
  tempoBpm: 68,
  timeSignature: COMMON_TIME,
  seconds: [60, 74],
  touch: { ...AT_EASE, rollMs: 14, timingMs: 9, arc: 0.12, rubato: 0.06 },
  compose: (desk: Desk) => {
    const murmur = inventMotif(desk.random, { cells: MURMURS, intervals: [-1, -1, 1, -2, 2, 1] });
    const seat = chordsNamed(pick(desk.random, SEATS));
    const other = chordsNamed(pick(desk.random, SEATS));
    const cushion = chordsNamed(pick(desk.random, CUSHIONS));
    return form(desk, 'ABAC', {
      A: (round) => lounged(desk, { chords: seat, murmur, round, velocity: 54 }),
      B: (round) => lounged(desk, { chords: other, murmur, round, velocity: 60 }),
      C: (round) => lounged(desk, { chords: cushion, murmur, round, velocity: 56 }),
      Z: () => lounged(desk, { chords: chordsNamed('Fm7 Ebmaj7'), murmur, round: 0, velocity: 46 }),
    });
  },
};

function lounged(
  { random }: Desk,
  {
    chords,
    murmur,
    round,
    velocity,
  }: { chords: readonly Chord[]; murmur: Motif; round: number; velocity: number },
): Passage {
  const tune = tuneOver(chords, {
    motif: murmur,
    turns: turnsInRound(round),
    scale: SCALE,
    near: 72,
    range: { lowest: 67, highest: 80 },
    close: rhythm('-q q3 e3 h'),
    velocity,
  });
  const comping = voiceChords(chords, { lowest: 53, highest: 66 }).map((voicing, bar) => {
    const low = bassPitch(chords[bar] as Chord, 39);
    // Now and then the chord is let go again at once, off the swung beat, and struck anew.
    const values = happens(random, 0.3) ? 'q3 e3 -q h' : 'h. -q';
    return line(rhythm(values), [[low, ...voicing], voicing], {
      velocity: velocity * 0.78,
      hand: 'left',
    });
  });
  return pedalled(together(tune, inTurn(comping)), 4);
}
