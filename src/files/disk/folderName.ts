import { DEVICE_NAME, FORBIDDEN_CHARACTERS } from './portableNames.js';

/** Longest name in UTF-16 code units: at most 192 bytes, which fits every file system with room for a suffix. */
export const LONGEST_NAME = 64;

/**
 * Why a name cannot be a folder on every system; undefined where it can.
 *
 * @param name in Unicode NFC
 * @example folderNameComplaint('a/b') // 'holds the character /'
 */
export function folderNameComplaint(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.length > LONGEST_NAME) {
    return `has ${name.length} characters and ${LONGEST_NAME} are the most`;
  }
  const forbidden = name.match(FORBIDDEN_CHARACTERS)?.[0];
  if (forbidden !== undefined) return `holds ${nameOfCharacter(forbidden)}`;
  if (name.startsWith('.')) return 'starts with a dot';
  if (name.endsWith('.')) return 'ends with a dot';
  if (name.trim() !== name) return 'starts or ends with a space';
  if (DEVICE_NAME.test(name)) return 'is a device on Windows';
  return undefined;
}

function nameOfCharacter(character: string): string {
  if (/[!-~]/.test(character)) return `the character ${character}`;
  const codePoint = character.codePointAt(0) ?? 0;
  return `the unprintable character U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
