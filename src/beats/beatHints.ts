import { checkArguments, checkOptions, checkValues } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { metreText, parseMetre } from '../music/metre.js';
import type { TimeSignature } from '../music/time.js';
import type { BeatHints } from './beats.js';

/** Tempi that a person can hint at, beats a minute; below 27 and above 240 beats are found with such a hint only. */
export const HINT_TEMPO_BPM = { least: 20, most: 400 } as const;

/** A beat of a thirty-second that lasts 3 s makes a quarter of 24 s, slower than a MIDI file can say. */
const SHORTEST_HINTED_UNIT = 16;

/**
 * A metre that a person can hint at, as it is written: units from whole notes to sixteenths.
 *
 * @returns undefined for any other text
 * @example parseHintedMetre('3/32') // undefined
 */
export function parseHintedMetre(text: string): TimeSignature | undefined {
  const metre = parseMetre(text);
  return metre !== undefined && metre.beatUnit <= SHORTEST_HINTED_UNIT ? metre : undefined;
}

/** Whether a person said anything. */
export function hasHints({ tempoBpm, metre }: BeatHints): boolean {
  return tempoBpm !== undefined || metre !== undefined;
}

/** What a person said before, and what is said now instead or besides. */
export function joinHints(before: BeatHints = {}, now: BeatHints = {}): BeatHints {
  const tempoBpm = now.tempoBpm ?? before.tempoBpm;
  const metre = now.metre ?? before.metre;
  return { ...(tempoBpm !== undefined && { tempoBpm }), ...(metre !== undefined && { metre }) };
}

/**
 * Checks hints once, at the door.
 *
 * @throws MirrorError `usage` for a tempo or a metre that cannot be, and for a hint of no known name, which would not be heeded
 */
export function checkHints(hints: BeatHints): void {
  checkArguments({ hints }, { hints: 'record' });
  checkOptions('hints', hints, { tempoBpm: 'any', metre: 'any' });
  const { tempoBpm, metre } = hints;
  checkValues(
    { 'hints.tempoBpm': tempoBpm },
    { 'hints.tempoBpm': { ...HINT_TEMPO_BPM, whole: false } },
  );
  if (typeof metre === 'string') {
    throw new MirrorError(
      'usage',
      `Expected hints.metre to be what parseMetre gives but received the string ${JSON.stringify(metre)}. Write \`metre: parseMetre('3/4')\`.`,
    );
  }
  if (metre !== undefined && parseHintedMetre(metreText(metre)) === undefined) {
    throw new MirrorError(
      'usage',
      `Expected hints.metre to be a metre such as 3/4 or 6/8 but received ${metreText(metre)}.`,
    );
  }
}
