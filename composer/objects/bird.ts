import { COMMON_TIME } from '../../src/music/time.js';
import { between, pick } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, louder, type Passage, silence, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';

/** A call that a bird repeats to the note; its rhythm fills no bar. */
interface Call {
  readonly values: string;
  readonly pitches: readonly number[];
  readonly velocity: readonly [number, number];
}

const TIT: Call = { values: 'e s e s e s e s', pitches: [101, 96], velocity: [82, 74] };
const CUCKOO: Call = { values: 'e. q -s e. q', pitches: [87, 83], velocity: [70, 60] };
const CHAFFINCH: Call = {
  values: 'e e e3*3 s*4 s s e.',
  pitches: [97, 97, 95, 95, 95, 92, 92, 92, 92, 86, 89, 97],
  velocity: [58, 90],
};
const BLACKBIRD: Call = {
  values: 'e. s e q s s s s e.',
  pitches: [84, 89, 91, 86, 90, 93, 90, 93, 88],
  velocity: [72, 62],
};
const THRUSH: Call = {
  values: 's s e. s s e. s e e',
  pitches: [90, 96, 87, 90, 96, 87, 99, 93, 99],
  velocity: [84, 78],
};
const NIGHTINGALE: Call = {
  values: 'q q q s*7 e.',
  pitches: [85, 85, 85, 94, 89, 94, 89, 94, 89, 94, 82],
  velocity: [44, 92],
};
const WREN: Call = {
  values: 's*7 e s*5 e e.',
  pitches: [102, 100, 102, 100, 102, 100, 102, 97, 99, 97, 99, 97, 99, 93, 91],
  velocity: [62, 84],
};
/** Who sings in one garden. */
const GARDENS: readonly (readonly [Call, Call, Call, Call])[] = [
  [CHAFFINCH, BLACKBIRD, THRUSH, WREN],
  [TIT, NIGHTINGALE, CUCKOO, THRUSH],
  [BLACKBIRD, WREN, TIT, CHAFFINCH],
  [THRUSH, CUCKOO, NIGHTINGALE, TIT],
];

export const bird: Cycle = {
  name: 'bird',
  labels: ['bird'],
  instrument: 'piccolo',
  text: 'Birds at first light, each with a call that it repeats to the note: one asks, another answers from further off, a trill runs along beneath, and none of them counts.',
  tempoBpm: 112,
  timeSignature: COMMON_TIME,
  touch: { ...AT_EASE, timingMs: 7, arc: 0.05, rubato: 0, accent: 0, unevenness: 5, ending: 0.15 },
  compose: (desk: Desk) => {
    const [first, second, third, fourth] = pick(desk.random, GARDENS);
    return form(desk, pick(desk.random, ['SATBSC', 'TASBCS', 'STABCS']), {
      S: (round) => alone(desk, [first, third, second][round % 3] ?? first),
      A: () => answered(desk, first, second),
      B: () => answered(desk, second, third),
      T: () => trill(desk, fourth),
      C: () => chorus([first, second, third]),
      Z: () =>
        inTurn([
          alone(desk, first),
          line(rhythm('h. -e e -q h -h'), [88, 96, 84], { velocity: [60, 36] }),
        ]),
    });
  },
};

const called = ({ values, pitches, velocity }: Call): Passage =>
  line(rhythm(values), pitches, { velocity, held: 0.75 });

/** Calls one after another up to a bar line, with uneven waiting after each. */
function unevenly({ random, beatsPerBar }: Desk, calls: readonly Passage[]): Passage {
  const sung = calls.reduce((sum, call) => sum + call.lengthBeats, 0);
  const bars = Math.ceil((sung + calls.length / 2) / beatsPerBar);
  const waiting = bars * beatsPerBar - sung;
  const patience = calls.map(() => between(random, 0.6, 1.4));
  const all = patience.reduce((sum, each) => sum + each, 0);
  return inTurn(
    calls.flatMap((call, place) => {
      const sixteenths = Math.floor((4 * waiting * (patience[place] as number)) / all);
      return [call, silence(sixteenths / 4)];
    }),
  );
}

/** Three times the same, and nothing else. */
function alone(desk: Desk, call: Call): Passage {
  return unevenly(desk, [called(call), called(call), called(call)]);
}

/** Two birds in turn; the answer comes from further off. */
function answered(desk: Desk, call: Call, answer: Call): Passage {
  const reply = louder(called(answer), 0.7);
  return unevenly(desk, [called(call), reply, called(call), reply]);
}

/** Two neighbours in sixteenths, seven and five and nine at a time, and another bird above them. */
function trill(desk: Desk, above: Call): Passage {
  const low = pick(desk.random, [81, 83]);
  const groups = [7, 9, 5, 11].map((length) =>
    inTurn([
      line(rhythm(`s*${length} e.`), [low, low + 1], { velocity: [40, 64], held: 0.8 }),
      silence(0.25),
    ]),
  );
  return together(
    inTurn(groups),
    inTurn([silence(2.25), called(above), silence(1.75), called(above)]),
  );
}

/** All at once, each from a place of its own in the bar, none waiting for another. */
function chorus(calls: readonly Call[]): Passage {
  const voices = calls.map((call, place) =>
    inTurn([
      silence(0.75 * place),
      called(call),
      silence(0.75),
      called(call),
      silence(1.25),
      louder(called(call), 1.1),
    ]),
  );
  return together(...voices);
}
