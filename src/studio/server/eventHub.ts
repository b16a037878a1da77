import type { StudioEvent } from '../protocol/answers.js';

/** Passes events on to all that listen at the moment. */
export interface EventHub {
  readonly publish: (event: StudioEvent) => void;
  /** @returns a function that ends it */
  readonly subscribe: (listener: (event: StudioEvent) => void) => () => void;
  readonly listeners: () => number;
}

export function openEventHub(): EventHub {
  const listeners = new Set<(event: StudioEvent) => void>();
  return {
    publish: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listeners: () => listeners.size,
  };
}
