import { keyPresses } from '../../music/keyPresses.js';
import type { Note } from '../../music/note.js';
import { TICKS_PER_QUARTER } from '../../music/time.js';
import type { MeasuredFont } from './instrumentLevels.js';
import { noteEnvelope, notePower } from './noteEnvelope.js';

/** What a part plays, for a prediction of its loudness. */
export interface LoudPart {
  readonly notes: readonly Note[];
  /** General MIDI program, 0–127. */
  readonly program: number;
}

const STEPS_PER_SECOND = 10;

/** Momentary loudness is measured in blocks of 400 ms (ITU-R BS.1770), 100 ms apart. */
const STEPS_IN_BLOCK = 4;

/** What a note takes to die away once its key is released, 1.6 s, and a block more, so that its last trace is measured. */
const TAIL_STEPS = 24;

/** A part sounds in the blocks that are at most so far below its loudest: silence and last traces of a decay do not count. */
const SOUNDING_LU = 20;

/**
 * The loudness of a part while it sounds: the mean power of the K-weighted momentary blocks in which it does,
 * as a measured SoundFont would play it.
 *
 * Powers of notes that sound together add up. Of a pedal, a change of tempo or the room nothing is known here.
 *
 * @returns LU against the loudest note of the font's table; undefined for a part without notes
 */
export function predictLoudness(
  { notes, program }: LoudPart,
  { tempoBpm, font }: { readonly tempoBpm: number; readonly font: MeasuredFont },
): number | undefined {
  return predictMixLoudness([{ notes, program, gainDb: 0 }], { tempoBpm, font });
}

/** A part of a mix. */
export interface MixedPart extends LoudPart {
  /** By all that makes it softer or louder than its notes alone. */
  readonly gainDb: number;
}

/** The same of several parts together. */
export function predictMixLoudness(
  parts: readonly MixedPart[],
  { tempoBpm, font }: { readonly tempoBpm: number; readonly font: MeasuredFont },
): number | undefined {
  const sounded = parts.filter(({ notes }) => notes.length > 0);
  if (sounded.length === 0) return undefined;
  const stepsPerTick = (60 / tempoBpm / TICKS_PER_QUARTER) * STEPS_PER_SECOND;
  const blocks = blockPowers(
    addPowers(
      sounded.map(({ notes, program, gainDb }) => ({
        powers: stepPowers(keyPresses(notes), { program, stepsPerTick, font }),
        factor: 10 ** (gainDb / 10),
      })),
    ),
  );
  const threshold =
    blocks.reduce((most, power) => Math.max(most, power), 0) / 10 ** (SOUNDING_LU / 10);
  const sounding = blocks.filter((power) => power > threshold);
  return 10 * Math.log10(sounding.reduce((sum, power) => sum + power, 0) / sounding.length);
}

function addPowers(
  parts: readonly { readonly powers: Float64Array; readonly factor: number }[],
): Float64Array {
  const sums = new Float64Array(Math.max(...parts.map(({ powers }) => powers.length)));
  for (const { powers, factor } of parts) {
    for (const [step, power] of powers.entries()) {
      sums[step] = (sums[step] as number) + power * factor;
    }
  }
  return sums;
}

/** Mean power in each 100 ms from the start of the piece until the last note has died away. */
function stepPowers(
  notes: readonly Note[],
  { program, stepsPerTick, font }: { program: number; stepsPerTick: number; font: MeasuredFont },
): Float64Array {
  const endTicks = notes.reduce(
    (end, note) => Math.max(end, note.startTicks + note.durationTicks),
    0,
  );
  const powers = new Float64Array(Math.ceil(endTicks * stepsPerTick) + TAIL_STEPS);
  for (const { pitch, startTicks, durationTicks, velocity } of notes) {
    const envelope = noteEnvelope(font, { program, pitch });
    const { held, released } = envelope;
    const start = startTicks * stepsPerTick;
    const first = Math.floor(start);
    // A note that begins within a step leaves this share of each of its own steps to the next.
    const late = start - first;
    const steps = durationTicks * stepsPerTick;
    const struck = notePower(envelope, velocity);
    const add = (step: number, power: number) => {
      powers[first + step] = (powers[first + step] as number) + power * (1 - late);
      powers[first + step + 1] = (powers[first + step + 1] as number) + power * late;
    };
    const heldAt = (step: number) => struck * (held[Math.min(step, held.length - 1)] as number);
    const whole = Math.ceil(steps);
    for (let step = 0; step < whole; step++) {
      add(step, heldAt(step) * Math.min(1, steps - step));
    }
    const last = heldAt(whole - 1);
    for (let step = 0; step < released.length; step++) {
      add(whole + step, last * (released[step] as number));
    }
  }
  return powers;
}

function blockPowers(powers: Float64Array): Float64Array {
  return Float64Array.from({ length: powers.length - STEPS_IN_BLOCK + 1 }, (_, start) => {
    let sum = 0;
    for (let step = 0; step < STEPS_IN_BLOCK; step++) sum += powers[start + step] as number;
    return sum / STEPS_IN_BLOCK;
  });
}
