import type { Passage } from './passage.js';
import type { Take } from './take.js';

/** From here on a quarter note lasts so many microseconds. */
export interface TempoMark {
  readonly atBeats: number;
  readonly microsecondsPerQuarter: number;
}

/**
 * The tempo of a take, quarter by quarter where it moves: a passage leans forward in its middle and
 * slows towards its end, and the last one slows most. Beats stay beats, whatever the clock says.
 */
export function tempoMarks({ passages, tempoBpm, touch }: Take): TempoMark[] {
  const marks: TempoMark[] = [];
  let start = 0;
  for (const [index, passage] of passages.entries()) {
    const slowing = index === passages.length - 1 ? touch.ending : touch.rubato;
    for (let beat = 0; beat < passage.lengthBeats; beat++) {
      const speed = speedAt(passage, { progress: (beat + 0.5) / passage.lengthBeats, slowing });
      const microsecondsPerQuarter = Math.round(60e6 / (tempoBpm * speed));
      if (marks.at(-1)?.microsecondsPerQuarter !== microsecondsPerQuarter) {
        marks.push({ atBeats: start + beat, microsecondsPerQuarter });
      }
    }
    start += passage.lengthBeats;
  }
  return marks;
}

/** Speed against the take's tempo at a place in the passage, 0 its start and 1 its end. */
function speedAt(
  { pace }: Passage,
  { progress, slowing }: { progress: number; slowing: number },
): number {
  const leaning = Math.min(slowing, 0.1) * 0.3 * Math.sin(Math.PI * progress);
  const holdingBack = slowing * Math.max(0, progress - 0.75) * 4;
  return (pace[0] + (pace[1] - pace[0]) * progress) * (1 + leaning - holdingBack);
}
