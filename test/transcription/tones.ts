import { TRANSCRIPTION_SAMPLE_RATE_HZ } from '../../src/transcription/windows.js';

export interface Tone {
  readonly pitch: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Of its first partial; 0.1 by default. */
  readonly amplitude?: number;
}

/** Struck tones of six partials that fade, as of a plain plucked string: samples at 22,050 Hz. */
export function toneOf(length: number, tones: readonly Tone[]): Float32Array {
  const samples = new Float32Array(length);
  for (const { pitch, fromSeconds, toSeconds, amplitude = 0.1 } of tones) {
    const hertz = 440 * 2 ** ((pitch - 69) / 12);
    const last = Math.min(length, Math.round(toSeconds * TRANSCRIPTION_SAMPLE_RATE_HZ));
    for (let n = Math.round(fromSeconds * TRANSCRIPTION_SAMPLE_RATE_HZ); n < last; n++) {
      const seconds = n / TRANSCRIPTION_SAMPLE_RATE_HZ - fromSeconds;
      const letGo = Math.min(1, (last - n) / 200);
      for (let partial = 1; partial <= 6; partial++) {
        const level = (amplitude / partial ** 1.5) * Math.exp(-seconds * (1 + partial)) * letGo;
        samples[n] =
          (samples[n] as number) + level * Math.sin(2 * Math.PI * hertz * partial * seconds);
      }
    }
  }
  return samples;
}
