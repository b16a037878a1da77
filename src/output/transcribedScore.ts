import type { Beats, SoundedNote } from '../beats/beats.js';
import { barPhase, FREE_TEMPO_BPM, inTicks } from '../beats/layOnBeats.js';
import { MirrorError } from '../errors.js';
import { countedBeatTicks } from '../music/metre.js';
import type { Score } from '../music/score.js';
import { steadyTempo, type TempoChange, tempoClock } from '../music/tempo.js';
import { COMMON_TIME, TICKS_PER_QUARTER, type TimeSignature, ticksPerBar } from '../music/time.js';
import { MAX_VAR_INT } from './midiBytes.js';

/** A first beat at second 0 that begins no bar gets this much time for the beats before it. */
const SHORTEST_LEAD_IN_SECONDS = 0.001;

/**
 * What was transcribed as a score of one part, with the beats as its tempo map: one tempo a beat, a bar line at
 * each downbeat. Times stay those of the audio: tick 0 is its first sample, and before the first beat stand whole bars, as many as
 * come nearest to its tempo. Without beats there are 120 quarters a minute, and a tick is 1/960 of a second.
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
  const tempoChanges =
    beats?.metre && beats.beats.length >= 2
      ? tempoMap(beats, beats.metre)
      : steadyTempo(FREE_TEMPO_BPM);
  const phrase = inTicks(notes, tempoClock(tempoChanges).ticksAt);
  const barTicks = ticksPerBar(timeSignature);
  const lengthTicks = Math.max(1, Math.ceil(phrase.lengthTicks / barTicks)) * barTicks;
  if (lengthTicks > MAX_VAR_INT) throw tooLong(notes, name);
  return {
    title: `Heard in ${name}`,
    tempoBpm: tempoChanges.at(-1)?.tempoBpm ?? FREE_TEMPO_BPM,
    tempoChanges,
    timeSignature,
    lengthTicks,
    parts: [{ name, midiChannel: 0, program: 0, gainDb: 0, pan: 0, notes: phrase.notes }],
  };
}

/** Tick 0 at second 0, and each beat on its tick; the lead-in has a tempo of its own. */
function tempoMap(found: Beats, metre: TimeSignature): TempoChange[] {
  const beatTicks = countedBeatTicks(metre);
  const beatsPerBar = ticksPerBar(metre) / beatTicks;
  const { beats } = found;
  const upbeats = barPhase(found, beatsPerBar);
  const isAtStart = upbeats === 0 && (beats[0] as number) <= 0;
  const firstBeat = isAtStart ? 0 : Math.max(beats[0] as number, SHORTEST_LEAD_IN_SECONDS);
  const interval = (beats[1] as number) - (beats[0] as number);
  // With the upbeats these make whole bars.
  const wholeBars = Math.round((firstBeat / interval + upbeats) / beatsPerBar);
  const leadIn = isAtStart ? 0 : Math.max(1, wholeBars) * beatsPerBar - upbeats;
  const quarters = beatTicks / TICKS_PER_QUARTER;
  const changes = beats.slice(1).map((next, i) => ({
    ticks: (leadIn + i) * beatTicks,
    tempoBpm: (60 * quarters) / (next - (i === 0 ? firstBeat : (beats[i] as number))),
  }));
  if (isAtStart) return changes;
  return [{ ticks: 0, tempoBpm: (60 * quarters * leadIn) / firstBeat }, ...changes];
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
