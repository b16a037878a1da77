import { statSync } from 'node:fs';
import { shellWord } from '../../collection/training/trainCommand.js';
import { MirrorError } from '../../errors.js';
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
  const isFile = statSync(object, { throwIfNoEntry: false })?.isFile() === true;
  if (!isFile || !kind.isNamedSo(object)) return;
  throw new MirrorError(
    'usage',
    `Expected an object's name but ${object} is a ${kind.plural.slice(0, -1)}; the name comes first: \`mirror ${command} <object> ${shellWord(object)}\`.`,
  );
}
