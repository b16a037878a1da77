import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { MECHANICAL } from '../touch.js';

const TICK = 79;
const TOCK = 74;
/** The four bells of the quarter chime, G mixolydian, in whatever order the wheel holds them. */
const BELLS = [67, 69, 65, 60];
/** The bells of three clocks. */
const STRIKES = [
  [43, 55, 62],
  [41, 53, 60],
  [45, 57, 64],
];
/** Wheels that turn between the ticks. */
const WHEELS = [
  [62, 65, 67, 65],
  [60, 65, 62, 67],
  [67, 65, 62, 60],
  [62, 69, 65, 67],
];

export const clock: Cycle = {
  name: 'clock',
  labels: ['clock'],
  instrument: 'celesta',
  text: 'What a clock is: tick and tock on every beat, wheels in the even eighths between them, a chime for the quarters, and the hour struck and counted.',
  tempoBpm: 120,
  timeSignature: COMMON_TIME,
  touch: { ...MECHANICAL, voicing: 0 },
  compose: (desk: Desk) => {
    const hour = wholeBetween(desk.random, 2, 8);
    const [wheel = [], other = []] = shuffled(WHEELS, desk.random);
    const bell = pick(desk.random, STRIKES);
    return form(desk, pick(desk.random, ['TWTQ', 'TTWQ', 'WTQT']), {
      T: () => ticking(4),
      W: (round) => together(ticking(4), wheels(round % 2 === 0 ? wheel : other)),
      Q: (round) =>
        inTurn([
          together(ticking(2), chime(desk)),
          round % 2 === 1 ? strikes(2, bell) : ticking(2),
        ]),
      Z: () => inTurn([together(ticking(2), chime(desk)), strikes(hour, bell), ticking(2)]),
    });
  },
};

/** The pendulum: one side always a little louder than the other. */
function ticking(bars: number): Passage {
  const beats = 2 * bars;
  const swing = Array.from({ length: beats }, () => 'q -q').join(' ');
  const back = Array.from({ length: beats }, () => '-q q').join(' ');
  return together(
    line(rhythm(swing), [TICK], { velocity: 56, held: 0.2 }),
    line(rhythm(back), [TOCK], { velocity: 45, held: 0.2 }),
  );
}

/** Eighths that fall only between the ticks. */
function wheels(wheel: readonly number[]): Passage {
  return line(rhythm(Array.from({ length: 16 }, () => '-e e').join(' ')), wheel, {
    velocity: 38,
    held: 0.6,
    hand: 'left',
  });
}

function chime({ random }: Desk): Passage {
  return line(rhythm('q q q q h. -q'), [...shuffled(BELLS, random), 55], {
    velocity: [62, 68],
    hand: 'left',
  });
}

/** The hour, two beats a stroke, while the ticking goes on as if nothing had happened. */
function strikes(hour: number, bell: readonly number[]): Passage {
  const bars = Math.ceil(hour / 2);
  const values = `h*${hour}${hour % 2 === 1 ? ' -h' : ''}`;
  return together(ticking(bars), line(rhythm(values), [bell], { velocity: 84, hand: 'left' }));
}
