import { effect, signal, untracked } from '@preact/signals';
import type { Studio } from '../studio.js';

/** While a room is on its way, a change waits for it. */
const OPENING = ['connecting', 'sending', 'photo', 'detect'];

/**
 * Opens the room that is shown anew where the collection is another than when it was opened: at once after a training, so that the new
 * decoder is heard, and after other changes when the room is looked at.
 */
export function openRoomRenewal({ session, openAgain }: Pick<Studio, 'session' | 'openAgain'>) {
  const isOld = signal(false);
  let isTrained = false;
  effect(() => {
    const isShown = session.view.value === 'room';
    const isOpening = OPENING.includes(session.busy.value ?? '');
    if (!isOld.value || isOpening || !(isShown || isTrained)) return;
    isOld.value = false;
    isTrained = false;
    untracked(() => void openAgain());
  });
  return {
    /** To be told before the change that it brings. */
    onTrained: () => {
      isTrained = true;
    },
    onChanged: () => {
      isOld.value = true;
    },
  };
}
