import { resolve } from 'node:path';
import { sha256OfFile, streamAudioFile } from '../collection/recordings/audioFile.js';
import { MirrorError } from '../errors.js';
import type { AudioToTranscribe } from '../index.js';
import { transcribableSamples } from '../transcribeAudio.js';
import type { HumOptions } from '../transcription/hum/removeHum.js';
import { cutSegments, type Segment } from '../transcription/segments.js';

/**
 * Cuts a recording into segments as it streams by; what a steady hum is depends on all of it before, so this is done by one machine.
 *
 * @throws MirrorError `input`, opened by the path, for what cannot be decoded, or changed since it was checked; `aborted` when the signal
 *   fires
 */
export async function* cutAudio(
  { name, source, sha256 }: AudioToTranscribe,
  options: HumOptions,
): AsyncGenerator<Segment> {
  const { signal } = options;
  const bytes = streamAudioFile(source, { signal });
  yield* cutSegments(transcribableSamples(bytes, { name, ...options }), { signal });
  // What is known of this recording must not be of other bytes.
  if ((await sha256OfFile(source, { signal })) === sha256) return;
  throw new MirrorError(
    'input',
    `${resolve(source)}: Expected a recording at rest but it changed meanwhile. Try again.`,
  );
}
