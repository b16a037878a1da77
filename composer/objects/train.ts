import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick } from '../chance.js';
import { form } from '../form.js';
import { atPace, inTurn, line, type Passage, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';
import { writtenChords } from '../voicing.js';

/**
 * Four rail joints on a harmonica in C, drawn and blown in turn: one, four and five of a blues in G, each
 * with its fifth, sixth and seventh on top.
 */
const CHUGS = {
  G: writtenChords('55 59 62, 55 60 64, 55 59 65, 55 60 64'),
  C: writtenChords('55 60 64, 57 60 65, 58 60 64, 57 60 65'),
  D: writtenChords('54 57 62, 55 59 62, 54 57 60, 55 59 62'),
};
type Step = keyof typeof CHUGS;
/** Four bars of harmony. */
const LINES: readonly (readonly Step[])[] = [
  ['G', 'G', 'C', 'G'],
  ['G', 'C', 'G', 'G'],
  ['C', 'C', 'G', 'G'],
  ['D', 'C', 'G', 'G'],
];
/** Two bars of blues, a beat each: one long note, or a long one and two short ones in the rhythm of the wheels. */
const LICKS: readonly (readonly (readonly number[])[])[] = [
  [[77], [74, 72, 70], [72], [70], [73], [72, 70, 67], [70], [67]],
  [[70, 72, 73], [74], [77], [74, 72, 70], [72], [70], [67, 70, 67], [67]],
  [[79], [79, 77, 74], [77], [74], [72, 73, 72], [70], [72], [70]],
  [[74], [74, 73, 72], [70], [72], [67], [70, 72, 70], [67], [67]],
];
/** The whistle, far off a diminished chord, near a sixth chord. */
const FAR = [70, 73, 76, 79];
const NEAR = [71, 74, 76, 79];

export const train: Cycle = {
  name: 'train',
  labels: ['train'],
  instrument: 'harmonica',
  text: 'Wheels go long, short, short over the joints of the rails and never stop for the blues above them; a whistle, far and then near; only a station slows them down.',
  tempoBpm: 106,
  timeSignature: COMMON_TIME,
  keys: [0, 0, -2],
  touch: { ...AT_EASE, timingMs: 5, rollMs: 6, arc: 0.08, rubato: 0, accent: 0.08, ending: 0.3 },
  compose: (desk: Desk) => {
    const ways = shuffled(LINES, desk.random);
    const licks = shuffled(LICKS, desk.random);
    const blues = (round: number) =>
      sung(ways[round % 2] ?? [], [licks[round % 4] ?? [], licks[(round + 1) % 4] ?? []]);
    return form(desk, pick(desk.random, ['WFBBNSB', 'FBBNSBB', 'WBBFBSN']), {
      W: (round) => inTurn((ways[round % 2] ?? []).slice(2).map((step) => rolling(step, 58))),
      F: () => whistle(desk, { chord: FAR, velocity: 48 }),
      N: () => whistle(desk, { chord: NEAR, velocity: 92 }),
      B: blues,
      S: () => inTurn([arriving(), leaving()]),
      Z: () =>
        inTurn([
          arriving(),
          line(rhythm('q q -h'), writtenChords('55 62 67, 55 59 64 67'), {
            velocity: [44, 58],
            held: 1.4,
          }),
        ]),
    });
  },
};

/** A bar of rail joints: a chord where the wheels strike, two light notes as they roll on. */
function rolling(step: Step, velocity: number): Passage {
  const struck = line(rhythm('q*4'), CHUGS[step], { velocity, hand: 'left', held: 0.35 });
  const rolled = dactyls(step).filter((_, place) => place % 3 > 0);
  return together(
    struck,
    line(rhythm('-e s s -e s s -e s s -e s s'), rolled, {
      velocity: velocity * 0.7,
      hand: 'left',
      held: 0.7,
    }),
  );
}

/** The notes of four rail joints in order: a chord, two of its notes, one. */
function dactyls(step: Step): (readonly number[])[] {
  return CHUGS[step].flatMap((chord) => [chord, chord.slice(0, 2), chord.slice(0, 1)]);
}

/** A blues on top of the wheels: it strikes where they strike, and runs where they run. */
function sung(way: readonly Step[], licks: readonly (typeof LICKS)[number][]): Passage {
  const chords = way.flatMap((step) => CHUGS[step].map((chord) => chord.slice(0, 2)));
  const beats = licks.flat().map(([long = 67, ...run], beat) => {
    const low = chords[beat % chords.length] ?? [55, 59];
    return together(
      line(rhythm('q'), [[...low, long]], { velocity: 84, held: 0.9 }),
      line(rhythm('-e s s'), run.length > 0 ? run : [low, low.slice(0, 1)], {
        velocity: run.length > 0 ? 72 : 44,
        held: 0.7,
      }),
    );
  });
  return inTurn(beats);
}

/** One short, one long, and the pitch sinks as the train goes by. */
function whistle(
  { random }: Desk,
  { chord, velocity }: { chord: readonly number[]; velocity: number },
): Passage {
  const sunk = chord.map((pitch) => pitch - 1);
  const values = happens(random, 0.5) ? 'q. -e h. q w' : 'q -q h q h -w';
  const call = line(rhythm(values), [chord, chord, sunk, sunk], {
    velocity: [velocity, velocity * 0.75],
    held: 1,
  });
  const wheels = inTurn([0, 1, 2].map(() => rolling('G', Math.min(56, velocity))));
  return together(wheels, call);
}

/** The dactyl stretches over three bars: twice as long, then four times, and a last push of steam. */
function arriving(): Passage {
  const slower = line(rhythm('e s s e s s q e e q e e q e e h q q'), dactyls('G'), {
    velocity: [60, 42],
    hand: 'left',
    held: 0.7,
  });
  return atPace(slower, [1, 0.8]);
}

/** A bell, and the dactyl closes up again until it is itself. */
function leaving(): Passage {
  const bell = line(rhythm('h h'), [[79, 83]], { velocity: 62, held: 0.9 });
  const faster = line(rhythm('h q q q e e q e e e s s e s s e s s e s s'), dactyls('G'), {
    velocity: [44, 64],
    hand: 'left',
    held: 0.7,
  });
  return inTurn([bell, atPace(faster, [0.8, 1])]);
}
