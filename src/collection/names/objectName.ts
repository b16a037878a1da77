import { MirrorError } from '../../errors.js';
import { folderNameComplaint } from '../../files/disk/folderName.js';
import { refuseOptionName } from './optionName.js';

/** The folder of the detector's weights stands among the decoders. */
const DETECTOR_FOLDER = 'coco-ssd';

const EXAMPLE = 'coffee-grinder';

/**
 * The name of an object in Unicode NFC, once it is known to be safe as a folder on every system. What an object is to
 * be called from now on is checked by `checkNewObjectName`.
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
      `Expected an object's name that can be a folder on every system but ${JSON.stringify(name)} ${complaint}. Choose a name such as "${EXAMPLE}".`,
    );
  }
  return normalized;
}

/**
 * The same for a name that is given to an object just now: it must not begin as an option of a command does.
 *
 * @throws MirrorError `input` that says what is wrong with it
 */
export function checkNewObjectName(name: string): string {
  return refuseOptionName(checkObjectName(name), { what: "an object's name", example: EXAMPLE });
}

function complaintAbout(name: string): string | undefined {
  if (name.toLowerCase() === DETECTOR_FOLDER) return "is the folder of the detector's weights";
  return folderNameComplaint(name);
}
