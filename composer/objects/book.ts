import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { bassPitch, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { type TuneOptions, tuneOver, turnsInRound } from '../melody.js';
import { inventMotif, inverted, type Motif } from '../motif.js';
import { inTurn, line, type Passage, silence, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { nearestPitch, pitchesWithin, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('E minor');
const SENTENCES = ['e e q e e q', 'q e e q q', 'e e e e q q', 'q. e e e q'];
const READINGS = ['Em Am B5 Em', 'Em C D Em', 'Em G Am Em'];

const REPLIES = ['Bm Em B5 Em', 'Em Bm C Bm', 'Am Em D Bm'];

/** Where a reader's voice lies, which hand it is, and where it sets in. */
type Voice = Pick<TuneOptions, 'near' | 'range' | 'hand'>;
const UPPER: Voice = { near: 71, range: { lowest: 64, highest: 81 }, hand: 'right' };
const LOWER: Voice = { near: 55, range: { lowest: 47, highest: 64 }, hand: 'left' };

export const book: Cycle = {
  name: 'book',
  labels: ['book'],
  instrument: 'bright acoustic piano',
  text: 'Two voices read to each other in E minor: one states the sentence, the other answers below, they read on together, and a page turns.',
  tempoBpm: 92,
  timeSignature: COMMON_TIME,
  touch: { ...AT_EASE, arc: 0.16, rubato: 0.06 },
  compose: (desk: Desk) => {
    const { random } = desk;
    const subject = inventMotif(random, { cells: SENTENCES, intervals: [1, 1, -1, -1, 2, -2, 3] });
    const reading = pick(random, READINGS);
    const answer = pick(random, REPLIES);
    return form(desk, pick(random, ['SATSRT', 'SARTAT', 'SRATST']), {
      S: (round) => sentence(reading, { subject, round, voice: UPPER }),
      A: (round) => sentence(answer, { subject: inverted(subject), round, voice: LOWER }),
      R: (round) => readTogether(reading, { subject, round: round + 1 }),
      T: () => pageTurn(desk),
      Z: () => inTurn([readTogether(reading, { subject, round: 0 }), lastLine()]),
    });
  },
};

/** Four bars in one voice: said, said again higher, turned round, and a full stop. */
function sentence(
  reading: string,
  { subject, round, voice }: { subject: Motif; round: number; voice: Voice },
): Passage {
  return tuneOver(chordsNamed(reading), {
    ...voice,
    motif: subject,
    turns: turnsInRound(round),
    scale: SCALE,
    close: rhythm('q q h'),
    velocity: [58, 64],
    held: 0.85,
  });
}

/** The sentence over slow notes that walk against it. */
function readTogether(
  reading: string,
  { subject, round }: { subject: Motif; round: number },
): Passage {
  const walking = chordsNamed(reading).flatMap((chord) => {
    const root = bassPitch(chord, 47);
    return [root, nearestPitch(chord.pitchClasses.slice(1), root + 4)];
  });
  const below = line(rhythm('-q h*7 q'), walking, { velocity: 50, hand: 'left' });
  return together(sentence(reading, { subject, round, voice: UPPER }), below);
}

/** Paper moves: a quick scale upward out of silence, and a place to breathe. */
function pageTurn({ random }: Desk): Passage {
  const sheet = pitchesWithin(SCALE, pick(random, [59, 64]), 84).slice(0, 8);
  const sweep = line(rhythm('s*8'), sheet, { velocity: [34, 60], held: 0.7 });
  return inTurn([silence(1), sweep, silence(1)]);
}

function lastLine(): Passage {
  return together(
    line(rhythm('-q q h w'), [67, 66, 64], { velocity: [54, 44] }),
    line(rhythm('-q q h w'), [59, 57, 52], { velocity: [50, 40], hand: 'left' }),
  );
}
