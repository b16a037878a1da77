import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { tuneOver, turnsInRound } from '../melody.js';
import { inventMotif, type Motif } from '../motif.js';
import { inTurn, line, type Passage, pedalled } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { nearestPitch, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('A harmonic minor');
const WORDS = ['q. e e e q', 'q e e q. e', 'q e e h', 'q. e q e e', '-e e e e q q'];
const QUESTIONS = ['Am F Dm E', 'Am Dm Am E', 'F Dm Am E'];
const ANSWERS = ['Dm Am E Am', 'F Dm E Am', 'Am F E Am'];

export const person: Cycle = {
  name: 'person',
  labels: ['person'],
  instrument: 'cello',
  text: 'One voice in the tenor, asking and answering itself in long breaths, with a second voice only where a sentence ends.',
  tempoBpm: 76,
  timeSignature: COMMON_TIME,
  seconds: [62, 78],
  keys: [0, 0, 5],
  touch: { ...AT_EASE, timingMs: 8, arc: 0.3, rubato: 0.16, unevenness: 4 },
  compose: (desk: Desk) => {
    const word = inventMotif(desk.random, {
      cells: WORDS,
      intervals: [1, 1, -1, -1, 2, -2, 3, -4],
    });
    const second = inventMotif(desk.random, { cells: WORDS, intervals: [-1, -1, 1, 2] });
    const question = pick(desk.random, QUESTIONS);
    const answer = pick(desk.random, ANSWERS);
    return form(desk, 'QAUA', {
      Q: (round) => sentence(question, { word, round, near: 57 + 3 * (round % 2), velocity: 58 }),
      A: (round) => sentence(answer, { word, round, near: 62, velocity: 64 + 4 * (round % 2) }),
      U: (round) => sentence('Dm F Dm E', { word: second, round, near: 66, velocity: 74 }),
      Z: () => sentence('F E Am', { word: second, round: 0, near: 57, velocity: 50 }),
    });
  },
};

/** A sentence in one voice; its last tone is held, gets a companion a sixth or third below, and a breath. */
function sentence(
  names: string,
  { word, round, near, velocity }: { word: Motif; round: number; near: number; velocity: number },
): Passage {
  const chords = chordsNamed(names);
  const close = chords.at(-1) as Chord;
  const tune = tuneOver(chords, {
    motif: word,
    turns: turnsInRound(round),
    scale: SCALE,
    near,
    range: { lowest: 48, highest: 70 },
    close: rhythm('q q.'),
    velocity,
    held: 1,
  });
  const last = tune.strokes.at(-1)?.pitches[0] ?? 57;
  const below = nearestPitch(close.pitchClasses, last - 8);
  const companion = line(rhythm('q -e'), [[below, last]], { velocity: velocity * 0.8, held: 0.9 });
  return pedalled(inTurn([tune, companion]), 4);
}
