import { hasHints } from '../beats/beatHints.js';
import {
  type AddedObject,
  type AddOptions,
  type AudioTranscriber,
  addObject,
  type BackendName,
  createAudioTranscriber,
  type LockOwner,
  type TranscriptionProgress,
} from '../index.js';
import type { JobWatch } from './runInThread.js';
import type { Transcription } from './transcribeTake.js';

/** What to add; a plain record, so that it can be sent to a worker. */
export interface AddingJob
  extends Pick<AddOptions, 'name' | 'labels' | 'instrument' | 'text' | 'hints' | 'files'> {
  readonly home: string;
  /** Of audio among the files, as far as it was transcribed before. */
  readonly transcriptions: readonly Transcription[];
  readonly backend?: BackendName;
}

/** How far an addition is. */
export type AddingProgress =
  | { readonly is: 'transcription'; readonly progress: TranscriptionProgress }
  /** Another process is adding to the object. */
  | { readonly is: 'waiting'; readonly owner: LockOwner };

/**
 * Adds recordings to the collection; audio that was transcribed before is not transcribed again.
 *
 * @throws MirrorError as `addObject` does
 */
export async function addTakes(
  { home, transcriptions, backend, ...options }: AddingJob,
  { signal, onProgress }: JobWatch<AddingProgress>,
): Promise<AddedObject> {
  const audioTranscriber = createAudioTranscriber({
    backend,
    onProgress: (progress) => onProgress({ is: 'transcription', progress }),
  });
  return addObject(home, {
    ...options,
    audioTranscriber: reusing(audioTranscriber, transcriptions),
    onWaiting: (owner) => onProgress({ is: 'waiting', owner }),
    signal,
  });
}

/** The same transcriber for audio of which nothing is known yet. */
function reusing(
  transcriber: AudioTranscriber,
  transcriptions: readonly Transcription[],
): AudioTranscriber {
  return {
    ...transcriber,
    transcribe: async (bytes, options) => {
      const known = transcriptions.find(({ sha256 }) => sha256 === options.sha256);
      if (known === undefined) return transcriber.transcribe(bytes, options);
      // A hint makes other beats, and another tempo map, of the same notes.
      if (hasHints(options.hints ?? {})) {
        return transcriber.transcribe(bytes, { ...options, transcribed: known.stretches });
      }
      for (const line of known.notices) options.onNotice(line);
      if (known.beats !== undefined) options.onBeats?.(known.beats);
      return known.midi;
    },
  };
}
