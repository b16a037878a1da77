import { mirrorObject, openCollection, seededRandom } from 'sound-mirror';
import { gainOfArea } from '../../dist/composition/loudness/gainOfArea.js';
import { trimsOf } from '../../dist/composition/loudness/trimsOf.js';

const BARS = 8;

/** The programs from here on are noises: a telephone, a helicopter. */
const NOISES = 120;

/**
 * Pieces that nothing was fitted to: phrases of objects drawn at random, each on an instrument drawn at random from the
 * collection's (every other piece: from all of General MIDI's), of areas drawn at random.
 *
 * @returns [{ name, score, areaShares }], always the same
 */
export async function mixPieces(count) {
  const { objects } = await openCollection();
  const random = seededRandom('mixed pieces');
  const pick = (values) => values[Math.floor(random() * values.length)];
  const pieces = [];
  for (let number = 1; number <= count; number++) {
    const drawProgram = () => (number % 2 ? pick(objects).program : Math.floor(random() * NOISES));
    const parts = [];
    const size = 4 + Math.floor(random() * 9);
    for (let rank = 0; rank < size; rank++) {
      const object = pick(objects);
      const seed = 1 + Math.floor(random() * 50);
      const { parts: phrases, lengthTicks } = await mirrorObject(object, { bars: BARS, seed });
      const areaShare = 0.001 + 0.3 * random() ** 3;
      parts.push({
        object,
        program: drawProgram(),
        notes: phrases[0].notes,
        lengthTicks,
        areaShare,
      });
    }
    pieces.push(
      laidTogether(`mixed ${number}`, { parts, tempoBpm: 70 + Math.floor(60 * random()) }),
    );
  }
  return pieces;
}

function laidTogether(name, { parts, tempoBpm }) {
  const areaShares = parts.map(({ areaShare }) => areaShare);
  const largest = Math.max(...areaShares);
  const gains = areaShares.map((share) => gainOfArea(share, largest));
  const sized = parts.map(({ program, notes, areaShare }, i) => ({
    program,
    notes,
    areaShare,
    gainDb: gains[i],
  }));
  const trims = trimsOf(sized, { tempoBpm });
  const score = {
    title: name,
    tempoBpm,
    timeSignature: { beats: 4, beatUnit: 4 },
    lengthTicks: Math.max(...parts.map(({ lengthTicks }) => lengthTicks)),
    parts: parts.map(({ object, program, notes }, i) => ({
      name: `${object.name} (${program})`,
      midiChannel: i < 9 ? i : i + 1,
      program,
      gainDb: gains[i],
      trimDb: trims[i],
      pan: 0,
      notes,
    })),
  };
  return { name, score, areaShares };
}
