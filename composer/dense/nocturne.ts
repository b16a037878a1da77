import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inventMotif } from '../motif.js';
import { atPace, inTurn, line, type Passage, pedalled, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { type Scale, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { broken, harmonised, inOctaves, risingTones, scaleRun } from './figuration.js';
import { melody, type Verse } from './verse.js';

const SCALE: Scale = scaleNamed('C harmonic minor');
/** Eight chords of half a bar each. */
const WAYS = [
  'Cm Cm/Eb Fm7 Fm/Ab Dm7b5 G7/B Cm G7',
  'Ab Ab/C Db Fm/C Bbm7 Eb7/G Ab C7/E',
  'Fm Fm/Ab Bbm6 Dm7b5/Ab G7 G7/F Cm/Eb Bdim7',
  'Eb Eb7/Db Ab/C Abm/Cb Eb/Bb Bb7 G7/B G7',
  'Cm Bdim7 Bbm6 F7/A Abmaj7 Fm6 G7sus4 G7',
].map(chordsNamed);
/** A wide broken chord over half a bar, in twelve or eight strokes; places among its tones, 0 the bass. */
const SEXTUPLETS = [
  [0, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2],
  [0, 2, 4, 5, 4, 2, 1, 3, 5, 6, 5, 3],
  [0, 3, 2, 4, 3, 5, 4, 6, 5, 4, 3, 2],
];
const SIXTEENTHS = [
  [0, 2, 3, 5, 4, 3, 5, 2],
  [0, 2, 4, 6, 5, 4, 3, 2],
  [0, 3, 4, 2, 5, 3, 6, 4],
];
/** A melody over half a bar. */
const CELLS = ['q. e', 'e q e', 'q3 q3 q3', 'q e e', 'e. s q', 'h'];
const SUNG = {
  scale: SCALE,
  range: { lowest: 70, highest: 93 },
  near: 77,
  closes: ['h', 'q q'],
  held: 1,
};

export const nocturne: Cycle = {
  name: 'nocturne',
  labels: ['bed'],
  instrument: 'acoustic grand piano',
  text: 'A melody that takes its time, over broken chords as wide as the pedal allows and an inner voice that counts three where they count four; it rises in octaves, then in repeated chords.',
  tempoBpm: 72,
  tempi: [63, 76, 69, 84, 60, 72, 80, 66],
  timeSignature: COMMON_TIME,
  seconds: [75, 105],
  keys: [0, 1, 4, -1, -3, -4],
  touch: {
    ...AT_EASE,
    timingMs: 4,
    rollMs: 14,
    melodyLeadMs: 10,
    arc: 0.2,
    rubato: 0.2,
    ending: 0.45,
    voicing: 0.2,
  },
  compose: (desk: Desk) => {
    const { random } = desk;
    const ways = shuffled(WAYS, random);
    const motif = inventMotif(random, { cells: CELLS, intervals: [1, -1, 2, -2, 1, -3, 4] });
    const verse = (round: number): Verse => ({ desk, motif, round, chords: ways[round % 3] ?? [] });
    return form(desk, pick(random, ['ABCDAC', 'ACBDBC', 'BACADC']), {
      A: (round) => breathing(song(verse(round))),
      B: (round) => breathing(inThreesAgainstFours(verse(round + 1))),
      C: (round) => breathing(rising(verse(round + 2))),
      D: () => cadenza(desk, ways[3] ?? []),
      Z: () => breathing(song({ ...verse(0), round: 2 })),
    });
  },
};

function breathing(passage: Passage): Passage {
  return pedalled(passage, 2);
}

/** The melody over sextuplets, with an inner voice in quarters under it. */
function song(verse: Verse): Passage {
  const { chords, desk } = verse;
  return together(
    melody(verse, { ...SUNG, velocity: [82, 94] }),
    inner(chords, { values: pick(desk.random, ['-e3 e3 e3 -e3 e3 e3', '-e e -e e', 'q3*3']) }),
    wide(chords, { desk, values: 's3*12', figures: SEXTUPLETS, velocity: 46 }),
  );
}

/** The left hand in sixteenths, the inner voice in triplets: four against three. */
function inThreesAgainstFours(verse: Verse): Passage {
  const { chords, desk } = verse;
  return together(
    harmonised(melody(verse, { ...SUNG, velocity: [78, 90] }), chords, () => 2),
    inner(chords, { values: pick(desk.random, ['e3*6', '-e3 e3*5']) }),
    wide(chords, { desk, values: 's*8', figures: SIXTEENTHS, velocity: 50 }),
  );
}

/** The melody in octaves, filled with the chord where it is long, and louder to the end. */
function rising(verse: Verse): Passage {
  const { chords, desk } = verse;
  const sung = melody(verse, { ...SUNG, velocity: [96, 112] });
  const filled = harmonised(sung, chords, ({ lengthBeats }) => (lengthBeats < 0.6 ? 1 : 3));
  const passage = together(
    inOctaves(filled),
    wide(chords, { desk, values: 's3*12', figures: SEXTUPLETS, velocity: 62 }),
  );
  return atPace(passage, [1, 1.12]);
}

/** A long run of the right hand over chords that are struck again and again. */
function cadenza({ random }: Desk, chords: readonly Chord[]): Passage {
  const halves = chords.map((chord, place) => {
    const isRising = place % 2 === 0;
    const run = scaleRun(SCALE, { from: isRising ? 67 : 91, count: 12, step: isRising ? 1 : -1 });
    const thirds = run.map((pitch, stroke) => (stroke % 3 === 0 ? [pitch - 12, pitch] : [pitch]));
    const [bass = 36, ...upper] = risingTones(chord, { lowest: 34, count: 5 });
    return together(
      line(rhythm('s3*12'), thirds, { velocity: isRising ? [58, 84] : [84, 62], held: 0.8 }),
      line(rhythm(pick(random, ['q q', 'e q e', 'e3*6'])), [upper.slice(0, 3)], {
        velocity: 48,
        hand: 'left',
      }),
      line(rhythm('h'), [bass], { velocity: 60, hand: 'left' }),
    );
  });
  return atPace(breathing(inTurn(halves)), [1.05, 0.9]);
}

/** Two tones of each chord, in turn, between the hands. */
function inner(chords: readonly Chord[], { values }: { values: string }): Passage {
  const halves = chords.map((chord) => {
    const tones = risingTones(
      { ...chord, bass: chord.pitchClasses[1] ?? 0 },
      { lowest: 58, count: 3 },
    );
    return line(rhythm(values), broken(tones, [0, 1, 2, 1, 0, 2]), { velocity: 54, held: 1 });
  });
  return inTurn(halves);
}

function wide(
  chords: readonly Chord[],
  options: {
    desk: Desk;
    values: string;
    figures: readonly (readonly number[])[];
    velocity: number;
  },
): Passage {
  const { desk, values, figures, velocity } = options;
  const figure = pick(desk.random, figures);
  const halves = chords.map((chord) => {
    const [bass = 36, ...others] = risingTones(chord, { lowest: 32, count: 9 });
    // The second lowest tone would make the bass muddy, unless it is the fifth or wider.
    const tones = [bass, ...others.filter((pitch) => pitch - bass >= 7)];
    return line(rhythm(values), broken(tones, figure), { velocity, hand: 'left', held: 1.5 });
  });
  return inTurn(halves);
}
