import { COMMON_TIME } from '../../src/music/time.js';
import { pick } from '../chance.js';
import { chordsNamed } from '../chord.js';
import { form } from '../form.js';
import { tuneOver, turnsInRound } from '../melody.js';
import { inventMotif, type Motif } from '../motif.js';
import { atPace, inTurn, line, type Passage, silence, together } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Cycle, Desk } from '../take.js';
import { scaleNamed } from '../theory.js';
import { MECHANICAL } from '../touch.js';
import { voiceChords } from '../voicing.js';

const SCALE = scaleNamed('C major');
const STEPS = ['q e e q e e', 'e e e e q q', 'q q e e q', 'e e q e e q'];
const VERSES = ['C F G C', 'C Am F G', 'C G Am G'];

export const teddyBear: Cycle = {
  name: 'teddy-bear',
  labels: ['teddy bear'],
  instrument: 'music box',
  text: 'A clockwork nursery tune in five white notes that slows as the spring runs down, is wound up again, and dances on as before.',
  tempoBpm: 112,
  timeSignature: COMMON_TIME,
  seconds: [50, 66],
  touch: { ...MECHANICAL, timingMs: 4, voicing: 0.14 },
  compose: (desk: Desk) => {
    const step = inventMotif(desk.random, { cells: STEPS, intervals: [1, -1, 1, -1, 2, -2] });
    const verse = pick(desk.random, VERSES);
    return form(desk, 'ABDK', {
      A: (round) => danced(verse, { step, round }),
      B: (round) => danced('F C G C', { step, round }),
      D: (round) => atPace(danced(verse, { step, round: round + 1 }), [1, 0.62]),
      K: () => wound(desk),
      Z: () =>
        atPace(
          inTurn([
            danced('F C G C', { step, round: 0 }),
            line(rhythm('h h h h w'), [84, 79, 76, 79, 72], { velocity: [46, 30] }),
          ]),
          [0.95, 0.55],
        ),
    });
  },
};

function danced(verse: string, { step, round }: { step: Motif; round: number }): Passage {
  const chords = chordsNamed(verse);
  const tune = tuneOver(chords, {
    motif: step,
    turns: turnsInRound(round),
    scale: SCALE,
    near: 86,
    range: { lowest: 79, highest: 93 },
    close: rhythm('q q q -q'),
    velocity: 60,
    held: 0.9,
  });
  const paws = voiceChords(chords, { lowest: 66, highest: 77 }).map((voicing) =>
    line(rhythm('-q q -q q'), [voicing.slice(0, 1), voicing.slice(0, 2)], {
      velocity: 42,
      hand: 'left',
      held: 0.8,
    }),
  );
  return together(tune, inTurn(paws));
}

/** The key in its back: quick ratchets, each three teeth long. */
function wound({ random }: Desk): Passage {
  const tooth = pick(random, [72, 74]);
  return inTurn([
    line(rhythm('s s s -s s s s -s s s s -s -q'), [[tooth, tooth + 1], tooth, tooth], {
      velocity: [40, 56],
      held: 0.4,
    }),
    silence(pick(random, [0, 4])),
  ]);
}
