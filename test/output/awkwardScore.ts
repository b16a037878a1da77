import { seededRandom } from '../../src/math/random.js';
import type { Note } from '../../src/music/note.js';
import type { Part, Score } from '../../src/music/score.js';

/** Names that cut, wrap or confuse: other scripts, a picture, a quotation mark, a slash, 200 letters, none. */
const NAMES = [
  'breadknife',
  'Café 冷蔵庫',
  'נר וזכוכית',
  'кофемолка',
  '🍷 wine glass',
  'Brotmesser "groß"',
  'sink/../drain',
  'x'.repeat(200),
  'oven',
  ' clock ',
  'ÿ',
  'bed & couch; cat',
  'čaj',
  'television\tset',
  '椅子',
];

/**
 * Fifteen parts on all channels but the drums', with all velocities and odd lengths; keys are struck again
 * while they are down, two notes strike one key together, and the last note ends with the piece.
 */
export const AWKWARD_SCORE: Score = {
  title: 'Küche — 台所',
  tempoBpm: 93.7,
  timeSignature: { beats: 7, beatUnit: 8 },
  lengthTicks: 8 * 1680,
  parts: NAMES.map(awkwardPart),
};

function awkwardPart(name: string, index: number): Part {
  const random = seededRandom(`part ${index}`);
  return {
    name,
    midiChannel: index < 9 ? index : index + 1,
    program: (index * 37 + 5) % 128,
    gainDb: -1.3 * index,
    trimDb: index === 0 ? undefined : -0.83 * index,
    pan: index / 7 - 1,
    notes: [
      ...Array.from({ length: 40 + index }, (_, i) => awkwardNote(i, random)),
      { pitch: 35, startTicks: 13_000, durationTicks: 440, velocity: 127 - index },
      { pitch: 35, startTicks: 13_000, durationTicks: 31, velocity: 1 + index },
    ],
  };
}

/** Eleven pitches only, so that many a note runs into the next of its pitch. */
function awkwardNote(index: number, random: () => number): Note {
  return {
    pitch: 31 + 7 * Math.floor(random() * 11),
    startTicks: index * 211 + Math.floor(random() * 3),
    durationTicks: 1 + Math.floor(random() * 1700),
    velocity: 1 + ((index * 29) % 127),
  };
}
