import { shuffled } from '../../src/math/random.js';
import { pick } from '../chance.js';
import { form } from '../form.js';
import { atPace, inTurn, line, type Passage, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';

/** What the left hand stops on six strings: B and E, the last two, always ring open. */
const GRIPS: Readonly<Record<string, readonly number[]>> = {
  E: [40, 47, 52, 56, 59, 64],
  F: [42, 49, 54, 57, 59, 64],
  A: [45, 52, 57, 61, 59, 64],
  B: [47, 54, 57, 63, 59, 64],
  C: [49, 52, 56, 61, 59, 64],
};
const WAYS = ['EAFB', 'ECAB', 'CAFB', 'AEFB'];
/** Which string a spoke plucks, the lowest being 0: three ways round the wheel. */
const SPOKES = [
  [0, 2, 3, 4, 3, 5],
  [0, 3, 2, 5, 3, 4],
  [0, 2, 4, 3, 5, 3],
];
/** What the rider whistles: a long and a short note a bar, four bars. */
const WHISTLED = [
  [83, 81, 80, 78, 80, 76, 78],
  [80, 83, 85, 83, 88, 85, 83],
  [76, 80, 83, 81, 80, 78, 76],
];
const BELL = [88, 92];
/** A string rings while the next two are plucked. */
const RINGING = 2.6;

export const bicycle: Cycle = {
  name: 'bicycle',
  labels: ['bicycle', 'motorcycle'],
  instrument: 'acoustic guitar (steel)',
  text: 'Spokes: open strings go round in six and ring on; uphill every turn of the pedals costs a breath, then a bell, downhill in sixteenths, and the freewheel clicks.',
  tempoBpm: 138,
  timeSignature: { beats: 6, beatUnit: 8 },
  touch: { ...AT_EASE, timingMs: 6, arc: 0.12, rubato: 0.03, accent: 0.1, unevenness: 4 },
  compose: (desk: Desk) => {
    const ways = shuffled(WAYS, desk.random);
    const [spokes = [], other = []] = shuffled(SPOKES, desk.random);
    const tunes = shuffled(WHISTLED, desk.random);
    const level = (round: number) =>
      inTurn([
        spinning(ways[0] ?? '', { spokes, velocity: 54 }),
        together(
          spinning(ways[round % 2] ?? '', {
            spokes: round % 2 === 0 ? spokes : other,
            velocity: 50,
          }),
          whistled(tunes[round % tunes.length] ?? []),
        ),
      ]);
    return form(desk, pick(desk.random, ['LUBDFL', 'ULBDFL', 'LBUDFL']), {
      L: level,
      U: () => uphill(desk),
      B: () => bell(desk),
      D: (round) => downhill(ways[1 + (round % 2)] ?? ''),
      F: () => freewheel(desk),
      Z: () =>
        inTurn([
          spinning('EA', { spokes, velocity: 48 }),
          freewheel(desk),
          line(rhythm('e e e q. h.'), [40, 52, 59, [64, 68], [40, 52, 59, 68]], {
            velocity: [58, 40],
            held: 1,
          }),
        ]),
    });
  },
};

/** One turn of the wheel a bar: six eighths over the open strings, each left to ring. */
function spinning(
  way: string,
  { spokes, velocity }: { spokes: readonly number[]; velocity: number },
): Passage {
  const turns = [...way].map((grip) => {
    const strings = GRIPS[grip] as readonly number[];
    return line(
      rhythm('e*6'),
      spokes.map((spoke) => strings[spoke] as number),
      { velocity: [velocity + 6, velocity - 6], hand: 'left', held: RINGING },
    );
  });
  return inTurn(turns);
}

function whistled(tune: readonly number[]): Passage {
  return line(rhythm('h q h q h q h.'), tune, { velocity: [72, 64] });
}

/** Left foot, right foot, each bar a step steeper and slower. */
function uphill({ random }: Desk): Passage {
  const right = pick(random, [59, 64]);
  const feet = [40, 42, 44, 45, 47, 49].map((left, step) =>
    line(rhythm(step % 2 === 0 ? 'q e q e' : 'q e q.'), [[left, left + 7], right], {
      velocity: [60 + 5 * step, 54 + 5 * step],
      held: 0.8,
    }),
  );
  return atPace(inTurn(feet), [0.95, 0.72]);
}

/** Twice with the thumb. */
function bell({ random }: Desk): Passage {
  const ring = pick(random, [
    's s q -e s s q -e',
    's s q s s q. -e -q',
    's s s s q. s s q -e -s*2',
  ]);
  return line(rhythm(ring), [BELL], { velocity: [92, 76], held: 1 });
}

/** From the top string down in sixteenths, faster and faster. */
function downhill(way: string): Passage {
  const bends = [...way, 'E'].map((grip, bend) => {
    const strings = GRIPS[grip] as readonly number[];
    const high = strings.map((pitch) => pitch + 12).slice(1);
    const fall = [5, 4, 3, 4, 2, 3].flatMap((place) => [
      high[place - 1] as number,
      strings[place] as number,
    ]);
    return line(rhythm('s*12'), fall, { velocity: [62 + 4 * bend, 56 + 4 * bend], held: RINGING });
  });
  return atPace(inTurn(bends), [0.92, 1.12]);
}

/** Nobody pedals: an octave under the palm clicks fast, slower, slow. */
function freewheel({ random }: Desk): Passage {
  const click = pick(random, [
    [52, 64],
    [54, 66],
  ]);
  return line(rhythm('s*12 e*3 q -e'), [click], { velocity: [48, 32], held: 0.8 });
}
