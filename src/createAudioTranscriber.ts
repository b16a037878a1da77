import { checkOptions } from './checks/checkOptions.js';
import { readTranscriberFiles } from './collection/graphFiles.js';
import type { AudioTranscriber } from './collection/recordings/transcribeNewAudio.js';
import { BACKEND_NAMES, type BackendName } from './tensors/backend.js';
import { transcribeAudio } from './transcribeAudio.js';
import { loadTranscriber, type Transcriber } from './transcription/transcriber.js';

export interface AudioTranscriberOptions
  extends Pick<AudioTranscriber, 'onProgress' | 'onResumed'> {
  /** Forces an engine; without it the fastest that answers is taken. */
  readonly backend?: BackendName | undefined;
}

/**
 * Makes what `addObject` and `findFileBeats` transcribe audio with: the network that ships with the package, loaded for the first
 * recording that needs it.
 *
 * @throws MirrorError `usage` for an option of another type or of no known name; `environment`, once audio is
 *   transcribed, if no backend answers
 * @example await addObject(home, { name: 'kettle', labels: ['cup'], files: ['memo.wav'], audioTranscriber: createAudioTranscriber() })
 */
export function createAudioTranscriber(options: AudioTranscriberOptions = {}): AudioTranscriber {
  checkOptions('createAudioTranscriber', options, {
    backend: BACKEND_NAMES,
    onProgress: 'function',
    onResumed: 'function',
  });
  const { backend, ...progress } = options;
  let loading: Promise<Transcriber> | undefined;
  const load = async () =>
    loadTranscriber(await readTranscriberFiles(), backend === undefined ? {} : { backend });
  return {
    ...progress,
    transcribe: async (bytes, { sha256: _, ...options }) => {
      loading ??= load();
      return transcribeAudio(bytes, { ...options, transcriber: await loading });
    },
  };
}
