import { MirrorError } from '../../errors.js';
import { folderNameComplaint } from '../../files/disk/folderName.js';
import { refuseOptionName } from '../names/optionName.js';

const EXAMPLE = 'our kitchen';

/**
 * The name of a saved room in Unicode NFC, once it is known to be safe as a folder on every system. What a room is to
 * be called from now on is checked by `checkNewRoomName`.
 *
 * @throws MirrorError `input` that says what is wrong with it
 */
export function checkRoomName(name: string): string {
  const normalized = name.normalize('NFC');
  const complaint = folderNameComplaint(normalized);
  if (complaint === undefined) return normalized;
  throw new MirrorError(
    'input',
    `Expected a room's name that can be a folder on every system but ${JSON.stringify(name)} ${complaint}. Choose a name such as "${EXAMPLE}".`,
  );
}

/**
 * The same for a name that is given to a room just now: it must not begin as an option of a command does.
 *
 * @throws MirrorError `input` that says what is wrong with it
 */
export function checkNewRoomName(name: string): string {
  return refuseOptionName(checkRoomName(name), { what: "a room's name", example: EXAMPLE });
}
