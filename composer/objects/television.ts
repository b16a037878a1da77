import { shuffled } from '../../src/math/random.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { pick, wholeBetween } from '../chance.js';
import { bassPitch, type Chord, chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { cutOff, inTurn, line, type Passage, silence, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { AT_EASE } from '../touch.js';
import { voiceChords } from '../voicing.js';

const STATIC = [[60, 61, 66]];

export const television: Cycle = {
  name: 'television',
  labels: ['tv', 'remote', 'cell phone'],
  instrument: 'electric piano 2',
  text: 'Somebody keeps changing the channel: a march, a romance, the news, a quiz, each cut off in the middle by a crackle, all in B flat.',
  tempoBpm: 126,
  timeSignature: COMMON_TIME,
  touch: { ...AT_EASE, timingMs: 5, arc: 0.05, rubato: 0, ending: 0.1 },
  compose: (desk: Desk) => {
    const channels = shuffled([march, romance, news, quiz], desk.random);
    return form(desk, 'ABCABDCD', {
      A: () => watched(desk, channels[0] ?? march),
      B: () => watched(desk, channels[1] ?? romance),
      C: () => watched(desk, channels[2] ?? news),
      D: () => watched(desk, channels[3] ?? quiz),
      Z: () =>
        inTurn([
          march(desk),
          line(
            rhythm('q -q h w'),
            [
              [58, 62, 65],
              [57, 60, 65],
              [46, 58, 62],
            ],
            { velocity: [70, 58] },
          ),
        ]),
    });
  },
};

/** A channel for five to sixteen beats, then the crackle between two stations. */
function watched(desk: Desk, channel: (desk: Desk) => Passage): Passage {
  const beats = pick(desk.random, [5, 6, 7, 8, 11, 12, 16]);
  const crackle = line(rhythm(pick(desk.random, ['s -e.', 's s -e'])), STATIC, {
    velocity: 84,
    held: 0.5,
  });
  const blank = silence(wholeBetween(desk.random, 0, 1));
  return inTurn([cutOff(channel(desk), beats), crackle, blank]);
}

function march({ random }: Desk): Passage {
  const chords = chordsNamed(pick(random, ['Bb F7 Bb F7', 'Bb Eb F7 Bb']));
  const bars = voiceChords(chords, { lowest: 58, highest: 72 }).map((chord, bar) => {
    const low = bassPitch(chords[bar] as Chord, 41);
    const feet = line(rhythm('q*4'), [low, chord.slice(0, 2)], {
      velocity: 58,
      hand: 'left',
      held: 0.4,
    });
    const drum = chord.slice(-2).map((pitch) => pitch + 12);
    const band = line(rhythm('-e s s e e -h'), [drum, drum, drum.slice(-1)], {
      velocity: 72,
      held: 0.5,
    });
    return together(feet, band);
  });
  return inTurn(bars);
}

function romance({ random }: Desk): Passage {
  const chords = voiceChords(chordsNamed(pick(random, ['Gm Cm D7 Gm', 'Eb Bb/D Cm7 F7'])), {
    lowest: 55,
    highest: 72,
  });
  return inTurn(
    chords.map((chord) =>
      line(rhythm('e3*12'), [...chord.slice(0, 3), ...chord.slice(0, 3).reverse()], {
        velocity: [48, 60],
      }),
    ),
  );
}

/** A telegraph in octaves, dropping a step at the end of each bar. */
function news({ random }: Desk): Passage {
  const low = pick(random, [65, 70]);
  const [key, fallen] = [
    [low, low + 12],
    [low - 2, low + 10],
  ] as const;
  const bars = [key, low, key, low].map((last) =>
    line(rhythm('s s e s s e q q'), [key, key, key, low, low, low, fallen, last], {
      velocity: 76,
      held: 0.5,
    }),
  );
  return inTurn(bars);
}

/** Four doors open on a chord; behind them, a wrong answer. */
function quiz({ random }: Desk): Passage {
  const answer = pick(random, [
    [70, 74, 77, 82],
    [69, 72, 75, 77],
  ]);
  const doors = line(rhythm('e e e e h -h'), [...answer, answer.slice(1)], {
    velocity: [60, 80],
    held: 0.8,
  });
  const wrong = line(rhythm('h -h -w'), [[53, 54, 59]], { velocity: 66 });
  return inTurn([doors, wrong, doors]);
}
