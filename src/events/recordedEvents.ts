import { MirrorError, throwIfAborted } from '../errors.js';
import { clamp } from '../math/clamp.js';
import type { Performance } from '../music/phrase.js';
import { FREE_TEMPO_BPM } from '../music/tempo.js';
import { beatTempi } from './beatTempi.js';
import { chordKey } from './chordKey.js';
import { type MusicalEvent, performanceToEvents, STEP_TICKS, stepsPerBar } from './events.js';
import { gridTimeSignature } from './gridTimeSignature.js';
import { recordingShares } from './recordingShares.js';
import { MOST_QUARTER_OCTAVES } from './vocabulary.js';

/** What is kept of an object's recordings while it is trained: no notes, only events, packed. */
export interface RecordedEvents {
  /** Every chord that was played, once: pitches low to high, in order of first appearance. */
  readonly chords: readonly (readonly number[])[];
  /** Grid steps in a bar of the time signature that they have in common. */
  readonly barSteps: number;
  /** In the order in which they came. */
  readonly recordings: readonly PackedRecording[];
}

/** One recording: its events, 18 bytes each and 2 a note, in the fields of `MusicalEvent`, and how much it counts. */
export interface PackedRecording
  extends PackedEvents,
    Pick<Performance, 'tempoBpm' | 'timeSignature' | 'isFree'> {
  /** How much it counts in all that is learned, 0–1, all together 1; `recordingShares` says how. */
  readonly share: number;
  /** How its tempo bends, as `beatTempi` gives it. */
  readonly beatTempi: readonly number[];
}

interface PackedEvents {
  /** Place in the list of `chords`. */
  readonly chord: Uint32Array;
  readonly step: Uint32Array;
  readonly durationTicks: Uint32Array;
  /** 1–127. */
  readonly velocity: Uint8Array;
  readonly microtimingTicks: Int8Array;
  /** Where each event's notes begin in the two lists of notes; they are as many as its chord has pitches. */
  readonly firstNote: Uint32Array;
  readonly noteVelocity: Int8Array;
  /** In quarter-octaves beside the event's, −32 to 32. */
  readonly noteDuration: Int8Array;
}

/** Pitches of one of a recording's events, low to high. */
export function chordOf(
  { chords }: Pick<RecordedEvents, 'chords'>,
  { chord }: Pick<PackedRecording, 'chord'>,
  event: number,
): readonly number[] {
  return chords[chord[event] as number] as readonly number[];
}

/**
 * Takes the events out of performances, one after another: a performance may be forgotten as soon as the
 * next one is asked for. What is kept grows with the events and notes, and with the distinct chords.
 *
 * @throws MirrorError `input` for a performance without notes, `aborted` when the signal fires
 */
export async function gatherEvents(
  performances: Iterable<Performance> | AsyncIterable<Performance>,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<RecordedEvents> {
  const chords: (readonly number[])[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ pitches }: MusicalEvent): number => {
    const key = chordKey(pitches);
    const place = places.get(key) ?? chords.push(pitches) - 1;
    places.set(key, place);
    return place;
  };
  const recordings: Omit<PackedRecording, 'share'>[] = [];
  for await (const performance of performances) {
    throwIfAborted(signal);
    const { name, notes, tempoBpm, timeSignature, isFree } = performance;
    if (notes.length === 0) {
      throw new MirrorError(
        'input',
        `Expected notes in ${name} but it holds none. Leave it out, or record it again.`,
      );
    }
    const events = pack(performanceToEvents(performance), placeOf);
    recordings.push({
      tempoBpm,
      timeSignature,
      isFree,
      beatTempi: beatTempi(performance),
      ...events,
    });
  }
  const shares = recordingShares(recordings.map(({ chord }) => chord));
  const shared = keepSeconds(
    recordings.map((recording, i) => ({ ...recording, share: shares[i] as number })),
  );
  return {
    chords,
    barSteps: stepsPerBar(gridTimeSignature(shared)),
    recordings: shared,
  };
}

function pack(
  events: readonly MusicalEvent[],
  placeOf: (event: MusicalEvent) => number,
): PackedEvents {
  let notes = 0;
  return {
    chord: Uint32Array.from(events, placeOf),
    step: Uint32Array.from(events, ({ step }) => step),
    durationTicks: Uint32Array.from(events, ({ durationTicks }) => durationTicks),
    velocity: Uint8Array.from(events, ({ velocity }) => velocity),
    microtimingTicks: Int8Array.from(events, ({ microtimingTicks }) => microtimingTicks),
    firstNote: Uint32Array.from(events, ({ pitches }) => {
      notes += pitches.length;
      return notes - pitches.length;
    }),
    noteVelocity: Int8Array.from(events.flatMap(({ noteVelocity }) => noteVelocity ?? [])),
    noteDuration: Int8Array.from(
      events.flatMap(({ noteDuration }) => (noteDuration ?? []).map(toQuarterOctaves)),
    ),
  };
}

function toQuarterOctaves(ratio: number): number {
  const quarters = Math.round(4 * Math.log2(ratio));
  return clamp(quarters, -MOST_QUARTER_OCTAVES, MOST_QUARTER_OCTAVES);
}

/**
 * Free recordings, whose ticks are seconds at 120, in the tempo of the others beside which they were made: at the
 * geometric mean of the others' tempi by share they last what they lasted. Where all are free, none is changed.
 *
 * One decoder plays all that it learned in one tempo, so at another tempo of the object's own the free recordings go
 * along with it.
 */
function keepSeconds(recordings: readonly PackedRecording[]): PackedRecording[] {
  const voters = recordings.filter(({ isFree }) => !isFree);
  const total = voters.reduce((sum, { share }) => sum + share, 0);
  if (total === 0) return [...recordings];
  const logTempo = voters.reduce((sum, { tempoBpm, share }) => sum + share * Math.log(tempoBpm), 0);
  const factor = Math.exp(logTempo / total) / FREE_TEMPO_BPM;
  return recordings.map((recording) =>
    recording.isFree ? stretched(recording, factor) : recording,
  );
}

function stretched(recording: PackedRecording, factor: number): PackedRecording {
  const onsets = Array.from(recording.step, (step, i) =>
    Math.round(factor * (step * STEP_TICKS + (recording.microtimingTicks[i] as number))),
  );
  const step = Uint32Array.from(onsets, (ticks) => Math.round(ticks / STEP_TICKS));
  return {
    ...recording,
    step,
    microtimingTicks: Int8Array.from(
      onsets,
      (ticks, i) => ticks - (step[i] as number) * STEP_TICKS,
    ),
    durationTicks: recording.durationTicks.map((ticks) => Math.max(1, Math.round(factor * ticks))),
  };
}
