import type { RoomChange } from '../../protocol/answers.js';
import type { PhotoSource } from './photos.js';

/**
 * Where the room that is shown can be opened again after a saved room was changed, here or in another tab: under another name, or among
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
