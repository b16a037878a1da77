import { decodeAudio } from '../../src/audio/decodeAudio.js';
import type { BeatHints, Beats } from '../../src/beats/beats.js';
import type { AudioTranscriber } from '../../src/collection/recordings/transcribeNewAudio.js';
import { MirrorError, throwIfAborted } from '../../src/errors.js';
import { COMMON_TIME } from '../../src/music/time.js';
import { transcribedScore } from '../../src/output/transcribedScore.js';
import { writeUnmarkedMidi } from '../../src/output/writeMidi.js';
import type { TranscribedStretch } from '../../src/transcription/transcribedStretch.js';

/**
 * Finds one note in every stretch, its amplitude by how loud that is: quick, and different for different audio. The
 * real one takes a network; `test/transcribeAudio.test.ts` has it.
 */
export function standInTranscriber({
  stretchSeconds = 0.25,
  deafTo = '',
  onStretch = (_: number): unknown => undefined,
  /** Writes beats of half a second into the MIDI, in the metre of the hints. */
  findsBeats = false,
} = {}): AudioTranscriber {
  return {
    transcribe: async (bytes, { name, transcribed, onStretch: keep, hints, onBeats, signal }) => {
      const stretches: TranscribedStretch[] = [...transcribed];
      let fromSeconds = transcribed.at(-1)?.toSeconds ?? 0;
      const levels: number[] = [];
      let rate = 1;
      for await (const { samples, sampleRateHz } of decodeAudio(bytes, name)) {
        levels.push(...samples.map(Math.abs));
        rate = sampleRateHz;
      }
      if (name === deafTo) throw new MirrorError('input', `Expected music but ${name} has none.`);
      const endSeconds = levels.length / rate;
      for (let count = 1; fromSeconds < endSeconds - 1e-9; count++) {
        throwIfAborted(signal);
        const part = Math.round(fromSeconds / stretchSeconds) + 1;
        const toSeconds = Math.min(endSeconds, part * stretchSeconds);
        const level = levels[Math.floor(((fromSeconds + toSeconds) / 2) * rate)] as number;
        const amplitude = 30 + Math.floor(level * 90);
        const note = { pitch: 60, startSeconds: fromSeconds, durationSeconds: 0.05, amplitude };
        const stretch = { fromSeconds, toSeconds, notes: [note] };
        stretches.push(stretch);
        await keep(stretch);
        onStretch(count);
        fromSeconds = toSeconds;
      }
      throwIfAborted(signal);
      const beats = findsBeats ? madeUpBeats(hints) : undefined;
      if (beats) onBeats?.(beats);
      return writeUnmarkedMidi(
        transcribedScore(
          stretches
            .flatMap(({ notes }) => notes)
            .map((note) => ({ ...note, velocity: Math.min(127, note.amplitude) })),
          { name, beats },
        ),
      );
    },
  };
}

function madeUpBeats({ tempoBpm = 120, metre = COMMON_TIME }: BeatHints = {}): Beats {
  const beats = [0.1, 0.1 + 60 / tempoBpm, 0.1 + 120 / tempoBpm];
  return { tempoBpm, metre, confidence: 0.31, beats, downbeats: [0.1] };
}
