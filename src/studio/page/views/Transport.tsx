import { useComputed } from '@preact/signals';
import { clockTime } from '../../../format.js';
import { ticksPerBar, ticksToSeconds } from '../../../music/time.js';
import type { Studio } from '../state/studio.js';
import { Icon } from './icons.js';

/** Play, pause, where the music is, the die, undo: always in sight. */
export function Transport({ studio }: { readonly studio: Studio }) {
  const { session } = studio;
  const isPlaying = session.isPlaying.value;
  const hasPiece = session.piece.value !== undefined;
  return (
    <footer class="transport">
      <div class="group">
        <button
          type="button"
          class="square to-start"
          aria-label="Back to the start"
          disabled={!hasPiece}
          onClick={() => studio.seek(0)}
        >
          <Icon name="start" />
        </button>
        <button
          type="button"
          class="play"
          disabled={!hasPiece}
          onClick={isPlaying ? studio.pause : studio.play}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} />
          <span class="word">{isPlaying ? 'Pause' : 'Play'}</span>
        </button>
        <button
          type="button"
          class="square"
          aria-label="Repeat"
          aria-pressed={session.isRepeating.value}
          onClick={() => studio.repeat(!session.isRepeating.value)}
        >
          <Icon name="repeat" />
        </button>
      </div>
      <Clock studio={studio} />
      <div class="group end" hidden={session.view.value !== 'room'}>
        <button
          type="button"
          class="die"
          disabled={!hasPiece}
          onClick={studio.rollDie}
          title="Another piece from the same photo"
        >
          <Icon name="die" />
          <span class="word">Another</span>
        </button>
        <button
          type="button"
          class="square"
          aria-label="Undo"
          disabled={!studio.canUndo.value}
          onClick={studio.undo}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          class="square"
          aria-label="Redo"
          disabled={!studio.canRedo.value}
          onClick={studio.redo}
        >
          <Icon name="redo" />
        </button>
      </div>
    </footer>
  );
}

/** Bar and time; drawn anew only when one of them is another. */
function Clock({ studio }: { readonly studio: Studio }) {
  const { session } = studio;
  const text = useComputed(() => {
    const piece = session.piece.value;
    if (piece === undefined) return { bar: '–', of: '', time: '0:00' };
    const { ticks } = session.place.value;
    const bar = Math.min(piece.bars, Math.floor(ticks / ticksPerBar(piece.timeSignature)) + 1);
    const seconds = Math.floor(ticksToSeconds(ticks, piece.tempoBpm));
    return { bar: `${bar}`, of: ` of ${piece.bars}`, time: clockTime(Math.round(seconds)) };
  });
  const bar = useComputed(() => text.value.bar);
  const of = useComputed(() => text.value.of);
  const time = useComputed(() => text.value.time);
  return (
    <p class="clock">
      <span>
        Bar {bar}
        <span class="wide">{of}</span>
      </span>
      <span>{time}</span>
    </p>
  );
}
