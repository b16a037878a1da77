import {
  type MeasuredPerformance,
  toMeasuredPerformance,
} from '../../events/measuredPerformance.js';
import { byStart, foldIntoMidiRange, type Note } from '../../music/note.js';
import type { Part, Score } from '../../music/score.js';
import { FREE_TEMPO_BPM, steadyTempo } from '../../music/tempo.js';
import { ticksPerBar } from '../../music/time.js';

/** What a piece did to the phrase of a part. */
export interface PartTime {
  /** Ticks of the piece that a tick of the decoder lasts, above 0. */
  readonly stretch: number;
  /** Quarter notes a minute; null for an object without a tempo of its own, whose ticks count seconds at 120. */
  readonly ownTempoBpm: number | null;
}

/** A part as it stands in the piece, ready to be measured by itself. */
export function partAsItStands({ name, notes }: Part, score: Score): MeasuredPerformance {
  const { tempoBpm, timeSignature, lengthTicks } = score;
  const tempoChanges = score.tempoChanges ?? steadyTempo(tempoBpm);
  return toMeasuredPerformance({
    name,
    notes,
    lengthTicks,
    tempoBpm,
    timeSignature,
    tempoChanges,
    isFree: false,
  });
}

/**
 * A part with tempo and transposition undone: its notes in the time of its own decoder and at its own tempo, at the
 * pitches that it was recorded at, and without the bars of the piece in which it rests because others play. The octave by which the
 * transposition moved a note back into MIDI's range is not restored.
 */
export function partInOwnTime(
  { name, notes, semitones = 0 }: Part,
  { score, stretch, ownTempoBpm }: PartTime & { readonly score: Score },
): MeasuredPerformance {
  const tempoBpm = ownTempoBpm ?? FREE_TEMPO_BPM;
  const { played, bars } = withoutRests(notes, score);
  const own = (ticks: number) => Math.round(ticks / stretch);
  return toMeasuredPerformance({
    name,
    notes: played
      .map((note): Note => {
        const startTicks = own(note.startTicks);
        const endTicks = own(note.startTicks + note.durationTicks);
        const durationTicks = Math.max(1, endTicks - startTicks);
        return {
          ...note,
          pitch: foldIntoMidiRange(note.pitch - semitones),
          startTicks,
          durationTicks,
        };
      })
      .sort(byStart),
    lengthTicks: Math.max(1, own(bars * ticksPerBar(score.timeSignature))),
    tempoBpm,
    timeSignature: score.timeSignature,
    tempoChanges: steadyTempo(tempoBpm),
    isFree: ownTempoBpm === null,
  });
}

/** A part without the bars in which nothing of it sounds. */
function withoutRests(notes: readonly Note[], { timeSignature, lengthTicks }: Score) {
  const barTicks = ticksPerBar(timeSignature);
  const sounds = new Array<boolean>(Math.ceil(lengthTicks / barTicks)).fill(false);
  for (const { startTicks, durationTicks } of notes) {
    const last = Math.ceil((startTicks + durationTicks) / barTicks);
    sounds.fill(true, Math.floor(startTicks / barTicks), last);
  }
  let bars = 0;
  // For each bar how many rests stand before it.
  const rests = sounds.map((isSounding, bar) => {
    const before = bar - bars;
    if (isSounding) bars++;
    return before;
  });
  const played = notes.map((note): Note => {
    const before = rests[Math.floor(note.startTicks / barTicks)] as number;
    return { ...note, startTicks: note.startTicks - before * barTicks };
  });
  return { played, bars };
}
