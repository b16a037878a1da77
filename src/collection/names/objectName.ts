import { MirrorError } from '../../errors.js';
import { DEVICE_NAME, FORBIDDEN_CHARACTERS } from '../../files/disk/portableNames.js';

/** Longest name in UTF-16 code units: at most 192 bytes, which fits every file system with room for a suffix. */
const LONGEST_NAME = 64;

/** The folder of the detector's weights stands among the decoders. */
const DETECTOR_FOLDER = 'coco-ssd';

/**
 * The name of an object in Unicode NFC, once it is known to be safe as a folder on every system.
 *
 * @throws MirrorError `input` that says what is wrong with it
 * @example checkObjectName('Café 冷蔵庫') // 'Café 冷蔵庫'
 */
export function checkObjectName(name: string): string {
  const normalized = name.normalize('NFC');
  const complaint = complaintAbout(normalized);
  if (complaint !== undefined) {
    throw new MirrorError(
      'input',
      `Expected an object's name that can be a folder on every system but ${JSON.stringify(name)} ${complaint}. Choose a name such as "coffee-grinder".`,
    );
  }
  return normalized;
}

function complaintAbout(name: string): string | undefined {
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
  if (name.toLowerCase() === DETECTOR_FOLDER) return "is the folder of the detector's weights";
  return undefined;
}

function nameOfCharacter(character: string): string {
  if (/[!-~]/.test(character)) return `the character ${character}`;
  const codePoint = character.codePointAt(0) ?? 0;
  return `the unprintable character U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
