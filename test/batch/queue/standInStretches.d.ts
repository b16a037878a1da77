import type { AudioToTranscribe } from '../../../src/index.js';
import type { Segment } from '../../../src/transcription/segments.js';
import type { TranscribedStretch } from '../../../src/transcription/transcribedStretch.js';

export function standInSegments(audio: AudioToTranscribe): AsyncGenerator<Segment>;
export function standInTranscribe(segment: Segment): TranscribedStretch[];
