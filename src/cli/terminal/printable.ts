import { UNPRINTABLE_CHARACTERS } from '../../files/disk/portableNames.js';

/**
 * The text as one line that cannot steer a terminal: a name of a file may hold any byte but two.
 *
 * @example printable('a\u001b[2Jb') // 'a\\u001b[2Jb'
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE_CHARACTERS, escapeCharacter);
}

/** A value as one line of JSON, equal when it is read back, that cannot steer a terminal either. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNPRINTABLE_CHARACTERS, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
