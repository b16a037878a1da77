import { shellWord } from '../../collection/training/trainCommand.js';
import { MirrorError } from '../../errors.js';
import { isRegularFileNow } from '../../files/disk/pathChecks.js';
import type { InputKind } from './inputKinds.js';

/**
 * Makes sure that what stands in the place of an object's name is no file: then the name was forgotten.
 *
 * @param options.kind what the command reads
 * @throws MirrorError `usage` for the path of such a file, with the call that was meant
 */
export function refuseForgottenName(
  object: string,
  { command, kind }: { readonly command: 'add' | 'teach'; readonly kind: InputKind },
): void {
  if (!kind.isNamedSo(object) || !isRegularFileNow(object)) return;
  throw new MirrorError(
    'usage',
    `Expected an object's name but ${object} is a ${kind.plural.slice(0, -1)}; the name comes first: \`mirror ${command} <object> ${shellWord(object)}\`.`,
  );
}
