import { sha256OfText } from '../files/checksum.js';
import type { AudioToTranscribe } from '../index.js';
import type { Segment } from '../transcription/segments.js';
import type { Requirements } from './batch.js';

/**
 * The name of a segment's result: SHA-256 of everything that decides its notes. The samples stand for the recording: what was decoded
 * otherwise, as another ffmpeg may, is another segment.
 *
 * @param options.samples SHA-256 of the segment's samples
 */
export function segmentKey(
  { firstStretch, stretchCount, firstSample }: Omit<Segment, 'samples'>,
  { samples, requires }: { readonly samples: string; readonly requires: Requirements },
): string {
  return keyOf('stretches', requires, [samples, firstStretch, stretchCount, firstSample]);
}

/** The name of what is known of a recording: how it is cut depends on the program and on what it is. */
export function audioKey(
  { sha256 }: Pick<AudioToTranscribe, 'sha256'>,
  requires: Requirements,
): string {
  return keyOf('audio', requires, [sha256]);
}

/** The name of the batch in which these recordings are transcribed; the same for the same. */
export function segmentBatch(audio: readonly AudioToTranscribe[], requires: Requirements): string {
  return keyOf(
    'stretch batch',
    requires,
    audio.map(({ sha256 }) => sha256),
  );
}

function keyOf(
  what: string,
  { version, weights, backend }: Requirements,
  rest: readonly (string | number)[],
): string {
  const text = JSON.stringify([what, version, weights, backend, ...rest]);
  return sha256OfText(text);
}
