import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { bassPitch, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inventMotif } from '../motif.js';
import { atPace, inTurn, line, type Passage, pedalled, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { type Scale, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { chordUnder, harmonised, inOctaves, risingTones, scaleRun } from './figuration.js';
import { melody, type Verse } from './verse.js';

const SCALE: Scale = scaleNamed('D harmonic minor');
/** Four bars, a chord each. */
const WAYS = [
  'Dm Gm/Bb A7 Dm',
  'Bb Eb Em7b5/Bb A7',
  'Dm D7/F# Gm C#dim7/E',
  'F C7/E Bb/D A7/C#',
  'Gm6 Dm/F E7/G# A7',
].map(chordsNamed);
const THEMES = ['q. e q q', 'q q e e q', 'e. s q e. s q', 'q3 q3 q3 h', 'h e e q'];
/** How the left hand leaps from its octave to its chords. */
const LEAPS = ['e e e e e e e e', 'q e e q e e', 'e q e e q e', 'e3*12', 'q3*6'];
const SUNG = {
  scale: SCALE,
  range: { lowest: 74, highest: 98 },
  near: 83,
  closes: ['h h', 'q q h', 'q. e h'],
  held: 0.9,
};
/** The same melody where the left hand sings it. */
const TENOR = { hand: 'left', range: { lowest: 44, highest: 62 }, near: 51 } as const;

export const rhapsody: Cycle = {
  name: 'rhapsody',
  labels: ['person'],
  instrument: 'acoustic grand piano',
  text: 'A theme in octaves over leaping chords, then in chords of both hands; runs through five octaves, tremolos that swell, and octaves that the hands throw to one another, faster and faster.',
  tempoBpm: 100,
  tempi: [88, 108, 96, 114, 92, 102, 106, 98],
  timeSignature: COMMON_TIME,
  seconds: [75, 110],
  keys: [0, 1, 2, 3, -1, -2, -3, -4],
  touch: {
    ...AT_EASE,
    timingMs: 4,
    rollMs: 12,
    melodyLeadMs: 10,
    arc: 0.16,
    rubato: 0.12,
    ending: 0.4,
  },
  compose: (desk: Desk) => {
    const { random } = desk;
    const ways = shuffled(WAYS, random);
    const motif = inventMotif(random, { cells: THEMES, intervals: [1, 1, -1, 2, -2, -1, 3, -3] });
    const verse = (round: number): Verse => ({ desk, motif, round, chords: ways[round % 4] ?? [] });
    return form(desk, pick(random, ['ORCTXOC', 'OTCRXCO', 'CORTOXC']), {
      O: (round) => pedalled(octavesOverLeaps(verse(round)), 4),
      C: (round) => pedalled(chordsInBothHands(verse(round + 1)), 2),
      R: (round) => runs(verse(round + 2)),
      T: (round) => pedalled(tremolo(verse(round + 3)), 4),
      X: (round) => atPace(interlocked(verse(round)), [0.95, 1.15]),
      Z: () => pedalled(chordsInBothHands({ ...verse(0), round: 1 }), 2),
    });
  },
};

/** The theme in octaves; the left hand leaps from a low octave to three and four notes and back. */
function octavesOverLeaps(verse: Verse): Passage {
  const { chords, desk } = verse;
  const bars = chords.map((chord) => {
    const bass = bassPitch(chord, 29);
    const tones = risingTones(chord, { lowest: 48, count: 5 });
    const leaps = [[bass, bass + 12], tones.slice(0, 3), tones.slice(1, 4), tones.slice(0, 4)];
    return line(rhythm(pick(desk.random, LEAPS)), leaps, { velocity: 66, hand: 'left', held: 0.6 });
  });
  const sung = melody(verse, { ...SUNG, velocity: [90, 104] });
  const filled = harmonised(sung, chords, ({ lengthBeats }) => (lengthBeats < 0.8 ? 1 : 2));
  return together(inOctaves(filled), inTurn(bars));
}

/** Chords of four and five notes above, of four below in a rhythm of their own. */
function chordsInBothHands(verse: Verse): Passage {
  const { chords, desk } = verse;
  const bars = chords.map((chord) => {
    const bass = bassPitch(chord, 31);
    const low = [bass, bass + 7, bass + 12];
    const wide = [bass, ...risingTones(chord, { lowest: bass + 5, count: 3 })];
    const values = pick(desk.random, ['q e e q e e', 'e e q e e q', 'q3*6', 'e. s q e. s q']);
    return line(rhythm(values), [wide, low, [bass, bass + 12]], {
      velocity: 84,
      hand: 'left',
      held: 0.7,
    });
  });
  const sung = melody(verse, { ...SUNG, velocity: [102, 116] });
  const struck = harmonised(sung, chords, ({ lengthBeats }) => (lengthBeats < 0.6 ? 4 : 5));
  return together(struck, inTurn(bars));
}

/** A run in triplets of sixteenths, with octaves where it turns, over chords that are held. */
function runs({ chords, desk, round }: Verse): Passage {
  const bars = chords.map((chord, bar) => {
    const isRising = (bar + round) % 2 === 0;
    const [from, step] = isRising ? [62, 1] : [98, -1];
    const run = scaleRun(SCALE, { from, count: 24, step }).map((pitch, place) =>
      place % 6 === 0 ? [pitch - 12, pitch] : [pitch],
    );
    const low = risingTones(chord, { lowest: 34, count: 4 });
    return together(
      line(rhythm('s3*24'), run, { velocity: isRising ? [66, 100] : [100, 70], held: 0.8 }),
      line(rhythm(pick(desk.random, ['h h', 'q. q. q', 'q q q q'])), [low, low.slice(1)], {
        velocity: 76,
        hand: 'left',
      }),
    );
  });
  return inTurn(bars);
}

/** A chord in tremolo above, louder and louder; the left hand sings the theme in octaves. */
function tremolo(verse: Verse): Passage {
  const { chords } = verse;
  const bars = chords.map((chord, bar) => {
    const [a = 60, b = 64, c = 67, d = 72] = risingTones(chord, { lowest: 65 + 2 * bar, count: 4 });
    const velocity = 48 + 10 * bar;
    return line(
      rhythm('s*16'),
      [
        [b, d],
        [a, c],
      ],
      { velocity: [velocity, velocity + 10], held: 1 },
    );
  });
  const sung = melody(verse, { ...SUNG, ...TENOR, velocity: [86, 100] });
  return together(inTurn(bars), inOctaves(sung));
}

/** Octaves in sixteenths from hand to hand, in threes against the fours of the bar every other time. */
function interlocked({ chords, desk, round }: Verse): Passage {
  const bars = chords.map((chord, bar) => {
    const isRising = (bar + round) % 2 === 0;
    const [from, step] = isRising ? [62, 1] : [81, -1];
    const tops = scaleRun(SCALE, { from, count: 16, step }).map((pitch, place) =>
      place % pick(desk.random, [3, 4]) === 0
        ? chordUnder(chord, { top: pitch, notes: 3 })
        : [pitch - 12, pitch],
    );
    const bass = bassPitch(chord, 38);
    const velocity = 80 + 6 * bar;
    return together(
      line(rhythm('s -s s -s s -s s -s s -s s -s s -s s -s'), tops, { velocity, held: 0.9 }),
      line(
        rhythm('-s s -s s -s s -s s -s s -s s -s s -s s'),
        [
          [bass, bass + 12],
          [bass + 7, bass + 19],
          [bass - 5, bass + 7],
        ],
        { velocity: velocity - 6, hand: 'left', held: 0.9 },
      ),
    );
  });
  return inTurn(bars);
}
