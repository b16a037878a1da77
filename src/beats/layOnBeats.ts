import { BEATS_RULE } from '../checks/argumentRules.js';
import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import { countedBeats, countedBeatTicks } from '../music/metre.js';
import { byStart, type Note } from '../music/note.js';
import type { Performance } from '../music/phrase.js';
import { FREE_TEMPO_BPM, steadyTempo, type TempoChange, tempoClock } from '../music/tempo.js';
import { COMMON_TIME, TICKS_PER_QUARTER, type TimeSignature, ticksPerBar } from '../music/time.js';
import { beatPositions } from './beatPositions.js';
import type { Beats, SoundedNote } from './beats.js';
import { checkNotes } from './checkNotes.js';
import { medianSpanTempo } from './medianTempo.js';
import { tempoChangesOf } from './tempoChanges.js';

/** A performance on its beats, and when it begins. */
export interface LaidPerformance {
  readonly performance: Performance;
  /** Where its tick 0 lies, seconds from the start of the recording; below 0 where its first bar began before that. */
  readonly startSeconds: number;
}

/**
 * Notes on the clock as a performance whose beats are the beats that were found, to 18 ms: between two changes of tempo ticks follow the
 * clock evenly, before the first beat and after the last they go on at the tempo there.
 *
 * It begins at the bar line at or before the first note: music that begins before the first downbeat
 * gets a bar of its own. The bars' phase is that of most downbeats. Without beats it is free, and begins with the first note.
 *
 * @param notes at least one, in any order
 * @param beats at least two of them rising, or none
 * @param name of the recording
 * @returns no more tempo changes than the beats need, one a beat at most, and one where silence has no beats, in
 *   which bars are counted on; start and end of each note within half a tick of the clock's
 * @throws MirrorError `usage` for an option of no known name, `input` for notes that cannot be
 */
export function layOnBeats(
  notes: readonly SoundedNote[],
  options: { readonly beats: Beats; readonly name: string },
): LaidPerformance {
  checkOptions('layOnBeats', options, { beats: 'any', name: 'any' });
  checkArguments({ notes }, { notes: 'array' });
  const { beats, name } = options;
  checkArguments({ beats, name }, { beats: BEATS_RULE, name: 'string' });
  checkNotes(notes);
  const { metre } = beats;
  return metre === null || beats.beats.length < 2
    ? layFree(notes, name)
    : layOnMetre(notes, { beats, metre, name });
}

function layFree(notes: readonly SoundedNote[], name: string): LaidPerformance {
  const tempoChanges = steadyTempo(FREE_TEMPO_BPM);
  const clock = tempoClock(tempoChanges);
  const startSeconds = firstStart(notes);
  const performance = {
    name,
    ...inTicks(notes, (seconds) => clock.ticksAt(seconds - startSeconds)),
    tempoBpm: FREE_TEMPO_BPM,
    timeSignature: COMMON_TIME,
    tempoChanges,
    isFree: true,
  };
  return { performance, startSeconds };
}

function layOnMetre(
  notes: readonly SoundedNote[],
  { beats, metre, name }: { beats: Beats; metre: TimeSignature; name: string },
): LaidPerformance {
  const beatTicks = countedBeatTicks(metre);
  const barTicks = ticksPerBar(metre);
  const firstBeat = beats.beats[0] as number;
  // Ticks are first counted from the first beat, which need not begin a bar.
  const grid = { beatTicks, beatsPerBar: countedBeats(metre) };
  const changesFromBeat = tempoChangesOf(beats.beats, beatPositions(beats.beats, grid));
  const fromBeat = tempoClock(changesFromBeat);
  const pickupTicks = barPhase(beats, countedBeats(metre)) * beatTicks;
  const bars = Math.floor(
    (fromBeat.ticksAt(firstStart(notes) - firstBeat) - pickupTicks) / barTicks,
  );
  const startTicks = pickupTicks + bars * barTicks;
  const startSeconds = firstBeat + fromBeat.secondsAt(startTicks);

  const tempoChanges = changesFrom(changesFromBeat, startTicks);
  const clock = tempoClock(tempoChanges);
  const phrase = inTicks(notes, (seconds) => clock.ticksAt(seconds - startSeconds));
  // As `findBeats` estimates it, so that what is reported is what is learned.
  const tempoBpm = (medianSpanTempo(beats.beats) * beatTicks) / TICKS_PER_QUARTER;
  const performance = { name, ...phrase, tempoBpm, timeSignature: metre, tempoChanges };
  return { performance: { ...performance, isFree: false }, startSeconds };
}

function firstStart(notes: readonly SoundedNote[]): number {
  return notes.reduce((first, { startSeconds }) => Math.min(first, startSeconds), Infinity);
}

/** The same tempo map, its ticks counted from another place in it, or from one before it. */
function changesFrom(changes: readonly TempoChange[], startTicks: number): TempoChange[] {
  const governing = changes.findLastIndex(({ ticks }) => ticks <= startTicks);
  return changes
    .slice(Math.max(0, governing))
    .map(({ ticks, tempoBpm }, i) => ({ ticks: i === 0 ? 0 : ticks - startTicks, tempoBpm }));
}

/** Which of the first beats begins a bar, by what most downbeats say: 0 for the first. */
export function barPhase({ beats, downbeats }: Beats, beatsPerBar: number): number {
  const isDownbeat = new Set(downbeats);
  const votes = new Array<number>(beatsPerBar).fill(0);
  for (const [i, beat] of beats.entries()) {
    if (isDownbeat.has(beat)) votes[i % beatsPerBar] = (votes[i % beatsPerBar] as number) + 1;
  }
  return votes.indexOf(Math.max(...votes));
}

/** Both ends are rounded, not start and length, so that neighbours still meet. */
export function inTicks(
  sounded: readonly SoundedNote[],
  ticksAt: (seconds: number) => number,
): { notes: Note[]; lengthTicks: number } {
  const notes = sounded
    .map(({ pitch, startSeconds, durationSeconds, velocity }) => {
      const startTicks = Math.max(0, Math.round(ticksAt(startSeconds)));
      const endTicks = Math.round(ticksAt(startSeconds + durationSeconds));
      return { pitch, startTicks, durationTicks: Math.max(1, endTicks - startTicks), velocity };
    })
    .sort(byStart);
  const lengthTicks = notes.reduce(
    (length, note) => Math.max(length, note.startTicks + note.durationTicks),
    0,
  );
  return { notes, lengthTicks };
}
