import type { BoxEdit } from '../../../document/boxEdits.js';

/** Whether a box of the room was drawn or named for an object, and is still there and called so. */
export function hasBoxNamed(edits: readonly BoxEdit[], object: string): boolean {
  const names = new Map<string, string>();
  for (const edit of edits) {
    const id = edit.kind === 'drawn' ? edit.id : edit.seen;
    if (edit.kind === 'removed') names.delete(id);
    else if (edit.kind !== 'moved') names.set(id, edit.name.label);
  }
  return [...names.values()].includes(object);
}
