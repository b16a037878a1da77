import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { tuneOver, turnsInRound } from '../melody.js';
import { inventMotif, type Motif } from '../motif.js';
import { inTurn, line, type Passage, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { degreeNear, pitchAt, scaleNamed } from '../theory.js';
import { AT_EASE } from '../touch.js';

const SCALE = scaleNamed('D mixolydian');
/** The two pipes of the bag, which never change their note. */
const DRONE = [50, 57];
/** The pipes half a breath too low, as a cow begins. */
const SAGGED = [48, 55];
const PIPINGS = ['q e e q q', 'q. e e e q', 'e e q e e q', 'q q e e q', 'h e e q'];
const WAYS = ['D C G D', 'D G C D', 'D Am C D', 'G D C D'];
/** Over the hill and down, in scale steps, one for each stride. */
const HILLS = [
  [0, 1, 2, 3, 4, 3, 5, 4, 4, 3, 2, 1, 2, 1, 0, 0],
  [0, 0, 1, 1, 2, 3, 4, 5, 5, 4, 5, 3, 3, 2, 1, 0],
  [2, 1, 0, 1, 2, 3, 4, 4, 2, 3, 4, 5, 4, 2, 1, 0],
];
const RINGS = ['q -q e e -q', '-q e e -q q', 'e -e e -e -h', '-e e e -e q -q'];

export const pasture: Cycle = {
  name: 'pasture',
  labels: ['horse', 'sheep', 'cow'],
  instrument: 'oboe',
  text: 'A musette: one fifth lies under everything like grass while a pipe plays over it, a bell moves with its cow, the sheep have a word, a horse breaks into a canter, and then there is grass again.',
  tempoBpm: 104,
  timeSignature: COMMON_TIME,
  seconds: [52, 70],
  touch: { ...AT_EASE, timingMs: 5, rollMs: 4, arc: 0.06, rubato: 0.03, accent: 0.1 },
  compose: (desk: Desk) => {
    const piping = inventMotif(desk.random, {
      cells: PIPINGS,
      intervals: [1, -1, 1, -1, 2, -2, 0],
    });
    const way = pick(desk.random, WAYS);
    const other = pick(desk.random, WAYS);
    return form(desk, pick(desk.random, ['TBTFCT', 'TFTCBT', 'TTBCTF']), {
      T: (round) => piped(round % 2 === 0 ? way : other, { piping, round }),
      B: () => bell(desk),
      F: () => flock(desk),
      C: () => canter(desk),
      Z: () =>
        inTurn([
          piped(way, { piping, round: 0 }),
          together(
            grass(2),
            line(rhythm('q q h -w'), [78, 76, 74], { velocity: [60, 50] }),
            line(rhythm('-w -q e e -h'), [[88, 93]], { velocity: [44, 34], held: 0.5 }),
          ),
        ]),
    });
  },
};

/** The drone, blown again at each half bar. */
function grass(bars: number): Passage {
  return line(rhythm(`h*${2 * bars}`), [DRONE], { velocity: 50, hand: 'left', held: 1 });
}

/** The tune over the drone; when it comes for the third time, a second pipe goes along a third below. */
function piped(way: string, { piping, round }: { piping: Motif; round: number }): Passage {
  const tune = tuneOver(chordsNamed(way), {
    motif: piping,
    turns: turnsInRound(round),
    scale: SCALE,
    near: 74,
    range: { lowest: 69, highest: 84 },
    close: rhythm('q q h'),
    velocity: [64, 70],
    held: 0.85,
  });
  return together(grass(4), round % 3 === 2 ? doubled(tune) : tune);
}

function doubled(tune: Passage): Passage {
  const strokes = tune.strokes.map((stroke) => {
    const degree = degreeNear(SCALE, stroke.pitches[0] as number);
    return { ...stroke, pitches: [pitchAt(SCALE, degree - 2), ...stroke.pitches] };
  });
  return { ...tune, strokes };
}

/** A head goes down to the grass and comes up again: the bell rings when it moves, not in time. */
function bell({ random }: Desk): Passage {
  const moves = [pick(random, RINGS), pick(random, RINGS), 'q -q -h'].join(' ');
  return together(grass(3), line(rhythm(moves), [[88, 93], 88], { velocity: [58, 42], held: 0.5 }));
}

/** A lamb bleats on one trembling note, the ewe lower, the cow lowest: she starts flat and slides up. */
function flock({ random }: Desk): Passage {
  const bleat = 's*6 e -h';
  const voices = happens(random, 0.5) ? [81, 74] : [74, 81];
  const bleats = voices.map((voice) =>
    line(rhythm(bleat), [voice], { velocity: [66, 48], held: 0.6 }),
  );
  const cow = line(rhythm('q q h h h'), [SAGGED, DRONE, DRONE, DRONE, DRONE], {
    velocity: [74, 56],
    hand: 'left',
    held: 1,
  });
  return inTurn([together(grass(2), inTurn(bleats)), cow]);
}

/** Long, short, short: the drone is now struck at each stride. */
function canter({ random }: Desk): Passage {
  const from = pick(random, [7, 8, 9]);
  const hooves = pick(random, HILLS).map((step) => {
    const high = pitchAt(SCALE, from + step);
    return line(rhythm('e s s'), [high, high, pitchAt(SCALE, from + step - 1)], {
      velocity: 84 + 2 * step,
      held: 0.5,
    });
  });
  const stride = line(rhythm('q*16'), [DRONE, 62], { velocity: 66, hand: 'left', held: 0.45 });
  return together(stride, inTurn(hooves));
}
