import { type PackedNotes, packNotes, unpackNotes } from '../../../protocol/packedNotes.js';

/** The notes that begin within a span, in ticks from where it begins; none of them lasts beyond it. */
export function clipNotes(
  packed: PackedNotes,
  { fromTicks, toTicks }: { readonly fromTicks: number; readonly toTicks: number },
): PackedNotes {
  const within = unpackNotes(packed).filter(
    ({ startTicks }) => startTicks >= fromTicks && startTicks < toTicks,
  );
  return packNotes(
    within.map((note) => ({
      ...note,
      startTicks: note.startTicks - fromTicks,
      durationTicks: Math.min(note.durationTicks, toTicks - note.startTicks),
    })),
  );
}
