import {
  LEVEL_STEPS,
  PITCHES,
  REFERENCE_VELOCITY,
  VELOCITIES,
  VELOCITY_PITCHES,
  VELOCITY_STEPS,
} from './instrumentScores.js';

export const LEVEL_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Where the levels are kept, an octave apart. */
export const LEVEL_PITCHES = [24, 36, 48, 60, 72, 84, 96];

/** In steps of 100 ms after the key is struck, from and until: short where a note is loudest. */
const WINDOWS = [
  [0, 1],
  [1, 2],
  [2, 4],
  [4, 8],
  [8, 16],
  [16, 30],
];

export const LEVEL_WINDOW_CENTRES = WINDOWS.map(([from, until]) => (from + until - 1) / 2);

/** The velocities besides the reference, and whether what they change is counted downward or upward. */
const OTHERS = VELOCITIES.filter((velocity) => velocity !== REFERENCE_VELOCITY).map((velocity) => ({
  velocity,
  side: Math.sign(velocity - REFERENCE_VELOCITY),
}));

/** What a SoundFont has no sample for. */
const SILENT_DB = -80;

/**
 * The levels of a program at every measured pitch, in dB.
 *
 * @param energies K-weighted, one each 100 ms of `levelScore`
 * @returns [{ held: dB in each window, dropDb: by which each 100 ms after the key is up is softer }]
 */
export function levelsOf(energies) {
  const { held, heldRest, short, shortRest } = LEVEL_STEPS;
  const perPitch = held + heldRest + short + shortRest;
  return PITCHES.map((_, i) => {
    const own = Array.from({ length: perPitch }, (_, step) => energies[i * perPitch + step] ?? 0);
    const keyUp = held + heldRest + short;
    const rest = sum(own.slice(keyUp)) / (own[keyUp - 1] + 1e-12);
    // A geometric series whose steps add up to the rest.
    const ratio = Math.max(rest, 0.02) / (1 + Math.max(rest, 0.02));
    return {
      held: WINDOWS.map(([from, until]) => decibels(mean(own.slice(from, until)))),
      dropDb: -10 * Math.log10(ratio),
    };
  });
}

/**
 * What other velocities than the reference change, at every measured pitch.
 *
 * @param energies K-weighted, one each 100 ms of `velocityScore`
 * @returns [{ isAudible, changesDb: one each velocity but the reference, in their order }]
 */
export function velocityChangesOf(energies) {
  const { held, rest } = VELOCITY_STEPS;
  const reference = VELOCITIES.indexOf(REFERENCE_VELOCITY);
  return VELOCITY_PITCHES.map((_, i) => {
    const levels = VELOCITIES.map((_, j) => {
      const start = (i * VELOCITIES.length + j) * (held + rest);
      return decibels(sum(energies.slice(start, start + held + 2)));
    });
    const changes = levels.map((level) => level - levels[reference]);
    return {
      isAudible: levels[reference] > SILENT_DB,
      changesDb: changes.filter((_, j) => j !== reference),
    };
  });
}

/**
 * A program's row of `instrumentLevels.ts`.
 *
 * @param measured.levels what `levelsOf` gives
 * @param measured.velocityChanges what `velocityChangesOf` gives
 * @param topDb level of the loudest of the font
 */
export function levelRow({ levels, velocityChanges }, topDb) {
  const envelopes = wordsAt(PITCHES, {
    columns: levels.map(({ held, dropDb }) => [
      ...held.map((level) => clip(topDb - level)),
      clip(4 * dropDb),
    ]),
    audible: levels.map(({ held }) => Math.max(...held) > SILENT_DB),
    silence: [...WINDOWS.map(() => LEVEL_ALPHABET.length - 1), 16],
  });
  const velocities = wordsAt(VELOCITY_PITCHES, {
    columns: velocityChanges.map(({ changesDb }) =>
      changesDb.map((db, j) => clip(2 * OTHERS[j].side * db)),
    ),
    audible: velocityChanges.map(({ isAudible }) => isAudible),
    silence: lawChanges(),
  });
  return envelopes.map((word, i) => `${word}${velocities[i]}`).join(' ');
}

/** What General MIDI says of velocity, 40 · log10, in halves of a dB. */
function lawChanges() {
  return OTHERS.map(({ velocity, side }) => 80 * side * Math.log10(velocity / REFERENCE_VELOCITY));
}

/** A word a kept pitch; one near which nothing sounds gets that of the nearest, or of silence. */
function wordsAt(pitches, { columns, audible, silence }) {
  const rows = LEVEL_PITCHES.map((pitch) => averageAt(pitch, { pitches, columns, audible }));
  const known = rows.map((row, i) => (row ? i : -1)).filter((i) => i >= 0);
  return rows.map((row, i) => (row ?? rows[nearest(known, i)] ?? silence).map(letter).join(''));
}

/** The columns of the pitches less than an octave away, weighted by how near they are; undefined where none sounds. */
function averageAt(pitch, { pitches, columns, audible }) {
  const weights = pitches.map((each, i) => {
    const inside = Math.min(each, LEVEL_PITCHES.at(-1));
    return audible[i] ? Math.max(0, 1 - Math.abs(inside - pitch) / 12) : 0;
  });
  const total = sum(weights);
  if (total === 0) return undefined;
  return columns[0].map((_, c) => sum(columns.map((row, i) => weights[i] * row[c])) / total);
}

function nearest(indices, index) {
  return [...indices].sort((a, b) => Math.abs(a - index) - Math.abs(b - index))[0];
}

function letter(value) {
  return LEVEL_ALPHABET[Math.round(clip(value))];
}

function clip(value) {
  return Math.min(Math.max(value, 0), LEVEL_ALPHABET.length - 1);
}

function decibels(energy) {
  return 10 * Math.log10(energy + 1e-12);
}

function mean(values) {
  return sum(values) / values.length;
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
