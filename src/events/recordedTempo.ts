import { clamp } from '../math/clamp.js';
import type { Performance } from '../music/phrase.js';

/**
 * Tempi that music has, quarter notes a minute; what a file claims beyond them is brought to the nearest. MIDI holds
 * none below 3.58.
 */
export const TEMPO_RANGE = { least: 4, most: 1000 } as const;

/** A recording's tempo as a decoder keeps it, in hundredths; null for a free one. */
export function keptTempo({
  tempoBpm,
  isFree,
}: Pick<Performance, 'tempoBpm' | 'isFree'>): number | null {
  if (isFree) return null;
  // A hundredth of a beat a minute is far below what can be heard.
  return Math.round(inTempoRange(tempoBpm) * 100) / 100;
}

/** The nearest tempo that music has. */
export function inTempoRange(tempoBpm: number): number {
  return clamp(tempoBpm, TEMPO_RANGE.least, TEMPO_RANGE.most);
}
