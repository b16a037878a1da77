import { basename } from 'node:path';
import {
  aboutAudio,
  measureAudioFile,
  sha256OfFile,
  streamAudioFile,
} from '../collection/recordings/audioFile.js';
import { readRecordingFile } from '../collection/recordings/recordingFiles.js';
import { MirrorError } from '../errors.js';
import {
  type BackendName,
  type Beats,
  createAudioTranscriber,
  type Performance,
  type RecordingKind,
  readRecording,
  type TranscribedStretch,
} from '../index.js';
import type { JobWatch } from './runInThread.js';

/** A recording on the disk; a plain record, so that it can be sent to a worker. */
export interface TakeJob {
  readonly path: string;
  readonly kind: RecordingKind;
  /** That audio is transcribed with; without it the fastest that answers. */
  readonly backend?: BackendName;
}

/** A recording as notes. */
export interface TranscribedTake {
  /** On the file's own grid. */
  readonly performance: Performance;
  /** What was left out of it, a line each. */
  readonly notices: readonly string[];
  /** Of audio. */
  readonly transcription?: Transcription;
}

/** Audio as MIDI, with what was found on the way, so that it need not be found again. */
export interface Transcription {
  /** Of the audio's file. */
  readonly sha256: string;
  readonly midi: Uint8Array;
  /** What its tempo map was made of. */
  readonly beats: Beats | undefined;
  readonly stretches: readonly TranscribedStretch[];
  readonly notices: readonly string[];
}

/**
 * Reads a recording as it is heard; audio is transcribed.
 *
 * @param watch.onProgress called with how much of audio is transcribed, 0–1
 * @throws MirrorError `input`, opened by the path, for a file that cannot be used, `aborted` when the signal fires
 */
export async function transcribeTake(
  { path, kind, backend }: TakeJob,
  watch: JobWatch<number>,
): Promise<TranscribedTake> {
  if (kind === 'MIDI') {
    const { recording, skipped } = await readRecordingFile(path);
    return { performance: recording.performance, notices: skipped };
  }
  try {
    const transcription = await transcribe(path, { backend, watch });
    const { performance } = readRecording(transcription.midi, basename(path));
    return { performance, notices: transcription.notices, transcription };
  } catch (error) {
    throw error instanceof MirrorError ? aboutAudio(path, error) : error;
  }
}

async function transcribe(
  path: string,
  {
    backend,
    watch,
  }: { readonly backend: BackendName | undefined; readonly watch: JobWatch<number> },
): Promise<Transcription> {
  const { signal, onProgress } = watch;
  onProgress(0);
  const totalSeconds = await measureAudioFile(path, { signal });
  const stretches: TranscribedStretch[] = [];
  const notices: string[] = [];
  let beats: Beats | undefined;
  const midi = await createAudioTranscriber({ backend }).transcribe(
    streamAudioFile(path, { signal }),
    {
      name: basename(path),
      transcribed: [],
      onStretch: async (stretch) => {
        stretches.push(stretch);
        onProgress(Math.min(1, stretch.toSeconds / totalSeconds));
      },
      onBeats: (found) => {
        beats = found;
      },
      onNotice: (line) => void notices.push(line),
      signal,
    },
  );
  return { sha256: await sha256OfFile(path, { signal }), midi, beats, stretches, notices };
}
