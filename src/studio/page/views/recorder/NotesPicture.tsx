import { useCallback } from 'preact/hooks';
import { type PackedNotes, unpackNotes } from '../../../protocol/packedNotes.js';
import { Picture } from './Picture.js';
import type { Paper } from './paper.js';

/** Notes at a glance: as many pitches as there are fill the height. */
export function NotesPicture({
  notes,
  lengthTicks,
  words,
}: {
  readonly notes: PackedNotes;
  readonly lengthTicks: number;
  /** What a person hears of it who does not see it. */
  readonly words: string;
}) {
  const draw = useCallback(
    (paper: Paper) => drawNotes(paper, { notes, lengthTicks }),
    [notes, lengthTicks],
  );
  return <Picture draw={draw} words={words} />;
}

function drawNotes(
  { pen, width, height, ink }: Paper,
  { notes: packed, lengthTicks }: { readonly notes: PackedNotes; readonly lengthTicks: number },
): void {
  const notes = unpackNotes(packed);
  const lowest = notes.reduce((least, { pitch }) => Math.min(least, pitch), 127);
  const highest = notes.reduce((most, { pitch }) => Math.max(most, pitch), 0);
  const thick = Math.min(5, height / Math.max(6, highest - lowest + 1));
  pen.fillStyle = ink;
  for (const { pitch, startTicks, durationTicks } of notes) {
    const share = highest === lowest ? 0.5 : (pitch - lowest) / (highest - lowest);
    const x = (startTicks / lengthTicks) * width;
    const wide = Math.max(1.3, (durationTicks / lengthTicks) * width - 0.7);
    pen.fillRect(x, (height - thick) * (1 - share), wide, thick);
  }
}
