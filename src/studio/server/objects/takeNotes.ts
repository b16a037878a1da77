import { type Performance, performanceSeconds, steadyTempo, tempoClock } from '../../../index.js';
import type { TakeNotesAnswer } from '../../protocol/objects.js';
import { packNotes } from '../../protocol/packedNotes.js';

/**
 * A performance as it is heard, in one tempo: each note lies where its own tempo map lets it sound.
 *
 * @param skipped what was left out of it, a line each
 */
export function takeNotes(performance: Performance, skipped: readonly string[]): TakeNotesAnswer {
  const { notes, tempoBpm, tempoChanges, timeSignature, lengthTicks } = performance;
  const [played, steady] = [tempoClock(tempoChanges), tempoClock(steadyTempo(tempoBpm))];
  const steadyTicks = (ticks: number) => Math.round(steady.ticksAt(played.secondsAt(ticks)));
  const laid = notes.map((note) => {
    const startTicks = steadyTicks(note.startTicks);
    const endTicks = steadyTicks(note.startTicks + note.durationTicks);
    return { ...note, startTicks, durationTicks: Math.max(1, endTicks - startTicks) };
  });
  return {
    notes: packNotes(laid),
    tempoBpm,
    timeSignature,
    lengthTicks: steadyTicks(lengthTicks),
    seconds: performanceSeconds(performance),
    skipped,
  };
}
