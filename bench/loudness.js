// node bench/loudness.js [--sound-font FILE ...] [--seeds 8]: whether a larger object sounds louder than a smaller one, in LUFS while sounding, in the
// four sample rooms and in pieces mixed at random, as FluidSynth plays each part alone with FluidR3_GM and TimGM6mb. Prints a table
// of today's rule beside volume by area alone. Ten minutes; needs fluidsynth.
// node bench/loudness.js --measure [--folder FOLDER]: measures all instruments anew into src/composition/loudness/instrumentLevels.ts
// (half an hour; needs fluidsynth, and FluidR3_GM.sf2 and TimGM6mb.sf2 in the folder).
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { writeMidi } from 'sound-mirror';
import { levelValue } from '../dist/output/mixer.js';
import { composeRooms } from './loudness/composeRooms.js';
import { hasFluidsynth, meterOf } from './loudness/fluidsynth.js';
import { countInversions } from './loudness/inversions.js';
import { measureInstruments } from './loudness/measureInstruments.js';
import { mixPieces } from './loudness/mixedPieces.js';
import { loudnessWhileSounding } from './loudness/whileSounding.js';

const FOLDER = '/usr/share/sounds/sf2';
const BARS = 16;
const MIXED_PIECES = 24;

const { values } = parseArgs({
  options: {
    measure: { type: 'boolean' },
    folder: { type: 'string', default: FOLDER },
    'sound-font': {
      type: 'string',
      multiple: true,
      default: [`${FOLDER}/FluidR3_GM.sf2`, `${FOLDER}/TimGM6mb.sf2`],
    },
    seeds: { type: 'string', default: '8' },
  },
});

if (!hasFluidsynth()) {
  console.log('Skipped: fluidsynth is not installed, and loudness is measured with it.');
} else if (values.measure) {
  await measureInstruments(values.folder);
} else {
  await printInversions();
}

async function printInversions() {
  const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);
  const sets = [
    ['sample rooms', await composeRooms({ seeds, bars: BARS })],
    ['mixed at random', await mixPieces(MIXED_PIECES)],
  ];
  console.log(
    '| pieces | SoundFont | volume by | pairs | inverted | of those 1 dB apart | by more than 3 dB | worst, dB | deviation, dB | softest to loudest, dB |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const [set, pieces] of sets) {
    for (const soundFont of values['sound-font']) {
      if (!existsSync(soundFont)) {
        console.log(`Skipped: there is no ${soundFont}.`);
        continue;
      }
      const rendered = pieces.map((piece) => renderPiece(piece, soundFont));
      const tell = (rule, levelOf) =>
        console.log(
          row([set, basename(soundFont), rule], countInversions(rendered.map(atLevels(levelOf)))),
        );
      tell('area alone', ({ gainDb }) => levelOnChannel(gainDb));
      tell(
        'area and measured levels',
        ({ gainDb, trimDb }) => levelOnChannel(gainDb) + levelOnChannel(trimDb),
      );
    }
  }
}

/** Every part that plays, alone and at full volume. */
function renderPiece({ name, score, areaShares }, soundFont) {
  const parts = score.parts.map((part, i) => ({
    name: part.name,
    areaShare: areaShares[i],
    gainDb: part.gainDb,
    trimDb: part.trimDb ?? 0,
    notes: part.notes,
    alone: { ...score, parts: [{ ...part, gainDb: 0, trimDb: 0 }] },
  }));
  return {
    name,
    parts: parts
      .filter(({ notes }) => notes.length > 0)
      .map(({ alone, ...part }) => ({
        ...part,
        momentaryLufs: meterOf(writeMidi(alone), soundFont).momentaryLufs(),
      })),
  };
}

function atLevels(levelOf) {
  return ({ name, parts }) => ({
    name,
    parts: parts.map((part) => ({
      ...part,
      lufs: loudnessWhileSounding(part.momentaryLufs, levelOf(part)),
    })),
  });
}

/** What the controller makes of a level, whose steps are coarse. */
function levelOnChannel(levelDb) {
  return 40 * Math.log10(levelValue(levelDb) / 127);
}

function row(cells, counted) {
  const { pairs, inverted, invertedAudible, beyond3Db, worst, deviationDb, rangeDb } = counted;
  return `| ${[
    ...cells,
    pairs,
    percent(inverted),
    percent(invertedAudible),
    beyond3Db,
    `${worst.excessDb.toFixed(1)} (${worst.name})`,
    deviationDb.toFixed(1),
    rangeDb.toFixed(1),
  ].join(' | ')} |`;
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
