import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Studio } from '../../state/studio.js';
import type { Theme } from '../../theme/theme.js';
import { drawRoll, type RollContent } from './drawRoll.js';
import { noteAt } from './noteRectangle.js';
import { playheadTicks } from './playhead.js';
import { type RollView, ticksAt, xOf } from './rollView.js';

/** A lane's notes, with the line that moves as the music does; a click goes there, or asks where a note comes from. */
export function RollCanvas({
  studio,
  theme,
  content,
  rank,
  track,
  view,
}: {
  readonly studio: Studio;
  readonly theme: Theme;
  readonly content: RollContent;
  readonly rank: number;
  /** Index in the piece. */
  readonly track: number;
  readonly view: { readonly value: RollView };
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    const { line, strong, text, objects } = theme.ink.value;
    const chosen = studio.session.chosenNote.value;
    if (canvas.current === null) return;
    drawRoll(canvas.current, content, {
      view: view.value,
      ink: { note: objects[rank] as string, line, strong, text },
      scale: devicePixelRatio,
      chosen: chosen?.track === track ? chosen.note : undefined,
    });
  });
  useSignalEffect(() => {
    const place = studio.session.place.value;
    const shown = view.value;
    let frame = 0;
    const move = () => {
      if (line.current === null) return;
      const x = xOf(shown, playheadTicks(studio));
      line.current.style.transform = `translateX(${x}px)`;
      line.current.style.visibility = x >= 0 && x <= shown.width ? 'visible' : 'hidden';
      if (place.isPlaying) frame = requestAnimationFrame(move);
    };
    move();
    return () => cancelAnimationFrame(frame);
  });
  return (
    <div
      class="roll"
      style={{ height: `${content.height}px` }}
      // Keys do the same: arrows go bar by bar, Enter chooses a note.
      onPointerDown={({ currentTarget, clientX, clientY, button }) => {
        if (button !== 0) return;
        const { left, top } = currentTarget.getBoundingClientRect();
        const at = { x: clientX - left, y: clientY - top };
        const note = noteAt(content, view.value, at);
        if (note !== undefined) return studio.chooseNote(track, note);
        studio.letNoteGo();
        studio.seek(ticksAt(view.value, at.x));
      }}
    >
      <canvas ref={canvas} />
      <div ref={line} class="playhead" />
    </div>
  );
}
