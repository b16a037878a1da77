import { COMMON_TIME } from '../../src/music/time.js';
import { happens, pick, wholeBetween } from '../chance.js';
import { form } from '../form.js';
import { inTurn, line, type Passage, silence } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { pitchAt, scaleNamed } from '../theory.js';
import { MECHANICAL } from '../touch.js';

const KEYS = scaleNamed('C whole tone');
const RETURN_KEY = [44, 56];
const SHIFT_KEY = 50;
const MOUSE = [86];
/** How words run over the keys, in steps of the scale. */
const WORDS = [
  [0, 1, 0],
  [0, 2, 1, 3],
  [3, 2, 0, 1, 0],
  [0, 0],
  [1, 3, 2, 4, 1, 0],
  [0, 3],
  [4, 2, 3, 1],
];

export const laptop: Cycle = {
  name: 'laptop',
  labels: ['laptop', 'keyboard', 'mouse'],
  instrument: 'clavi',
  text: 'Typing: dry words in sixteenths from the whole-tone row of keys, a pause for thought, a heavy return, and somewhere a double click.',
  tempoBpm: 116,
  timeSignature: COMMON_TIME,
  touch: { ...MECHANICAL, timingMs: 6, unevenness: 7, arc: 0.05 },
  compose: (desk: Desk) => {
    const words = [0, 1, 2, 3].map(() => pick(desk.random, WORDS));
    const row = wholeBetween(desk.random, -1, 2);
    return form(desk, pick(desk.random, ['SSMST', 'STSMS', 'SMSST']), {
      S: () => typed(desk, { words, row }),
      M: () => clicks(desk),
      T: () => thinking(desk, row),
      Z: () =>
        inTurn([
          typed(desk, { words, row }),
          line(rhythm('s s -q. q -h. -h'), [MOUSE, MOUSE, RETURN_KEY], {
            velocity: [50, 88],
            held: 0.4,
          }),
        ]),
    });
  },
};

/** A sentence: words with spaces between them, each in whole beats, and the return key. */
function typed(
  { random }: Desk,
  { words, row }: { words: readonly (readonly number[])[]; row: number },
): Passage {
  const count = wholeBetween(random, 4, 6);
  const sentence = Array.from({ length: count }, (_, place) => {
    const word = pick(random, words);
    const start = row + pick(random, [0, 0, 1, 3, -3]);
    const keys = word.map((step) => pitchAt(KEYS, start + step));
    const speed = happens(random, 0.2) ? 'e' : 's';
    // The first letter of a sentence is a capital: two keys at once.
    const [first = 60, ...others] = keys;
    const letters = line(
      rhythm(`${speed}*${word.length}`),
      [place === 0 ? [SHIFT_KEY, first] : first, ...others],
      {
        velocity: [66, 54],
        held: 0.5,
      },
    );
    const space = Math.ceil(letters.lengthBeats + 0.25) - letters.lengthBeats;
    return inTurn([letters, silence(space)]);
  });
  const end = line(rhythm('q -q'), [RETURN_KEY], { velocity: 90, held: 0.4 });
  return inTurn([...sentence, end, silence(wholeBetween(random, 0, 2))]);
}

function clicks({ random }: Desk): Passage {
  const single = happens(random, 0.5) ? 'e -e -q' : 's s -e -q';
  return line(rhythm(`s s -q. -q ${single}`), [MOUSE], { velocity: [52, 46], held: 0.4 });
}

/** One finger looks for a key. */
function thinking({ random }: Desk, row: number): Passage {
  const keys = [0, 2, 1].map((step) => pitchAt(KEYS, row - 2 + step));
  return line(rhythm(pick(random, ['q -h e -e', '-q e -e q -q', 'e -q. -q q'])), keys, {
    velocity: 44,
    held: 0.5,
  });
}
