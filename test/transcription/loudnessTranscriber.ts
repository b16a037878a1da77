import type { Transcriber } from '../../src/transcription/transcriber.js';
import { HOP_SAMPLES, WINDOW_FRAMES } from '../../src/transcription/windows.js';

/** A transcriber whose network is a stand-in: where the sound is loud it hears a note, whose pitch is the loudness. @param onWindow called with each window */
export function loudnessTranscriber(
  onWindow: (samples: Float32Array) => void = () => {},
): Transcriber {
  const run = async (samples: Float32Array) => {
    onWindow(samples);
    const frames = new Float32Array(WINDOW_FRAMES * 88);
    const onsets = new Float32Array(WINDOW_FRAMES * 88);
    const powers = new Float32Array(WINDOW_FRAMES * 88);
    let before = 0;
    for (let frame = 0; frame < WINDOW_FRAMES; frame++) {
      const level = samples[frame * HOP_SAMPLES] ?? 0;
      if (level > 0) {
        const cell = frame * 88 + Math.round(level * 80);
        frames[cell] = 0.9;
        powers[cell] = level ** 2;
        if (level !== before) onsets[cell] = 0.95;
      }
      before = level;
    }
    return { frames, onsets, powers };
  };
  const backend = { name: 'cpu' } as Transcriber['backend'];
  return { backend, network: { run, dispose: () => {} }, dispose: () => {} };
}

/** Sound that such a transcriber hears notes of 0.6 s in, a second from one to the next. */
export function pulses(length: number): Float32Array {
  const samples = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const beat = Math.floor(i / 22_050);
    if (i % 22_050 < 13_000) samples[i] = (20 + ((beat * beat) % 37)) / 80;
  }
  return samples;
}
