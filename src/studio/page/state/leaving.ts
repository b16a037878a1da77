import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** Has a room that was changed and not saved left only once a person has said so. */
export function openLeaving(isChanged: ReadonlySignal<boolean>) {
  const asked = signal<((mayLeave: boolean) => void) | undefined>(undefined);
  const answer = (mayLeave: boolean) => {
    const tell = asked.value;
    asked.value = undefined;
    tell?.(mayLeave);
  };
  return {
    mayLeave: async (): Promise<boolean> => {
      // Another room that came in between takes the question over.
      answer(false);
      if (!isChanged.value) return true;
      return new Promise<boolean>((resolve) => {
        asked.value = resolve;
      });
    },
    actions: {
      /** Whether a person is asked just now. */
      isLeaving: computed(() => asked.value !== undefined),
      leave: () => answer(true),
      stay: () => answer(false),
    },
  };
}
