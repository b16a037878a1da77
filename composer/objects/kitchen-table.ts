import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, together } from '../passage.js';
import { beatsOf, rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { degreeNear, pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { voiceChords } from '../voicing.js';

const SCALE = scaleNamed('F major');

/** A line of a hymn as the book has it: a chord a note, and the soprano in degrees above F. */
interface HymnLine {
  readonly chords: string;
  readonly soprano: readonly number[];
}

const OPENING: readonly HymnLine[] = [
  { chords: 'F C/E F Bb F/A C F', soprano: [2, 1, 2, 3, 4, 1, 0] },
  { chords: 'F Bb/D F/C C Dm Bb C', soprano: [4, 3, 2, 1, 0, 0, -1] },
  { chords: 'F Dm Bb F/A Gm7 C F', soprano: [0, 2, 3, 4, 3, 1, 2] },
  { chords: 'F F/A Bb F C/E Dm C', soprano: [0, 0, 3, 2, 1, 2, 1] },
];
const TURNING: readonly HymnLine[] = [
  { chords: 'Dm A/C# Dm Gm Dm/F A Dm', soprano: [0, -1, 0, 1, 2, -1, -2] },
  { chords: 'C G/B C F C/E G C', soprano: [4, 5, 6, 4, 4, 5, 4] },
  { chords: 'Bb F/A Gm Dm Bb Gm C', soprano: [5, 4, 3, 2, 3, 5, 4] },
  { chords: 'Gm D7/F# Gm Dm/F C7/E F C', soprano: [1, 2, 3, 5, 4, 4, 4] },
];
const CLOSING: readonly HymnLine[] = [
  { chords: 'Bb F/A Gm7 F C7 C7 F', soprano: [3, 2, 1, 2, 1, -1, 0] },
  { chords: 'Dm Bb F/C C7 Dm C7 F', soprano: [5, 5, 4, 3, 2, 1, 0] },
  { chords: 'F/A Bb C Dm Gm7 C7 F', soprano: [4, 5, 6, 7, 5, 3, 2] },
];
const WALKS = ['q q q q q q h', 'q. e q q q q h', 'q q q. e q q h', 'q. e q. e q q h'];

export const kitchenTable: Cycle = {
  name: 'kitchen-table',
  labels: ['dining table'],
  instrument: 'electric piano 1',
  text: 'A chorale for everyone who sits here: four plain voices in F, one chord a beat, and a breath at the end of each line.',
  tempoBpm: 84,
  timeSignature: COMMON_TIME,
  seconds: [66, 78],
  touch: { ...AT_EASE, rollMs: 4, voicing: 0.14, rubato: 0.12 },
  compose: (desk: Desk) => {
    const { random } = desk;
    const opening = pick(random, OPENING);
    const answer = pick(random, OPENING);
    const closing = pick(random, CLOSING);
    const walk = pick(random, WALKS);
    return form(desk, pick(random, ['ABTC', 'ATBC', 'ABTT']), {
      A: (round) => sung(opening, { walk, velocity: 56 + 5 * (round % 3) }),
      B: () => sung(answer, { walk, velocity: 60 }),
      T: () => sung(pick(random, TURNING), { walk: pick(random, WALKS), velocity: 68 }),
      C: () => sung(closing, { walk, velocity: 62 }),
      Z: () => inTurn([sung(closing, { walk: 'q q q q q q h', velocity: 54 }), amen()]),
    });
  },
};

/** Soprano and bass as written, alto and tenor between them by the shortest way. */
function sung(
  { chords: names, soprano }: HymnLine,
  { walk, velocity }: { walk: string; velocity: number },
): Passage {
  const chords = chordsNamed(names);
  const tune = soprano.map((degree) => pitchAt(SCALE, degree));
  const middle = voiceChords(
    chords.map((chord, place) => innerChord(chord, tune[place])),
    { lowest: 53, highest: 67 },
  );
  const upper = tune.map((top, place) => {
    const below = (middle[place] ?? []).map((pitch) => (pitch >= top ? pitch - 12 : pitch));
    return [...below.sort((a, b) => a - b), top];
  });
  const bass = chords.map((chord) => bassPitch(chord, 41));
  return together(
    line(rhythm(walk), upper, { velocity: [velocity, velocity * 1.04], held: 0.98 }),
    walkingBass(walk, { bass, velocity: velocity * 0.86 }),
  );
}

/** What the soprano leaves over: of four notes the root stays with the bass. */
function innerChord({ pitchClasses, bass }: Chord, soprano = 65): Chord {
  const left = pitchClasses.filter((pitchClass) => pitchClass !== soprano % 12);
  return { pitchClasses: left.length > 2 ? left.slice(-2) : left, bass };
}

/** The bass, filling each third it has to cross on a whole beat with the note between. */
function walkingBass(
  walk: string,
  { bass, velocity }: { bass: readonly number[]; velocity: number },
): Passage {
  const steps = rhythm(walk).map((value, place) => {
    const here = bass[place] ?? 41;
    const next = bass[place + 1] ?? here;
    const isThird = Math.abs(degreeNear(SCALE, next) - degreeNear(SCALE, here)) === 2;
    const between = pitchAt(SCALE, (degreeNear(SCALE, next) + degreeNear(SCALE, here)) / 2);
    return isThird && beatsOf([value]) === 1
      ? line(rhythm('e e'), [here, between], { velocity: [velocity, velocity * 0.9], hand: 'left' })
      : line([value], [here], { velocity, hand: 'left' });
  });
  return inTurn(steps);
}

function amen(): Passage {
  return together(
    line(
      rhythm('h w'),
      [
        [58, 62, 65],
        [57, 60, 65],
      ],
      { velocity: [48, 42] },
    ),
    line(rhythm('h w'), [46, 41], { velocity: [44, 40], hand: 'left' }),
  );
}
