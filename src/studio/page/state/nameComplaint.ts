import { isOptionName } from '../../../collection/names/optionName.js';
import { folderNameComplaint } from '../../../files/disk/folderName.js';
import { FORBIDDEN_CHARACTERS } from '../../../files/disk/portableNames.js';

/**
 * Why an object or a room cannot bear a name, as one sentence for the field that it is typed into; undefined where it can. Spaces around
 * it do not count, and neither does an empty field, which is not filled in yet.
 *
 * @param present a name that is there: it may be kept, also where no new one can be like it
 * @example nameComplaint('kettle/pot') // '/ cannot be part of a name.'
 */
export function nameComplaint(typed: string, present?: string): string | undefined {
  const name = typed.normalize('NFC').trim();
  if (name === present) return undefined;
  if (isOptionName(name)) return 'A name cannot begin with a hyphen.';
  const complaint = name === '' ? undefined : folderNameComplaint(name);
  if (complaint === undefined) return undefined;
  const forbidden = name.match(FORBIDDEN_CHARACTERS)?.[0];
  if (forbidden !== undefined) {
    const character = /[!-~]/.test(forbidden) ? forbidden : 'An invisible character';
    return `${character} cannot be part of a name.`;
  }
  if (name.startsWith('.')) return 'A name cannot begin with a dot.';
  if (name.endsWith('.')) return 'A name cannot end with a dot.';
  // Too long, or the name of a device of Windows: the complaint itself says it.
  return `This name ${complaint}.`;
}
