import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { form } from '../form.js';
import { inventMotif, inverted, type Motif } from '../motif.js';
import { cutOff, type Hand, inTurn, line, type Passage, silence, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { degreeNear, pitchAt, type Scale, scaleNamed } from '../theory.js';
import { MECHANICAL } from '../touch.js';
import type { Range } from '../voicing.js';
import { type CounterpointOptions, counterpoint } from './counterpoint.js';
import { inThirds } from './figuration.js';

const SCALES = ['C major', 'A harmonic minor', 'D minor', 'G mixolydian', 'E minor'].map(
  scaleNamed,
);
/** A bar of the subject, in sixteenths with a few longer notes. */
const SUBJECTS = ['s*16', 'e s*14', 's*6 e s*8', 's*8 e s s s*4', 's*4 e s s s*8'];
/** What the other hand does meanwhile: eighths, dactyls, syncopations, and threes against the fours of the bar. */
const ANSWERS = [
  'e*8',
  'e s s e s s e e e e',
  's e s e e s e s e e',
  'e. e. e. e. e. s',
  'q. q. q',
];
/** A third voice in the right hand, when it has a finger free. */
const HELD = ['h h', 'q h q', 'q. q. q'];
const RANGES: Readonly<Record<Hand, Range>> = {
  right: { lowest: 62, highest: 90 },
  left: { lowest: 34, highest: 58 },
};
const INNER: Range = { lowest: 55, highest: 72 };

export const invention: Cycle = {
  name: 'invention',
  labels: ['clock'],
  instrument: 'acoustic grand piano',
  text: 'A subject in sixteenths goes from hand to hand through the keys; the other hand answers in a rhythm of its own, and now and then a third voice is held between them.',
  tempoBpm: 96,
  tempi: [84, 108, 92, 118, 88, 100, 112, 96],
  timeSignature: COMMON_TIME,
  seconds: [70, 100],
  keys: [0, 1, 2, 3, 4, 5, -1, -2, -3, -4, -5],
  touch: {
    ...MECHANICAL,
    timingMs: 4,
    rollMs: 9,
    melodyLeadMs: 6,
    accent: 0.08,
    unevenness: 4,
    voicing: 0.12,
  },
  compose: (desk: Desk) => {
    const { random } = desk;
    const [home, away, far] = shuffled(SCALES, random) as [Scale, Scale, Scale];
    const subject = inventMotif(random, {
      cells: SUBJECTS,
      intervals: [1, 1, -1, -1, 2, -2, 3, -4],
    });
    const voices = (scale: Scale) => ({ desk, subject, scale });
    return form(desk, pick(random, ['AEBESAE', 'AEASBEC', 'ABECESA']), {
      A: () => entries(voices(home), [0, 4, 7, 3]),
      B: () => entries(voices(away), [2, -1, 5, 4]),
      C: () => entries({ ...voices(far), subject: inverted(subject) }, [7, 4, 9, 0]),
      E: (round) => episode(voices(round % 2 === 0 ? away : home), round),
      S: () => stretto(voices(home)),
      Z: () => inTurn([stretto(voices(home)), cadence(home)]),
    });
  },
};

interface Voices {
  readonly desk: Desk;
  readonly subject: Motif;
  readonly scale: Scale;
}

/** A bar for each entry: the hands take the subject in turn, from these degrees, each against the other's answer. */
function entries(voices: Voices, degrees: readonly number[]): Passage {
  const bars = degrees.map((degree, place) => {
    const hand = place % 2 === 0 ? 'right' : 'left';
    const entry = subjectFrom(voices, { degree, hand });
    return together(entry, answer(entry, voices, hand === 'right' ? 'left' : 'right'));
  });
  return inTurn(bars);
}

/** The subject on a degree of the scale, moved by octaves to where the hand is. */
function subjectFrom(
  { subject, scale }: Voices,
  { degree, hand }: { degree: number; hand: Hand },
): Passage {
  const { lowest, highest } = RANGES[hand];
  const size = scale.steps.length;
  const middle = degreeNear(scale, (lowest + highest) / 2);
  const start = degree + size * Math.round((middle - degree) / size);
  const pitches = subject.steps.map((step) => pitchAt(scale, start + step));
  return line(subject.rhythm, pitches, { velocity: [82, 74], hand, held: 0.85 });
}

function answer(entry: Passage, { desk, scale }: Voices, hand: Hand): Passage {
  const { random } = desk;
  const options: CounterpointOptions = {
    scale,
    random,
    hand,
    values: rhythm(pick(random, ANSWERS)),
    range: RANGES[hand],
    side: hand === 'right' ? 'above' : 'below',
    velocity: 60,
    held: pick(random, [0.5, 0.7, 0.95]),
  };
  const held = { ...options, hand: 'right', values: rhythm(pick(random, HELD)), held: 1 } as const;
  const inner = counterpoint(entry, {
    ...held,
    range: INNER,
    side: hand === 'right' ? 'above' : 'below',
    velocity: 50,
  });
  const outer = counterpoint(entry, options);
  return together(happens(random, 0.4) ? inThirds(outer, scale) : outer, inner);
}

/** The head of the subject steps down through the scale, half a bar each, from hand to hand. */
function episode(voices: Voices, round: number): Passage {
  const { desk, subject, scale } = voices;
  const sounding = subject.steps.slice(0, 8);
  const steps = Array.from({ length: 8 }, (_, place) => {
    const hand = (place + round) % 2 === 0 ? 'right' : 'left';
    const other = hand === 'right' ? 'left' : 'right';
    const start = degreeNear(scale, (RANGES[hand].lowest + RANGES[hand].highest) / 2) + 3 - place;
    const pitches = sounding.map((step) => pitchAt(scale, start + step));
    const head = line(rhythm('s*8'), pitches, { velocity: 72, hand, held: 0.8 });
    const against = counterpoint(head, {
      scale,
      random: desk.random,
      hand: other,
      values: rhythm(pick(desk.random, ['e*4', 'e. e. e', 's e s e e', 'q e e'])),
      range: RANGES[other],
      side: other === 'right' ? 'above' : 'below',
      velocity: 58,
    });
    return together(head, against);
  });
  return inTurn(steps);
}

/** Both hands have the subject, the left one half a bar late. */
function stretto(voices: Voices): Passage {
  const entriesOf = (hand: Hand) =>
    inTurn([0, 4, 2, 5].map((degree) => subjectFrom(voices, { degree, hand })));
  const right = entriesOf('right');
  const left = cutOff(inTurn([silence(2), entriesOf('left')]), right.lengthBeats);
  return together(right, left);
}

function cadence(scale: Scale): Passage {
  const chord = (degree: number) => [0, 2, 4, 7].map((step) => pitchAt(scale, degree + step));
  const bass = (degree: number) => pitchAt(scale, degree - 14);
  return together(
    line(rhythm('q q q q w'), [3, 1, 4, 4, 0].map(chord), { velocity: 84 }),
    line(rhythm('e*8 w'), [3, 4, 1, 2, 4, 5, 4, -3, -7].map(bass), { velocity: 70, hand: 'left' }),
  );
}
