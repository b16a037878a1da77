import {
  FONT_LEVELS,
  LEVEL_ALPHABET,
  LEVEL_PITCHES,
  LEVEL_WINDOW_CENTRES,
  type MeasuredFont,
  OTHER_VELOCITIES,
  REFERENCE_VELOCITY,
} from './instrumentLevels.js';

/** How the power of a note runs on a measured SoundFont, in steps of 100 ms. */
export interface NoteEnvelope {
  /** K-weighted power in each step while the key is down, struck with the reference velocity. */
  readonly held: Float32Array;
  /** Power in each step after the key is up, relative to that of the last step before. */
  readonly released: Float32Array;
  /** The measured velocities, the softest first, and by how many dB each is louder than the reference velocity. */
  readonly velocities: readonly VelocityLevel[];
}

interface VelocityLevel {
  readonly velocity: number;
  readonly levelDb: number;
}

/** So long a held key is followed, 8 s: what decays is inaudible by then, and what does not keeps its level. */
const HELD_STEPS = 80;

const RELEASED_STEPS = 16;

/**
 * The envelope of a note: between the measured pitches and moments on a straight line in dB, beyond the
 * measured pitches as at the nearest.
 *
 * @param note.program 0–127
 * @param note.pitch 0–127
 */
export function noteEnvelope(
  font: MeasuredFont,
  { program, pitch }: { readonly program: number; readonly pitch: number },
): NoteEnvelope {
  const key = 128 * program + pitch;
  const known = ENVELOPES[font].get(key);
  if (known) return known;
  const values = valuesAt(FONT_LEVELS[font][program] as string, pitch);
  const windows = LEVEL_WINDOW_CENTRES.length;
  const envelope = {
    held: heldPowers(values.slice(0, windows)),
    released: releasedPowers((values[windows] as number) / 4),
    velocities: velocityLevels(values.slice(windows + 1).map((halves) => halves / 2)),
  };
  ENVELOPES[font].set(key, envelope);
  return envelope;
}

/**
 * The power of a note against one of the reference velocity: between the measured velocities on a straight line in dB over
 * the logarithm of velocity, beyond them by the General MIDI law, 40 · log10.
 *
 * @param velocity 1–127
 */
export function notePower({ velocities }: NoteEnvelope, velocity: number): number {
  const next = velocities.findIndex((measured) => measured.velocity > velocity);
  const above = (velocities[next] ?? velocities.at(-1)) as VelocityLevel;
  const below = next > 0 ? (velocities[next - 1] as VelocityLevel) : above;
  const distance = Math.log10(above.velocity / below.velocity);
  const slope = distance === 0 ? 40 : (above.levelDb - below.levelDb) / distance;
  return 10 ** ((below.levelDb + slope * Math.log10(velocity / below.velocity)) / 10);
}

/** The same notes are asked for by every piece; 128 programs and as many pitches on three fonts bound it. */
const ENVELOPES: Readonly<Record<MeasuredFont, Map<number, NoteEnvelope>>> = {
  fluidR3Mono: new Map(),
  fluidR3: new Map(),
  timGm6mb: new Map(),
};

/** The letters of the two nearest measured pitches as numbers, weighted by how near they are. */
function valuesAt(row: string, pitch: number): number[] {
  const last = LEVEL_PITCHES.length - 1;
  const spacing = (LEVEL_PITCHES[1] as number) - (LEVEL_PITCHES[0] as number);
  const place = Math.min(Math.max((pitch - (LEVEL_PITCHES[0] as number)) / spacing, 0), last);
  const lower = Math.min(Math.floor(place), last - 1);
  const share = place - lower;
  const words = row.split(' ');
  const [below, above] = [words[lower] as string, words[lower + 1] as string];
  return Array.from(below, (letter, i) => {
    const from = letterValue(letter);
    return from + share * (letterValue(above[i] as string) - from);
  });
}

function letterValue(letter: string): number {
  return LEVEL_ALPHABET.indexOf(letter);
}

/** @param levels dB below the loudest of the font, one a window */
function heldPowers(levels: readonly number[]): Float32Array {
  return Float32Array.from(
    { length: HELD_STEPS },
    (_, step) => 10 ** (-levelAt(levels, step) / 10),
  );
}

/** Between the windows on a straight line; after the last a decay goes on as it was, and nothing swells for ever. */
function levelAt(levels: readonly number[], step: number): number {
  const last = LEVEL_WINDOW_CENTRES.length - 1;
  const next = LEVEL_WINDOW_CENTRES.findIndex((centre) => centre > step);
  const to = next === -1 ? last : next;
  const from = LEVEL_WINDOW_CENTRES[to - 1] as number;
  const level = levels[to - 1] as number;
  const slope = ((levels[to] as number) - level) / ((LEVEL_WINDOW_CENTRES[to] as number) - from);
  if (next !== -1) return level + slope * (step - from);
  return (
    (levels[last] as number) + Math.max(0, slope) * (step - (LEVEL_WINDOW_CENTRES[last] as number))
  );
}

/** @param dropDb by which a step is softer than the one before */
function releasedPowers(dropDb: number): Float32Array {
  return Float32Array.from(
    { length: RELEASED_STEPS },
    (_, step) => 10 ** ((-dropDb * (step + 1)) / 10),
  );
}

/** @param changesDb by which each of the other velocities is softer or louder than the reference */
function velocityLevels(changesDb: readonly number[]): VelocityLevel[] {
  const others = OTHER_VELOCITIES.map((velocity, i) => ({
    velocity,
    levelDb: Math.sign(velocity - REFERENCE_VELOCITY) * (changesDb[i] as number),
  }));
  return [...others, { velocity: REFERENCE_VELOCITY, levelDb: 0 }].sort(
    (a, b) => a.velocity - b.velocity,
  );
}
