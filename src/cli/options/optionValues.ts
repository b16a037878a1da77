import { MirrorError } from '../../errors.js';
import { type ChosenInstruments, parseHintedMetre, type TimeSignature } from '../../index.js';

export interface NumberRange {
  readonly least: number;
  readonly most: number;
}

/**
 * A reader for an option that takes a whole number, written in digits alone.
 *
 * @returns a function that throws MirrorError `usage` for anything but such a number in the range
 */
export function wholeNumber(option: string, range: NumberRange): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return inRange(value, { option, range, kind: 'a whole number', text });
  };
}

/** As `wholeNumber`, for a number that may have a fraction: 72, 72.5 or .5, but not 7e1. */
export function decimalNumber(option: string, range: NumberRange): (text: string) => number {
  return (text) => {
    const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
    return inRange(value, { option, range, kind: 'a number', text });
  };
}

/** A reader for an option that takes one of a few words; throws MirrorError `usage` for any other. */
export function oneOf<Word extends string>(
  option: string,
  words: readonly Word[],
): (text: string) => Word {
  return (text) => {
    const word = words.find((each) => each === text);
    if (word !== undefined) return word;
    throw new MirrorError(
      'usage',
      `Expected ${option} to be ${words.join(' or ')} but received ${JSON.stringify(text)}.`,
    );
  };
}

/**
 * A reader for an option that takes a text of one line: line breaks and other control characters become spaces. Throws
 * MirrorError `usage` where nothing is left.
 */
export function line(option: string): (text: string) => string {
  return (text) => {
    const written = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    if (written !== '') return written;
    throw new MirrorError(
      'usage',
      `Expected ${option} to be a text but received ${JSON.stringify(text)}.`,
    );
  };
}

/** A reader for an option that takes a metre such as 3/4; throws MirrorError `usage` for anything else. */
export function metre(option: string): (text: string) => TimeSignature {
  return (text) => {
    const parsed = parseHintedMetre(text);
    if (parsed !== undefined) return parsed;
    throw new MirrorError(
      'usage',
      `Expected ${option} to be a metre such as 3/4 or 6/8 but received ${JSON.stringify(text)}.`,
    );
  };
}

/**
 * A reader for an option that may be given again and again, such as `couch=violin`; the last one of an object counts.
 *
 * @returns a function that throws MirrorError `usage` for what names no object or no instrument
 */
export function chosenInstrument(
  option: string,
): (text: string, before?: ChosenInstruments) => ChosenInstruments {
  return (text, before = {}) => {
    const [, object = '', instrument = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
    if (object.trim() !== '' && instrument.trim() !== '') {
      return { ...before, [object.trim()]: instrument.trim() };
    }
    throw new MirrorError(
      'usage',
      `Expected ${option} to name an object and its instrument, such as couch=violin, but received ${JSON.stringify(text)}.`,
    );
  };
}

/** The parts of a list such as `knife, dining table`; empty ones are passed over. */
export function commaList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * The same for a list that cannot be empty.
 *
 * @throws MirrorError `usage` for one that is, such as `,`
 */
export function filledCommaList(option: string, example: string): (text: string) => string[] {
  return (text) => {
    const parts = commaList(text);
    if (parts.length > 0) return parts;
    throw new MirrorError(
      'usage',
      `Expected ${option} to be a list such as ${example} but received ${JSON.stringify(text)}. Leave it out where there is nothing to name.`,
    );
  };
}

function inRange(
  value: number,
  expected: { option: string; range: NumberRange; kind: string; text: string },
): number {
  const { option, range, kind, text } = expected;
  // NaN, which stands for anything that is no number, is in no range.
  if (value >= range.least && value <= range.most) return value;
  const limits =
    range.most === Number.POSITIVE_INFINITY
      ? `of ${range.least} or more`
      : `from ${range.least} to ${range.most}`;
  throw new MirrorError(
    'usage',
    `Expected ${option} to be ${kind} ${limits} but received ${JSON.stringify(text)}.`,
  );
}
