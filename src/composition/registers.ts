import { minBy } from '../math/maxBy.js';
import type { Note } from '../music/note.js';

/** Where a part may be moved to: from a double bass's lowest E to G7; beyond, ears tell little apart. */
const LOWEST_PITCH = 28;
const HIGHEST_PITCH = 103;

/** However a part is moved, by key and by octave together, it stays within an octave of where it was recorded. */
const FARTHEST_SEMITONES = 12;

/** A part changes its register only if that frees this share of its music from what lies upon it. */
const WORTH_MOVING = 0.25;

/** Notes less than a major third apart lie on top of one another. */
const NEAR_SEMITONES = 3;

/** What a part plays, and by how much its key is to be moved. */
export interface Voice {
  readonly notes: readonly Note[];
  /** −5 to 6. */
  readonly semitones: number;
}

/**
 * Keeps parts that sound together out of each other's register: from the largest down, each part
 * looks how much of its music lies on top of the larger ones' while both play, and moves by an octave, up
 * or down, if that frees a quarter of it or more. The largest never moves; no part moves beyond E1 to G7,
 * nor, key included, farther than an octave from where it was recorded.
 *
 * @param voices the largest first
 * @param barTicks parts that have notes in one bar sound together there
 * @returns semitones to move each part by, −12 to 12; the octave is added to the key's
 */
export function separateRegisters(voices: readonly Voice[], barTicks: number): number[] {
  const placed: Register[] = [];
  return voices.map(({ notes, semitones }, rank) => {
    const crowding = (shift: number) => overlap(registerOf(notes, { shift, barTicks }), placed);
    const stay = crowding(semitones);
    const octaves = rank === 0 ? [] : octavesAway(notes, semitones);
    const best = minBy(
      octaves.map((shift) => ({ shift, crowding: crowding(shift) })),
      (octave) => octave.crowding,
    );
    const shift = best && stay - best.crowding >= WORTH_MOVING ? best.shift : semitones;
    placed.push(registerOf(notes, { shift, barTicks }));
    return shift;
  });
}

function octavesAway(notes: readonly Note[], semitones: number): number[] {
  const pitches = notes.map(({ pitch }) => pitch);
  return [semitones - 12, semitones + 12].filter(
    (shift) =>
      Math.abs(shift) <= FARTHEST_SEMITONES &&
      pitches.every((pitch) => pitch + shift >= LOWEST_PITCH && pitch + shift <= HIGHEST_PITCH),
  );
}

/** How a part's sounding time is spread over pitches, with holes where it plays nothing, summing to 1; and the bars it plays in. */
interface Register {
  readonly bars: ReadonlySet<number>;
  readonly spread: readonly number[];
}

function registerOf(
  notes: readonly Note[],
  { shift, barTicks }: { shift: number; barTicks: number },
): Register {
  const total = notes.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
  const spread: number[] = [];
  const width = 2 * NEAR_SEMITONES + 1;
  for (const { pitch, durationTicks } of notes) {
    for (let near = -NEAR_SEMITONES; near <= NEAR_SEMITONES; near++) {
      const at = pitch + shift + near;
      spread[at] = (spread[at] ?? 0) + durationTicks / total / width;
    }
  }
  const bars = new Set(notes.map(({ startTicks }) => Math.floor(startTicks / barTicks)));
  return { bars, spread };
}

/** Share of a part's music that lies on top of others while they play, summed over them. */
function overlap(own: Register, others: readonly Register[]): number {
  return others.reduce((sum, other) => {
    const together = [...own.bars].filter((bar) => other.bars.has(bar)).length;
    const common = own.spread.reduce((s, value, i) => s + Math.min(value, other.spread[i] ?? 0), 0);
    return sum + (common * together) / Math.max(1, own.bars.size);
  }, 0);
}
