import type { Note } from '../../music/note.js';

const WINDOW_BARS = 4;

/**
 * How far a piece's density goes up and down: onsets in the fullest window of four bars ÷ onsets in the emptiest,
 * windows beginning at every bar line. An onset is a moment at which a track strikes, however many notes; an empty
 * window counts as one onset.
 *
 * @param tracks each track's notes
 * @returns 1 or more; null for a piece of fewer than five bars, which has no two windows
 */
export function densityArc(
  tracks: readonly (readonly Note[])[],
  { barTicks, bars }: { readonly barTicks: number; readonly bars: number },
): number | null {
  if (bars <= WINDOW_BARS) return null;
  const onsets = new Array<number>(bars).fill(0);
  for (const notes of tracks) {
    for (const startTicks of new Set(notes.map((note) => note.startTicks))) {
      const bar = Math.min(bars - 1, Math.floor(startTicks / barTicks));
      onsets[bar] = (onsets[bar] as number) + 1;
    }
  }
  const windows = Array.from({ length: bars - WINDOW_BARS + 1 }, (_, bar) =>
    onsets.slice(bar, bar + WINDOW_BARS).reduce((sum, each) => sum + each, 0),
  );
  return Math.max(1, ...windows) / Math.max(1, Math.min(...windows));
}
