import { clamp } from '../math/clamp.js';
import { median } from '../math/median.js';
import { byStart, CHORD_SPREAD_SECONDS, type Note } from '../music/note.js';
import type { Performance } from '../music/phrase.js';
import { type TempoClock, tempoClock } from '../music/tempo.js';
import { TICKS_PER_QUARTER, type TimeSignature, ticksPerBar } from '../music/time.js';

/**
 * One step of the grid that onsets are counted on, in ticks: a twelfth of a quarter, on which
 * sixteenths, triplets and all their multiples fall. Inter-onset intervals are whole steps, so a thousand of
 * them add up without drifting off the beat; what a hand did around the grid is kept as microtiming.
 */
export const STEP_TICKS = TICKS_PER_QUARTER / 12;

/** Grid steps in a bar that fits the grid, as `gridTimeSignature` gives it; 48 in 4/4. */
export function stepsPerBar(timeSignature: TimeSignature): number {
  return ticksPerBar(timeSignature) / STEP_TICKS;
}

/** What is struck together: one or more pitches, when, for how long and how hard. */
export interface MusicalEvent {
  /** MIDI key numbers, low to high, each once. */
  readonly pitches: readonly number[];
  /** Grid position of the onset, whole steps from the start. */
  readonly step: number;
  /** How far the onset was played from its grid position, ticks, −20 to 20. */
  readonly microtimingTicks: number;
  /** Median duration of the notes, ticks, 1 or more. */
  readonly durationTicks: number;
  /** Mean velocity of the notes, 1–127. */
  readonly velocity: number;
  /** Velocity of each note beside that of the event, −126 to 126, low to high; without it there is no difference. */
  readonly noteVelocity?: readonly number[];
  /** Duration of each note ÷ that of the event, above 0, low to high; without it there is no difference. */
  readonly noteDuration?: readonly number[];
}

/**
 * A performance as chord events in order of playing; the other way is `eventsToNotes`. Positions and durations are
 * its own beats, however its tempo bends; only what makes a chord is measured in seconds, by its tempo map.
 *
 * @returns as many events as there are onsets; `step` never decreases
 */
export function performanceToEvents(performance: Performance): MusicalEvent[] {
  const { notes, tempoChanges } = performance;
  return gatherChords(notes, tempoClock(tempoChanges)).map(chordToEvent);
}

/** The notes that events stand for, in order of playing, none before tick 0. */
export function eventsToNotes(events: readonly MusicalEvent[]): Note[] {
  return events
    .flatMap(
      ({ pitches, step, microtimingTicks, durationTicks, velocity, noteDuration, noteVelocity }) =>
        pitches.map((pitch, i) => ({
          pitch,
          startTicks: Math.max(0, step * STEP_TICKS + microtimingTicks),
          durationTicks: Math.max(1, Math.round(durationTicks * (noteDuration?.[i] ?? 1))),
          velocity: clamp(velocity + (noteVelocity?.[i] ?? 0), 1, 127),
        })),
    )
    .sort(byStart);
}

function gatherChords(notes: readonly Note[], { secondsAt, ticksAt }: TempoClock): Note[][] {
  const chords: Note[][] = [];
  let chord: Note[] = [];
  let untilTicks = -1;
  for (const note of [...notes].sort(byStart)) {
    if (note.startTicks > untilTicks) {
      chord = [];
      untilTicks = ticksAt(secondsAt(note.startTicks) + CHORD_SPREAD_SECONDS);
      chords.push(chord);
    }
    chord.push(note);
  }
  return chords;
}

/** @param chord in order of playing, at least one */
function chordToEvent(chord: readonly Note[]): MusicalEvent {
  const { startTicks } = chord[0] as Note;
  const step = Math.round(startTicks / STEP_TICKS);
  // Two hands, or two tracks, may double a pitch; no finger repeats one within 35 ms.
  const byPitch = new Map(chord.map((note) => [note.pitch, note]));
  const notes = [...byPitch.values()].sort((a, b) => a.pitch - b.pitch);
  const durationTicks = median(notes.map((note) => note.durationTicks));
  const velocitySum = notes.reduce((sum, note) => sum + note.velocity, 0);
  const velocity = Math.round(velocitySum / notes.length);
  return {
    pitches: notes.map((note) => note.pitch),
    step,
    microtimingTicks: startTicks - step * STEP_TICKS,
    durationTicks,
    velocity,
    noteVelocity: notes.map((note) => note.velocity - velocity),
    noteDuration: notes.map((note) => note.durationTicks / durationTicks),
  };
}
