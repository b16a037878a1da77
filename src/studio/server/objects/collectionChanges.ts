import type { EventHub } from '../eventHub.js';

/** Counts what is changed of the collection here, and tells all pages of it. */
export interface CollectionChanges {
  /** Another number after each change: a decoder that was trained anew leaves no trace in the collection's record. */
  readonly version: () => number;
  readonly announce: () => void;
}

export function openCollectionChanges(hub: EventHub): CollectionChanges {
  let version = 0;
  return {
    version: () => version,
    announce: () => {
      version++;
      hub.publish({ kind: 'collection' });
    },
  };
}
