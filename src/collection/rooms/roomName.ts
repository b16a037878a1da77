import { MirrorError } from '../../errors.js';
import { folderNameComplaint } from '../../files/disk/folderName.js';

/**
 * The name of a saved room in Unicode NFC, once it is known to be safe as a folder on every system.
 *
 * @throws MirrorError `input` that says what is wrong with it
 */
export function checkRoomName(name: string): string {
  const normalized = name.normalize('NFC');
  const complaint = folderNameComplaint(normalized);
  if (complaint === undefined) return normalized;
  throw new MirrorError(
    'input',
    `Expected a room's name that can be a folder on every system but ${JSON.stringify(name)} ${complaint}. Choose a name such as "our kitchen".`,
  );
}
