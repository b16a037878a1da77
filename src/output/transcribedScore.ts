import { beatPositions } from '../beats/beatPositions.js';
import type { Beats, SoundedNote } from '../beats/beats.js';
import { barPhase, inTicks } from '../beats/layOnBeats.js';
import { tempoChangesOf } from '../beats/tempoChanges.js';
import { MirrorError } from '../errors.js';
import { countedBeatTicks } from '../music/metre.js';
import type { Score } from '../music/score.js';
import { FREE_TEMPO_BPM, steadyTempo, type TempoChange, tempoClock } from '../music/tempo.js';
import {
  COMMON_TIME,
  TICKS_PER_QUARTER,
  type TimeSignature,
  ticksPerBar,
  ticksPerBeat,
} from '../music/time.js';
import { MAX_VAR_INT } from './midiBytes.js';

/** A shorter first bar is counted in thirty-seconds. */
const FIRST_BAR_UNIT = 32;

/** A shorter time before the first beat is left out: a thirty-second in it would be faster than 500 quarters a minute. */
const SHORTEST_LEAD_IN_SECONDS = 0.015;

/**
 * What was transcribed as a score of one part, with the beats as its tempo map, to 18 ms: no more changes than that
 * takes, a bar line at each downbeat. Times stay those of the audio: tick 0 is its first sample. What lies before
 * the first beat has nearly the tempo of the first beats, in whole thirty-seconds; the first bar is shorter where
 * that and the upbeat make no whole bars, as an upbeat is written. Without beats there are 120 quarters a minute,
 * and a tick is 1/960 of a second.
 *
 * @param options.name of the audio's file, which the part is named after
 * @param options.beats at least two, or none
 * @returns starts and ends within half a tick of the audio's
 * @throws MirrorError `input` for audio longer than a MIDI file can be, 77 hours at 120 quarters a minute
 */
export function transcribedScore(
  notes: readonly SoundedNote[],
  { name, beats }: { readonly name: string; readonly beats?: Beats },
): Score {
  const timeSignature = beats?.metre ?? COMMON_TIME;
  const { firstBarTicks, lastBeatTicks, tempoChanges } =
    beats?.metre && beats.beats.length >= 2
      ? tempoMap(beats, beats.metre)
      : { firstBarTicks: 0, lastBeatTicks: 0, tempoChanges: steadyTempo(FREE_TEMPO_BPM) };
  const phrase = inTicks(notes, tempoClock(tempoChanges).ticksAt);
  const barTicks = ticksPerBar(timeSignature);
  // Beats may be found after the last note.
  const contentTicks = Math.max(phrase.lengthTicks, lastBeatTicks);
  const bars = Math.max(1, Math.ceil((contentTicks - firstBarTicks) / barTicks));
  const lengthTicks = firstBarTicks + bars * barTicks;
  if (lengthTicks > MAX_VAR_INT) throw tooLong(notes, name);
  return {
    title: `Transcribed from ${name}`,
    tempoBpm: tempoChanges.at(-1)?.tempoBpm ?? FREE_TEMPO_BPM,
    tempoChanges,
    timeSignature,
    ...(firstBarTicks > 0 && { firstBar: shortBar(firstBarTicks) }),
    lengthTicks,
    parts: [{ name, midiChannel: 0, program: 0, gainDb: 0, pan: 0, notes: phrase.notes }],
  };
}

/** Tick 0 at second 0, and each beat on its tick; the lead-in before the first has a tempo of its own. */
function tempoMap(
  found: Beats,
  metre: TimeSignature,
): { firstBarTicks: number; lastBeatTicks: number; tempoChanges: TempoChange[] } {
  const beatTicks = countedBeatTicks(metre);
  const barTicks = ticksPerBar(metre);
  const beatsPerBar = barTicks / beatTicks;
  const hasLeadIn = (found.beats[0] as number) >= SHORTEST_LEAD_IN_SECONDS;
  const beats = hasLeadIn ? found.beats : [0, ...found.beats.slice(1)];
  const positions = beatPositions(beats, { beatTicks, beatsPerBar });
  const changesFromBeat = tempoChangesOf(beats, positions);
  const leadIn = leadInOf(beats[0] as number, changesFromBeat[0] as TempoChange);
  const changes = changesFromBeat.map(({ ticks, tempoBpm }) => ({
    ticks: leadIn.ticks + ticks,
    tempoBpm,
  }));
  return {
    firstBarTicks: (leadIn.ticks + barPhase(found, beatsPerBar) * beatTicks) % barTicks,
    lastBeatTicks: leadIn.ticks + (positions.at(-1) as number),
    tempoChanges: hasLeadIn ? [{ ticks: 0, tempoBpm: leadIn.tempoBpm }, ...changes] : changes,
  };
}

/** As many thirty-seconds as last nearly so long at the first tempo, one at least, and the tempo at which they last exactly so long. */
function leadInOf(
  seconds: number,
  { tempoBpm }: TempoChange,
): { readonly ticks: number; readonly tempoBpm: number } {
  if (seconds === 0) return { ticks: 0, tempoBpm };
  const step = ticksPerBeat({ beats: 1, beatUnit: FIRST_BAR_UNIT });
  const exact = (seconds * tempoBpm * TICKS_PER_QUARTER) / 60;
  const ticks = Math.max(1, Math.round(exact / step)) * step;
  return { ticks, tempoBpm: (60 * ticks) / TICKS_PER_QUARTER / seconds };
}

/** A bar of so many ticks in the largest unit that counts them. @example shortBar(240) // { beats: 1, beatUnit: 8 } */
function shortBar(ticks: number): TimeSignature {
  let beatUnit = FIRST_BAR_UNIT;
  let beats = ticks / ticksPerBeat({ beats: 1, beatUnit });
  for (; beats % 2 === 0 && beatUnit > 4; beatUnit /= 2) beats /= 2;
  return { beats, beatUnit };
}

function tooLong(notes: readonly SoundedNote[], name: string): MirrorError {
  const seconds = notes.reduce(
    (end, { startSeconds, durationSeconds }) => Math.max(end, startSeconds + durationSeconds),
    0,
  );
  const mostSeconds = (MAX_VAR_INT * 60) / (TICKS_PER_QUARTER * FREE_TEMPO_BPM);
  return new MirrorError(
    'input',
    `Expected audio of at most ${Math.floor(mostSeconds / 3600)} hours but ${name} has ${Math.ceil(seconds / 3600)}. Split it.`,
  );
}
