import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  INSTRUMENTS,
  readSoundFont,
  readSoundFontFile,
  renderAudio,
  writeMidi,
} from 'sound-mirror';
import { createLoudnessMeter } from '../../dist/audio/loudness.js';
import { meterOf } from './fluidsynth.js';
import { levelScore, REFERENCE_VELOCITY, VELOCITIES, velocityScore } from './instrumentScores.js';
import {
  LEVEL_ALPHABET,
  LEVEL_PITCHES,
  LEVEL_WINDOW_CENTRES,
  levelRow,
  levelsOf,
  velocityChangesOf,
} from './levelRow.js';

const TARGET = fileURLToPath(
  new URL('../../src/composition/loudness/instrumentLevels.ts', import.meta.url),
);

const PROGRAMS = INSTRUMENTS.map((_, program) => program);

/**
 * Measures every instrument on the SoundFont that ships, by the renderer that ships, and on two others by FluidSynth; writes
 * `instrumentLevels.ts`.
 *
 * @param folder where FluidR3_GM.sf2 and TimGM6mb.sf2 are
 */
export async function measureInstruments(folder) {
  const [fluidR3, timGm6mb] = ['FluidR3_GM.sf2', 'TimGM6mb.sf2'].map((name) => join(folder, name));
  for (const path of [fluidR3, timGm6mb]) {
    if (existsSync(path)) continue;
    throw new Error(
      `Expected ${path}, but there is no such file. Debian has it in fluid-soundfont-gm or timgm6mb-soundfont.`,
    );
  }
  const shipped = await readSoundFont(await readSoundFontFile());
  const fonts = {
    fluidR3Mono: await measureFont((score) => renderShipped(score, shipped)),
    fluidR3: await measureFont((score) => meterOf(writeMidi(score), fluidR3)),
    timGm6mb: await measureFont((score) => meterOf(writeMidi(score), timGm6mb)),
  };
  writeFileSync(TARGET, tableText(fonts));
  console.log(`wrote ${TARGET}; format it with npx biome check --write`);
}

/** @param render a score of one part → a meter that has heard it */
async function measureFont(render) {
  const measured = [];
  for (const program of PROGRAMS) {
    const levels = (await render(levelScore(program))).stepEnergies();
    const velocities = (await render(velocityScore(program))).stepEnergies();
    measured.push({ levels: levelsOf(levels), velocityChanges: velocityChangesOf(velocities) });
  }
  return rowsOf(measured);
}

/** The rows of a font, whose loudest window is 0 dB. */
export function rowsOf(measured) {
  const topDb = Math.max(...measured.flatMap(({ levels }) => levels.flatMap(({ held }) => held)));
  return measured.map((program) => levelRow(program, topDb));
}

async function renderShipped(score, soundFont) {
  const meter = createLoudnessMeter();
  for await (const block of renderAudio(writeMidi(score), soundFont)) meter.add(block);
  return meter;
}

/** The text of the file, the same for the same rows. */
export function tableText(fonts) {
  const names = Object.keys(fonts);
  return `/**
 * How loud the instruments of General MIDI are on three SoundFonts. Written by \`node bench/loudness.js --measure\`, which says how
 * they are struck; not to be changed by hand.
 *
 * \`fluidR3Mono\` is FluidR3Mono_GM.sf3, which ships, played by the renderer that ships; \`fluidR3\` is FluidR3_GM.sf2 and \`timGm6mb\` is
 * TimGM6mb.sf2, both as Debian has them, played by FluidSynth 2.3.
 */
export type MeasuredFont = ${names.map((name) => `'${name}'`).join(' | ')};

export const MEASURED_FONTS: readonly MeasuredFont[] = [${names.map((name) => `'${name}'`).join(', ')}];

/** A letter is its place in here, 0–63. */
export const LEVEL_ALPHABET = '${LEVEL_ALPHABET}';

/** MIDI keys, one a word of a row. */
export const LEVEL_PITCHES: readonly number[] = [${LEVEL_PITCHES.join(', ')}];

/** When after the onset a level holds, in steps of 100 ms. */
export const LEVEL_WINDOW_CENTRES: readonly number[] = [${LEVEL_WINDOW_CENTRES.join(', ')}];

/** The levels are those of notes of this velocity. */
export const REFERENCE_VELOCITY = ${REFERENCE_VELOCITY};

/** Other velocities that were measured; the General MIDI law holds beyond them. */
export const OTHER_VELOCITIES: readonly number[] = [${VELOCITIES.filter((each) => each !== REFERENCE_VELOCITY).join(', ')}];

/**
 * A row a program, a word a pitch. Its letters: K-weighted level while the key is down in dB below the font's loudest, one a
 * window; the drop in each 100 ms after the key is up, in quarters of a dB; and what each other velocity is softer or
 * louder by than the reference, in halves of a dB (a SoundFont may open a filter besides).
 */
export const FONT_LEVELS: Readonly<Record<MeasuredFont, readonly string[]>> = {
${names.map((name) => `  ${name}: [\n${fonts[name].map((row) => `    '${row}',`).join('\n')}\n  ],`).join('\n')}
};
`;
}
