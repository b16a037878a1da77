import type { RoomChange } from '../../protocol/answers.js';

/** Where a room comes from, so that it can be opened again when the server was started anew. */
export type PhotoSource =
  | { readonly kind: 'photo'; readonly file: File }
  | { readonly kind: 'sample'; readonly name: string }
  | { readonly kind: 'saved'; readonly name: string }
  /** Saved, and removed since; it waits among the removed rooms. */
  | { readonly kind: 'removed'; readonly name: string; readonly entry: number };

/**
 * Where a room can be opened again after a saved room was changed, here or in another tab: under another name, or among
 * the removed rooms.
 *
 * @returns the same source where the change is about another room
 * @example followRoom({ kind: 'saved', name: 'a' }, { what: 'renamed', formerName: 'a', name: 'b' }) // { kind: 'saved', name: 'b' }
 */
export function followRoom(source: PhotoSource, change: RoomChange): PhotoSource {
  const { kind } = source;
  if (change.what === 'renamed' && kind === 'saved' && source.name === change.formerName) {
    return { kind: 'saved', name: change.name };
  }
  if (change.what === 'removed' && kind === 'saved' && source.name === change.name) {
    return { kind: 'removed', name: change.name, entry: change.entry };
  }
  if (change.what === 'restored' && kind === 'removed' && source.entry === change.entry) {
    return { kind: 'saved', name: change.name };
  }
  return source;
}
