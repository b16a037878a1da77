import type { RefObject } from 'preact';
import { Icon } from './icons.js';

const KEYS: readonly (readonly [string, string])[] = [
  ['Space', 'play, pause'],
  ['Home', 'back to the start'],
  ['← →', 'a bar back, a bar on'],
  ['↑ ↓', 'in the lanes: the lane above, the lane below'],
  ['↑ ↓', 'in the collection: the object above, the object below'],
  ['M, S', 'in a lane: mute, solo'],
  [
    'Enter, then ← →',
    'in a lane: the note at the playhead, and those beside it; Escape lets it go',
  ],
  ['Enter on Draw a box', 'a box in the middle of the photo, to be named and moved'],
  ['Arrows, Home, End', 'on the photo: from box to box'],
  ['Enter, Escape', 'on a box: pick it up, let it go'],
  ['Arrows, with Shift', 'on a box that is picked up: move it, resize it'],
  ['Delete', 'on a box: take it away'],
  ['R, Escape', 'in the recorder: record, stop'],
  ['Ctrl Z, Ctrl Shift Z', 'undo, redo'],
];

/** What the keyboard does. */
export function KeysDialog({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} aria-labelledby="keys-title">
      <form method="dialog">
        <h2 id="keys-title">Keys</h2>
        <dl class="keys">
          {KEYS.map(([key, words]) => (
            <div key={words}>
              <dt>{key}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <button type="submit" aria-label="Close" class="square close">
          <Icon name="close" />
        </button>
      </form>
    </dialog>
  );
}
