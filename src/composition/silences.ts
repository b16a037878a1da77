import { keyPresses } from '../music/keyPresses.js';
import type { Note } from '../music/note.js';

/** A stretch of a piece in which no note sounds, in ticks; `toTicks` is the next onset or the end of the piece. */
export interface Silence {
  readonly fromTicks: number;
  readonly toTicks: number;
}

/**
 * The silences of a piece, in order, from its beginning to its end. A note lasts as it is written to a file: until
 * its key is struck again at the latest, even if the later note is the shorter one.
 *
 * @param parts each part's notes
 * @param lengthTicks of the piece
 * @example silencesOf([[from480to960]], 1920) // [{ fromTicks: 0, toTicks: 480 }, { fromTicks: 960, toTicks: 1920 }]
 */
export function silencesOf(parts: readonly (readonly Note[])[], lengthTicks: number): Silence[] {
  const silences: Silence[] = [];
  let fromTicks = 0;
  const silentUntil = (toTicks: number) => {
    if (toTicks > fromTicks) silences.push({ fromTicks, toTicks });
  };
  const notes = parts.flatMap(keyPresses).sort((a, b) => a.startTicks - b.startTicks);
  for (const { startTicks, durationTicks } of notes) {
    silentUntil(startTicks);
    fromTicks = Math.max(fromTicks, startTicks + durationTicks);
  }
  silentUntil(lengthTicks);
  return silences;
}
