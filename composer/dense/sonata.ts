import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { bassPitch, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { inventMotif } from '../motif.js';
import { inTurn, line, louder, type Passage, together, transposed } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { type Scale, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';
import { broken, chordUnder, harmonised, risingTones, scaleRun } from './figuration.js';
import { melody, type Verse } from './verse.js';

const MAJOR: Scale = scaleNamed('C major');
const MINOR: Scale = scaleNamed('C harmonic minor');
/** Four bars, a chord each. */
const PERIODS = [
  'C F/C G7/B C',
  'C Am Dm7/F G7',
  'F C/E G7/D C',
  'C C7/E F G7',
  'Am Dm G7/B C',
].map(chordsNamed);
const STORMS = ['Cm Fm/Ab G7 Cm', 'Cm Bdim7/D Cm/Eb Fm', 'Ab Dm7b5/Ab G7 Cm', 'Fm Bb7 Eb G7/D'].map(
  chordsNamed,
);
const THEMES = ['q e e q q', 'h q e e', 'q. e e e e e', 'e e q e e q', '-e e e e h'];
/** Places among the tones of a chord in close position, the lowest 0. */
const ALBERTI = [
  [0, 2, 1, 2],
  [0, 1, 2, 1],
  [0, 2, 1, 3],
];
/** A right hand against the even eighths of the left. */
const SYNCOPES = ['e q q q e', 'e. e. e e. e. e', '-e q q q e', 'q. q. q'];
const SUNG = {
  scale: MAJOR,
  range: { lowest: 67, highest: 90 },
  near: 76,
  closes: ['q q h', 'q. e h', 'e e q h'],
  held: 0.85,
};

export const sonata: Cycle = {
  name: 'sonata',
  labels: ['chair'],
  instrument: 'acoustic grand piano',
  text: 'A theme over Alberti basses, soft and then loud; scales over octaves that tremble; a second theme in thirds a fifth higher; a storm in minor with the hands exchanged; chords to close.',
  tempoBpm: 126,
  tempi: [112, 138, 120, 148, 126, 132, 116, 142],
  timeSignature: COMMON_TIME,
  seconds: [70, 100],
  keys: [0, 2, 3, 5, -2, -3, -5],
  touch: {
    ...AT_EASE,
    timingMs: 3.5,
    rollMs: 8,
    melodyLeadMs: 6,
    arc: 0.1,
    rubato: 0,
    ending: 0,
    unevenness: 4,
  },
  compose: (desk: Desk) => {
    const { random } = desk;
    const periods = shuffled(PERIODS, random);
    const storms = shuffled(STORMS, random);
    const motif = inventMotif(random, { cells: THEMES, intervals: [2, -1, -1, 1, 2, -2, 1, -1] });
    const period = (round: number): Verse => ({
      desk,
      motif,
      round,
      chords: periods[round % 4] ?? [],
    });
    return form(desk, pick(random, ['PTSKDPTS', 'PTPSKDTS', 'PSTKDSTK']), {
      P: (round) => theme(period(round)),
      T: (round) => transition(period(round + 1)),
      S: (round) => secondTheme(period(round + 2)),
      K: (round) => closing(period(round + 3)),
      D: (round) => storm({ ...period(round), chords: storms[round % 4] ?? [] }),
      Z: () => closing(period(0)),
    });
  },
};

/** The theme, soft over eighths, then loud with chords under its long notes over sixteenths. */
function theme(period: Verse): Passage {
  const soft = melody(period, { ...SUNG, velocity: [66, 76] });
  const full = harmonised(soft, period.chords, ({ lengthBeats }) => (lengthBeats > 0.6 ? 3 : 1));
  return inTurn([
    together(soft, alberti(period, { values: 'e*8', velocity: 46 })),
    together(louder(full, 1.35), alberti(period, { values: 's*16', velocity: 66 })),
  ]);
}

/** Scales in sixteenths, up and down, over octaves in tremolo, louder from bar to bar. */
function transition({ chords, desk, round }: Verse): Passage {
  const bars = chords.map((chord, bar) => {
    const isRising = (bar + round) % 2 === 0;
    const velocity = 62 + 8 * bar;
    const run = scaleRun(MAJOR, { from: isRising ? 64 : 88, count: 16, step: isRising ? 1 : -1 });
    const turning = run.map((pitch, place) =>
      place % 4 === 3 ? (run[place - 2] ?? pitch) : pitch,
    );
    const bass = bassPitch(chord, 36);
    return together(
      line(rhythm('s*16'), pick(desk.random, [run, turning]), { velocity, held: 0.7 }),
      line(rhythm(pick(desk.random, ['e*8', 's*16', 'q e e q e e'])), [bass, bass + 12], {
        velocity: velocity - 16,
        hand: 'left',
        held: 0.8,
      }),
    );
  });
  return inTurn(bars);
}

/** The theme a fifth higher, in thirds and sixths, over sixteenths. */
function secondTheme(period: Verse): Passage {
  const sung = melody(period, { ...SUNG, velocity: [60, 70] });
  const paired = harmonised(sung, period.chords, () => 2);
  return transposed(
    together(paired, alberti(period, { values: 's*16', velocity: 44 })),
    period.round % 2 === 0 ? 7 : -5,
  );
}

/** In turn, a bar each: broken chords through both hands, and chords, struck. */
function closing({ chords, desk }: Verse): Passage {
  const bars = chords.map((chord, bar) => {
    const high = risingTones(chord, { lowest: 60, count: 8 });
    const low = risingTones(chord, { lowest: 36, count: 4 });
    return bar % 2 === 0 ? brokenChords(high, low) : struckChords(high, { low, desk });
  });
  return inTurn(bars);
}

function brokenChords(high: readonly number[], low: readonly number[]): Passage {
  const right = broken(high, [0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 5, 4, 3]);
  const left = broken(low, [0, 1, 2, 3, 2, 1]);
  return together(
    line(rhythm('s*16'), right, { velocity: [74, 92], held: 0.8 }),
    line(rhythm('e3*12'), left, { velocity: 64, hand: 'left', held: 0.8 }),
  );
}

function struckChords(
  high: readonly number[],
  { low, desk }: { low: readonly number[]; desk: Desk },
): Passage {
  const values = rhythm(pick(desk.random, ['q e e q q', 'e e q e e q', 'q q e e q']));
  const [bass = 36] = low;
  const upper = [high.slice(1, 5), high.slice(2, 6), high.slice(0, 4)];
  return together(
    line(values, upper, { velocity: 98, held: 0.5 }),
    line(values, [[bass, bass + 12]], { velocity: 86, hand: 'left', held: 0.5 }),
  );
}

/** In minor: the left hand runs, the right one throws chords between its beats. */
function storm({ chords, desk }: Verse): Passage {
  const bars = chords.map((chord, bar) => {
    const isRising = bar % 2 === 0;
    const run = scaleRun(MINOR, { from: isRising ? 36 : 60, count: 16, step: isRising ? 1 : -1 });
    const top = risingTones(chord, { lowest: 72, count: 4 });
    const thrown = top.map((pitch) => chordUnder(chord, { top: pitch, notes: 4 }));
    return together(
      line(rhythm('s*16'), run, { velocity: [70, 84], hand: 'left', held: 0.8 }),
      line(rhythm(pick(desk.random, SYNCOPES)), shuffled(thrown, desk.random), {
        velocity: 90,
        held: 0.6,
      }),
    );
  });
  return inTurn(bars);
}

function alberti(
  { chords, desk }: Verse,
  { values, velocity }: { values: string; velocity: number },
): Passage {
  const figure = pick(desk.random, ALBERTI);
  const bars = chords.map((chord) =>
    line(rhythm(values), broken(risingTones(chord, { lowest: 43, count: 4 }), figure), {
      velocity,
      hand: 'left',
    }),
  );
  return inTurn(bars);
}
