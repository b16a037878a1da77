import { pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { MECHANICAL } from '../touch.js';

const BEATS_PER_BAR = 3;
/** Five cups filled to five heights. */
const FULL = [62, 65, 69, 72, 76];
/** The same cups after a sip from each: what is emptier sounds higher. */
const SIPPED = [64, 67, 69, 74, 77];
/** In which order the spoon strikes them; the order stays for a whole take. */
const ORDERS = [
  [0, 3, 1, 4, 2],
  [2, 0, 4, 1, 3],
  [4, 2, 3, 0, 1],
];
const SPOONS = ['e*5 -e', 'e e -e e e e', 'q e e e e'];

export const cup: Cycle = {
  name: 'cup',
  labels: ['cup'],
  instrument: 'steel drums',
  text: 'Five cups, struck with a spoon in an order that never changes, only that each bar begins one cup later; after a sip they sound a little higher, and a second spoon runs behind the first.',
  tempoBpm: 124,
  timeSignature: { beats: BEATS_PER_BAR, beatUnit: 4 },
  seconds: [50, 66],
  touch: { ...MECHANICAL, timingMs: 5, unevenness: 4, accent: 0.1 },
  compose: (desk: Desk) => {
    const order = pick(desk.random, ORDERS);
    const spoon = pick(desk.random, SPOONS);
    const cups = (round: number) => order.map((each) => (round % 2 ? SIPPED : FULL)[each] ?? 69);
    return form(desk, pick(desk.random, ['RSRT', 'RRST', 'TRSR']), {
      R: (round) => rounds(desk, { cups: cups(round), spoon }),
      S: () => sip(desk),
      T: (round) => twoSpoons({ cups: cups(round + 1), spoon }),
      Z: () =>
        inTurn([
          rounds(desk, { cups: cups(0), spoon }),
          line(rhythm('q -h h.'), [[62, 69, 76], [50]], { velocity: [78, 42], held: 0.9 }),
        ]),
    });
  },
};

interface Row {
  readonly cups: readonly number[];
  readonly spoon: string;
}

/** A bar for each cup, which is the first of its bar. */
function rounds({ random }: Desk, { cups, spoon }: Row): Passage {
  const first = wholeBetween(random, 0, cups.length - 1);
  return inTurn(cups.map((_, bar) => strokesFrom(first + bar, { cups, spoon })));
}

function strokesFrom(first: number, { cups, spoon }: Row): Passage {
  const turned = cups.map((_, place) => cups[(first + place) % cups.length] ?? 69);
  return line(rhythm(spoon), turned, { velocity: [72, 58], held: 0.6 });
}

/** The second spoon is two beats late and an octave lower. */
function twoSpoons(row: Row): Passage {
  const bars = row.cups.slice(0, 4).map((_, bar) => strokesFrom(bar, row));
  const low = { ...row, cups: row.cups.map((pitch) => pitch - 12) };
  const late = row.cups.slice(0, 3).map((_, bar) => strokesFrom(bar, low));
  return together(inTurn(bars), inTurn([silence(2), ...late, silence(BEATS_PER_BAR - 2)]));
}

/** Two cups are put together, one is lifted, and it comes down on its saucer. */
function sip({ random }: Desk): Passage {
  const clink = pick(random, [
    [69, 76],
    [65, 72],
    [62, 69],
  ]);
  const lifted = pick(random, ['e3*3 h', 'e e h', 'q. e q']);
  return inTurn([
    line(rhythm('h.'), [clink], { velocity: 66, held: 1 }),
    line(rhythm(lifted), [74, 77, 81], { velocity: [46, 54], held: 0.9 }),
    line(rhythm('-q e e q'), [[50, 57], 62], { velocity: [60, 50], held: 0.5 }),
  ]);
}
