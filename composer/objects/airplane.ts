import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';
import { writtenChords } from '../voicing.js';

/** Four wide voices over E, each chord above the one before: from the ground to where the air is thin. */
const CLIMBS = [
  '40 47 56 63, 42 49 57 64, 45 52 61 68, 49 56 64 71, 52 59 68 75, 57 64 73 80',
  '40 47 56 66, 44 51 59 66, 45 52 61 70, 49 56 64 73, 54 61 70 76, 57 64 73 80',
].map(writtenChords);
/** Down again through darker air, with chords borrowed from E minor. */
const DESCENTS = [
  '57 64 73 80, 57 64 72 79, 52 59 68 75, 50 57 66 73, 45 52 60 67',
  '59 66 75 82, 55 62 71 78, 52 59 68 75, 48 55 64 71, 42 49 57 64',
].map(writtenChords);
/** Level flight, a bar each: what is held, and the one voice that moves like a cloud between. */
const CLOUDS = [
  { held: [64, 71, 87], moving: [80, 78, 80] },
  { held: [61, 68, 88], moving: [80, 76, 75] },
  { held: [57, 64, 85], moving: [80, 76, 73] },
  { held: [66, 73, 88], moving: [81, 80, 76] },
];
/** The city, seen from above: two lights at a time. */
const LIGHTS = writtenChords('40 47, 44 47, 45 52, 42 49');

export const airplane: Cycle = {
  name: 'airplane',
  labels: ['airplane'],
  instrument: 'string ensemble 1',
  text: 'Wide strings take off from a low fifth and climb until hardly anything moves; far below a few soft lights of the city, then down through darker chords to the runway.',
  tempoBpm: 72,
  timeSignature: COMMON_TIME,
  seconds: [70, 82],
  touch: {
    ...AT_EASE,
    timingMs: 6,
    rollMs: 10,
    arc: 0.16,
    rubato: 0.03,
    accent: 0.02,
    ending: 0.2,
  },
  compose: (desk: Desk) => {
    const clouds = shuffled(CLOUDS, desk.random);
    const lights = shuffled(LIGHTS, desk.random);
    return form(desk, pick(desk.random, ['CLVLVLV', 'CVLVLVL']), {
      C: () => inTurn([runway(), climbing(pick(desk.random, CLIMBS))]),
      L: (round) => level(round % 2 === 0 ? clouds : clouds.toReversed()),
      V: (round) => overTheCity(desk, round % 2 === 0 ? lights : lights.toReversed()),
      Z: () => inTurn([descending(pick(desk.random, DESCENTS)), landing()]),
    });
  },
};

/** A low fifth comes faster and louder until it lifts. */
function runway(): Passage {
  return line(rhythm('h h q q q q'), [[40, 47]], { velocity: [46, 84], hand: 'left', held: 1 });
}

/** The lower pair steps up, the upper pair follows two beats later; each holds until its next step. */
function climbing(chords: readonly (readonly number[])[]): Passage {
  const lower = chords.map((chord) => chord.slice(0, 2));
  const upper = chords.map((chord) => chord.slice(2));
  const bars = chords.length;
  return together(
    line(rhythm(`w*${bars}`), lower, { velocity: [80, 52], hand: 'left', held: 1 }),
    line(rhythm(`-h w*${bars - 1} h`), upper, { velocity: [84, 56], held: 1 }),
  );
}

/** A bar a cloud: nearly everything stands. */
function level(clouds: typeof CLOUDS): Passage {
  const bars = clouds
    .slice(0, 3)
    .map(({ held, moving }) =>
      together(
        line(rhythm('w'), [held], { velocity: 44, hand: 'left', held: 1 }),
        line(rhythm('-q q q q'), moving, { velocity: [46, 40], held: 1 }),
      ),
    );
  return inTurn(bars);
}

/** Two high notes stand still; nearly four octaves lower small lights go by, hardly to be heard. */
function overTheCity({ random }: Desk, lights: typeof LIGHTS): Passage {
  const above = pick(random, writtenChords('83 88, 80 87, 85 92'));
  const passing = pick(random, ['-q q h -q q q q', '-h q q -q h q', '-q q q q -h q q']);
  return together(
    line(rhythm('w w'), [above], { velocity: [42, 38], held: 1 }),
    line(rhythm(passing), lights, { velocity: [30, 24], hand: 'left', held: 0.8 }),
  );
}

/** The other way round: the upper pair gives way first, the lower follows two beats later. */
function descending(chords: readonly (readonly number[])[]): Passage {
  const lower = chords.map((chord) => chord.slice(0, 2));
  const upper = chords.map((chord) => chord.slice(2));
  const bars = chords.length;
  return together(
    line(rhythm(`w*${bars}`), upper, { velocity: [54, 64], held: 1 }),
    line(rhythm(`-h w*${bars - 1} h`), lower, { velocity: [52, 70], hand: 'left', held: 1 }),
  );
}

/** The wheels touch twice, and it rolls out. */
function landing(): Passage {
  return line(
    rhythm('q q h q q h w'),
    writtenChords('40 47, 40 47, 40 47 56, 40 47, 40 47, 40 47 56 64, 40 47 56 64'),
    {
      velocity: [86, 40],
      hand: 'left',
      held: 1,
    },
  );
}
