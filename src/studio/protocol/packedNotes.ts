import type { Note } from '../../music/note.js';

/** Notes one after another, four whole numbers each: pitch, start in ticks, duration in ticks, velocity. */
export type PackedNotes = readonly number[];

const FIELDS = 4;

/**
 * Packs notes for the way to the page: a third of the bytes that records would take.
 * @example packNotes([{ pitch: 60, startTicks: 0, durationTicks: 480, velocity: 80 }]) // [60, 0, 480, 80]
 */
export function packNotes(notes: readonly Note[]): number[] {
  return notes.flatMap(({ pitch, startTicks, durationTicks, velocity }) => [
    pitch,
    startTicks,
    durationTicks,
    velocity,
  ]);
}

/** The notes again, without the events of their phrases. */
export function unpackNotes(packed: PackedNotes): Note[] {
  return Array.from({ length: packed.length / FIELDS }, (_, i) => {
    const [pitch, startTicks, durationTicks, velocity] = packed.slice(FIELDS * i, FIELDS * (i + 1));
    return { pitch, startTicks, durationTicks, velocity } as Note;
  });
}
