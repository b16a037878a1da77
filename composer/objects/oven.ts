import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, pedalled, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';

/** Heats, from the first coil to the whole oven: notes that join one after another, A flat. */
const HEATS = [
  [56, 63, 67, 70, 72, 75, 79],
  [53, 60, 63, 67, 70, 72, 75],
  [61, 65, 68, 72, 75, 77, 80],
];
/** How the notes that glow so far are played through: places in the list, from the newest down. */
const GLOWS = [
  [0, 1, 0, 2, 0, 1, 2, 1],
  [0, 2, 1, 2, 0, 2, 1, 0],
  [0, 1, 2, 0, 1, 2, 0, 1],
];

export const oven: Cycle = {
  name: 'oven',
  labels: ['oven', 'microwave', 'toaster'],
  instrument: 'vibraphone',
  text: 'Warmth arrives one note at a time over an even glow of eighths, until everything hums; then three bright pings say that it is done.',
  tempoBpm: 96,
  timeSignature: COMMON_TIME,
  touch: { ...AT_EASE, arc: 0.04, rubato: 0.02, timingMs: 5 },
  compose: (desk: Desk) => {
    const glows = shuffled(GLOWS, desk.random);
    const first = pick(desk.random, [0, 1, 2]);
    return form(desk, pick(desk.random, ['WPCWT', 'WTCWP', 'WCWPT']), {
      W: (round) =>
        warming({ heat: HEATS[(first + round) % 3] as number[], glow: glows[round % 2] ?? [] }),
      P: () => pings(desk),
      C: () => cooling(HEATS[first] as number[]),
      T: () => toast(desk),
      Z: () =>
        inTurn([pings(desk), pedalled(line(rhythm('w'), [[56, 63, 72]], { velocity: 42 }), 4)]),
    });
  },
};

/** Five bars, each with one more note to choose from than the bar before, and louder. */
function warming({ heat, glow }: { heat: readonly number[]; glow: readonly number[] }): Passage {
  const bars = [0, 1, 2, 3, 4].map((bar) => {
    const notes = glow.map((place) => heat[Math.max(0, bar + 1 - place)] as number);
    const first = bar >= 2 ? [heat[0] as number, notes[0] as number] : (notes[0] as number);
    return line(rhythm(bar === 0 ? 'q q q q' : 'e*8'), [first, ...notes.slice(1)], {
      velocity: [38 + 9 * bar, 44 + 9 * bar],
    });
  });
  return pedalled(inTurn(bars), 4);
}

function pings({ random }: Desk): Passage {
  const bell = pick(random, [[87], [84, 91], [87, 92]]);
  return inTurn([
    line(rhythm('q -q q -q q -h.'), [bell], { velocity: [78, 84], held: 1.2 }),
    silence(pick(random, [0, 2])),
  ]);
}

function cooling(heat: readonly number[]): Passage {
  const down = [5, 4, 3, 2].map((top) => [heat[top - 2] as number, heat[top] as number]);
  return pedalled(line(rhythm('h h h h'), down, { velocity: [58, 36] }), 4);
}

/** Two slices jump. */
function toast({ random }: Desk): Passage {
  const low = pick(random, [56, 63]);
  const jump = [low, low + 7, low + 12, low + 16];
  return inTurn([
    line(rhythm('s*4 q -h'), [...jump, [low + 19, low + 24]], { velocity: [56, 88], held: 0.6 }),
  ]);
}
