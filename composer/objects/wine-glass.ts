import { happens, pick } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, pedalled, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';

/** Glasses filled to different heights, E lydian: two that sing together. */
const PAIRS = [
  [83, 90],
  [80, 87],
  [82, 90],
  [78, 85],
] as const;
const CLINKS = [
  [88, 95],
  [87, 94],
  [92, 95],
];

export const wineGlass: Cycle = {
  name: 'wine-glass',
  labels: ['wine glass'],
  instrument: 'glockenspiel',
  text: 'A wet finger goes round the rim: high fifths that swell and thin out in slow three, and a clink when somebody is glad.',
  tempoBpm: 66,
  timeSignature: { beats: 3, beatUnit: 4 },
  seconds: [64, 78],
  keys: [0, 0, -5],
  touch: { ...AT_EASE, arc: 0.25, rollMs: 5, rubato: 0.09 },
  compose: (desk: Desk) => {
    const [first, second] = pick(desk.random, [
      [0, 1],
      [1, 2],
      [0, 2],
      [3, 1],
    ] as const);
    return form(desk, pick(desk.random, ['RRCST', 'RSCRT', 'RCRTS']), {
      R: (round) => rim(desk, round % 2 === 0 ? first : second),
      S: () => inTurn([rim(desk, second), rim(desk, first)]),
      C: () => clink(desk),
      T: () => toast(desk),
      Z: () =>
        pedalled(
          line(rhythm('h. h. h. h.'), [[...(PAIRS[first] ?? [])], 83, 76, [76, 88]], {
            velocity: [48, 30],
          }),
          3,
        ),
    });
  },
};

/** Round and round: two notes in turn, a third above them once a bar. */
function rim({ random }: Desk, glass: number): Passage {
  const [low, high] = PAIRS[glass] ?? PAIRS[0];
  const turns = Array.from({ length: 4 }, (_, bar) => {
    const values =
      bar === 3 ? 'h.' : pick(random, ['q q q', 'q e e q', 'e e q q', 'q q e e', 'h q']);
    return line(rhythm(values), bar % 2 === 0 ? [low, high, 95] : [high, low, 88], {
      velocity: 36 + 6 * (bar % 3),
    });
  });
  return pedalled(inTurn(turns), 6);
}

function clink({ random }: Desk): Passage {
  const glasses = pick(random, CLINKS);
  const ring = line(rhythm('e -e h h.'), [glasses, [glasses[1] ?? 95]], { velocity: [76, 34] });
  return pedalled(ring, 6);
}

/** Everybody: the glasses one after another from the table up, then all at once. */
function toast({ random }: Desk): Passage {
  const rising = happens(random, 0.5) ? [76, 80, 83, 87, 90] : [78, 82, 85, 88, 94];
  const lift = line(
    rhythm('e e e e q h.'),
    [...rising, [rising[0] ?? 76, rising[2] ?? 83, rising[4] ?? 90]],
    { velocity: [44, 64] },
  );
  const last = line(rhythm('-h -q -h q'), [rising[3] ?? 88], { velocity: 40 });
  return pedalled(together(lift, last), 3);
}
