import { MirrorError } from '../errors.js';
import { byStart, type Note } from '../music/note.js';
import type { Score } from '../music/score.js';
import { COMMON_TIME, TICKS_PER_QUARTER, ticksPerBar } from '../music/time.js';
import type { HeardNote } from '../transcription/heard.js';
import { velocitiesOf } from '../transcription/velocities.js';
import { MAX_VAR_INT } from './midiBytes.js';

/** A tick is then 1/960 of a second, far finer than anything can be heard in audio. */
const HEARD_TEMPO_BPM = 120;

const TICKS_PER_SECOND = (TICKS_PER_QUARTER * HEARD_TEMPO_BPM) / 60;

/**
 * What was heard in audio as a score of one part, at a fixed 120 quarters a minute, whatever was played:
 * times stay those of the audio, to the thousandth of a second.
 *
 * @param name of the audio's file, which the part is named after
 * @throws MirrorError `input` for audio longer than a MIDI file can be, 77 hours
 */
export function heardScore(heard: readonly HeardNote[], name: string): Score {
  const velocities = velocitiesOf(heard);
  const notes = heard.map((note, i) => inTicks(note, velocities[i] as number)).sort(byStart);
  const endTicks = notes.reduce(
    (end, { startTicks, durationTicks }) => Math.max(end, startTicks + durationTicks),
    1,
  );
  const barTicks = ticksPerBar(COMMON_TIME);
  const lengthTicks = Math.ceil(endTicks / barTicks) * barTicks;
  if (lengthTicks > MAX_VAR_INT) {
    throw new MirrorError(
      'input',
      `Expected audio of at most ${Math.floor(MAX_VAR_INT / TICKS_PER_SECOND / 3600)} hours but ${name} has ${Math.ceil(endTicks / TICKS_PER_SECOND / 3600)}. Split it.`,
    );
  }
  return {
    title: `Heard in ${name}`,
    tempoBpm: HEARD_TEMPO_BPM,
    timeSignature: COMMON_TIME,
    lengthTicks,
    parts: [{ name, midiChannel: 0, program: 0, gainDb: 0, pan: 0, notes }],
  };
}

/** Both ends are rounded, not start and length, so that neighbours still meet. */
function inTicks({ pitch, startSeconds, durationSeconds }: HeardNote, velocity: number): Note {
  const startTicks = Math.round(startSeconds * TICKS_PER_SECOND);
  const endTicks = Math.round((startSeconds + durationSeconds) * TICKS_PER_SECOND);
  return { pitch, startTicks, durationTicks: Math.max(1, endTicks - startTicks), velocity };
}
