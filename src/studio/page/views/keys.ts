import { clamp } from '../../../math/clamp.js';
import { ticksPerBar } from '../../../music/time.js';
import type { Studio } from '../state/studio.js';

/** Elements that take keys themselves. */
const TAKES_KEYS = 'input, select, textarea, dialog[open], [data-box]';

/**
 * Listens to the keys that work everywhere on the page.
 *
 * @returns a function that ends it
 */
export function listenToKeys(studio: Studio): () => void {
  const listen = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const isCommand = event.ctrlKey || event.metaKey;
    if (
      isCommand &&
      event.key.toLowerCase() === 'z' &&
      !target.matches('input[type=text], input[type=search], textarea')
    ) {
      event.preventDefault();
      return event.shiftKey ? studio.redo() : studio.undo();
    }
    if (isCommand || event.altKey || target.closest(TAKES_KEYS) !== null) return;
    const act = actionOf(event.key, target, studio);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}

function actionOf(key: string, target: HTMLElement, studio: Studio): (() => void) | undefined {
  const { session } = studio;
  switch (key) {
    case ' ':
      // A button or a menu is pressed by it.
      if (target.closest('button, summary') !== null) return undefined;
      if (session.isPlaying.value) return studio.pause;
      return session.piece.value === undefined ? undefined : studio.play;
    case 'Home':
      return () => studio.seek(0);
    case 'ArrowLeft':
      return () => seekBars(studio, -1);
    case 'ArrowRight':
      return () => seekBars(studio, 1);
    default:
      return undefined;
  }
}

/** To the beginning of a bar before or behind the one that plays. */
function seekBars({ session, seek }: Studio, bars: number): void {
  const piece = session.piece.value;
  if (piece === undefined) return;
  const barTicks = ticksPerBar(piece.timeSignature);
  const bar = Math.floor(session.place.value.ticks / barTicks + 0.001);
  seek(clamp(bar + bars, 0, piece.bars - 1) * barTicks);
}
