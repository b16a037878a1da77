import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SLOPE = scaleNamed('D lydian');
/** One turn of a carve in scale steps: down the fall line, and round the edge. */
const TURNS = [
  [0, -1, -2, -3, -4, -5, -6, -7, -8, -7, -6, -5],
  [0, -1, -2, -3, -4, -5, -6, -5, -6, -7, -6, -5],
  [0, -1, -2, -1, -2, -3, -4, -5, -6, -7, -6, -5],
];
/** Fifths on which the wind stands, far below the kite. */
const GUSTS = [
  [50, 57],
  [52, 59],
  [47, 54],
];

export const snowAndWind: Cycle = {
  name: 'snow-and-wind',
  labels: ['skis', 'snowboard', 'surfboard', 'kite'],
  instrument: 'pan flute',
  text: 'Two skis leave two tracks: scales in thirds carve down to the left and to the right, a jump has half a beat of nothing under it, a wave lifts and breaks, and a kite trembles on one high note.',
  tempoBpm: 80,
  timeSignature: COMMON_TIME,
  touch: { ...AT_EASE, timingMs: 5, rollMs: 8, arc: 0.2, rubato: 0.05, accent: 0.05 },
  compose: (desk: Desk) => {
    const turns = shuffled(TURNS, desk.random).slice(0, 2);
    const gusts = pick(desk.random, [GUSTS, [...GUSTS].reverse()]);
    return form(desk, pick(desk.random, ['CJKCWJ', 'KCJWCJ', 'WCJKCJ']), {
      C: (round) => carved(desk, { turns, isWide: round % 3 === 2 }),
      J: () => jump(desk),
      K: () => kite(desk, gusts),
      W: () => wave(desk),
      Z: () =>
        inTurn([
          carved(desk, { turns, isWide: true }),
          line(rhythm('h. s3*6 w'), [85, 85, 86, 85, 86, 85, 86, [38, 50, 57, 66]], {
            velocity: [56, 44],
          }),
        ]),
    });
  },
};

/** Four short turns or two wide ones, each from a sixth lower and by the other hand; the edge bites at the top of each. */
function carved(
  { random }: Desk,
  { turns, isWide }: { turns: readonly (readonly number[])[]; isWide: boolean },
): Passage {
  const top = wholeBetween(random, 16, 18);
  const falls = (isWide ? [-2, -7] : [0, -5, -10, -15]).map((fall, side) => {
    const hand = side % 2 === 0 ? 'right' : 'left';
    const tracks = pick(random, turns).map((step) => twoTracks(top + fall + step));
    const edge = [(tracks[0]?.[1] as number) - 12, ...(tracks[0] as number[])];
    return line(rhythm(isWide ? 'e3*12' : 's3*12'), [edge, ...tracks.slice(1)], {
      velocity: [82, 58],
      hand,
      held: 0.85,
    });
  });
  return inTurn(falls);
}

/** A note of the slope and the one a third below it. */
function twoTracks(degree: number): number[] {
  return [pitchAt(SLOPE, degree - 2), pitchAt(SLOPE, degree)];
}

/** The run-up, the ramp, half a beat in the air, and both edges in the snow. */
function jump({ random }: Desk): Passage {
  const from = wholeBetween(random, 0, 1) * 2;
  const ramp = [0, 1, 2, 3, 4, 5, 6, 7, 9].map((step) => twoTracks(from + step));
  const landing = pick(random, [
    [38, 50, 57, 66],
    [40, 52, 59, 68],
  ]);
  const slide = [4, 3, 2, 1, 0].map(twoTracks);
  return inTurn([
    line(rhythm('e3*3 s3*6'), ramp, { velocity: [54, 92], held: 0.8 }),
    silence(0.5),
    line(rhythm('e q'), [landing, landing.slice(1)], { velocity: [104, 62], held: 0.9 }),
    line(rhythm('e3*3 e e q'), slide, { velocity: [60, 46], held: 0.9 }),
    silence(1),
  ]);
}

/** One high note on a string: it stands, trembles in a gust, and is elsewhere on the next. */
function kite({ random }: Desk, gusts: readonly (readonly number[])[]): Passage {
  const climb = happens(random, 0.5) ? [0, 1, 2] : [1, 2, 0];
  const bars = climb.map((step, bar) => {
    const high = pitchAt(SLOPE, 14 + step);
    const above = pitchAt(SLOPE, 15 + step);
    const tug = pick(random, ['-e e s3*12 q', '-e q. s3*12', '-q s3*12 q']);
    const sounds = tug.startsWith('-q') ? [] : [high];
    const tremble = Array.from({ length: 12 }, (_, note) => (note % 2 === 0 ? high : above));
    return together(
      line(rhythm('w'), [gusts[bar] as number[]], { velocity: 46, hand: 'left', held: 1 }),
      line(rhythm(tug), [...sounds, ...tremble, above], { velocity: [52, 72] }),
    );
  });
  return inTurn(bars);
}

/** Water lifts a board: a long swell through the chord, a crest, and foam that runs out. */
function wave({ random }: Desk): Passage {
  const deep = pick(random, [
    [-7, -3, 0, 2, 4, 6, 7, 9, 11],
    [-8, -4, -1, 1, 3, 5, 8, 10, 11],
  ]);
  const swell = deep.map((step) => pitchAt(SLOPE, step));
  const crest = pick(random, [
    [78, 85],
    [81, 85],
  ]);
  const foam = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((step) => pitchAt(SLOPE, step));
  return inTurn([
    line(rhythm('e3*9 q'), [...swell, crest], { velocity: [40, 88], held: 0.95 }),
    line(rhythm('e3*3 s3*9 e q'), [...foam, [38, 50]], { velocity: [80, 50], held: 0.85 }),
  ]);
}
