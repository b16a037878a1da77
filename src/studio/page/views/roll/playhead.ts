import { TICKS_PER_QUARTER } from '../../../../music/time.js';
import type { Studio } from '../../state/studio.js';

/** Where the music is now: from the place that was told last on, as the clock of the sound goes. */
export function playheadTicks({ session, soundTime }: Studio): number {
  const { ticks, isPlaying, time } = session.place.peek();
  const piece = session.piece.peek();
  if (!isPlaying || piece === undefined) return ticks;
  const passed = Math.max(0, soundTime() - time);
  return Math.min(piece.lengthTicks, ticks + (passed * piece.tempoBpm * TICKS_PER_QUARTER) / 60);
}
