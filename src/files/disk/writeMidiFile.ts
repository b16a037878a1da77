import { bearsMidiMark, MARK_WITHIN } from '../writtenBy.js';
import { keepAside } from './keepAside.js';
import { isRegularFile } from './pathChecks.js';
import { readBeginning } from './readBeginning.js';
import { fillFileAtomically, type WriteOptions } from './writeFileAtomically.js';

/**
 * Writes a whole MIDI file or nothing, as `writeFileAtomically` does. A file in its place that does not say that it was
 * written here stays under another name (`keepingNames`): it may be what a person played or edited. At each moment it
 * has one of the two names, and it has its own again if nothing was written.
 *
 * @param bytes all of it, or its pieces in order
 * @returns the path under which such a file is from now on; undefined if there was none
 * @throws as `writeFileAtomically` does
 */
export async function writeMidiFile(
  path: string,
  bytes: Uint8Array | Iterable<Uint8Array>,
  { lock }: Pick<WriteOptions, 'lock'> = {},
): Promise<string | undefined> {
  const pieces = bytes instanceof Uint8Array ? [bytes] : bytes;
  let kept: string | undefined;
  const beforeReplacing = async () => {
    if (!(await isRegularFile(path))) return undefined;
    if (bearsMidiMark(await readBeginning(path, MARK_WITHIN))) return undefined;
    const { path: name, discard, undo } = await keepAside(path);
    // Another call may have taken the path since its beginning was read.
    if (bearsMidiMark(await readBeginning(name, MARK_WITHIN))) {
      await discard();
      return undefined;
    }
    kept = name;
    return undo;
  };
  const fill = async (file: { writeFile: (piece: Uint8Array) => Promise<void> }) => {
    for (const piece of pieces) await file.writeFile(piece);
  };
  await fillFileAtomically(path, fill, { lock, beforeReplacing });
  return kept;
}
