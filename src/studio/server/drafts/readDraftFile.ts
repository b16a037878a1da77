import { type BackendName, MirrorError } from '../../../index.js';
import { transcribeInWorker } from '../../../workers/transcribeInWorker.js';
import type { TranscribedTake } from '../../../workers/transcribeTake.js';
import type { EventHub } from '../eventHub.js';
import type { WorkQueue } from '../rooms/workQueue.js';
import type { Draft, DraftFile } from './draft.js';
import { withoutFolder } from './withoutFolder.js';

export interface ReadingTools {
  readonly hub: EventHub;
  /** Recordings are read one at a time. */
  readonly queue: WorkQueue;
  readonly backend: BackendName | undefined;
  readonly signal: AbortSignal;
}

/**
 * A draft's file as notes, read in a thread of its own and only once; audio is transcribed, which is told as it goes on.
 *
 * @throws HTTPException 429 where too many wait; MirrorError `input`, opened by the file's name, for what cannot be used, `aborted` where
 *   the file is taken away
 */
export function readDraftFile(
  draft: Draft,
  { file, ...tools }: ReadingTools & { readonly file: DraftFile },
): Promise<TranscribedTake> {
  file.take ??= read(draft, { file, ...tools }).catch((error: unknown) => {
    file.take = undefined;
    file.isRefused = error instanceof MirrorError && error.code === 'input';
    throw withoutFolder(error, draft.folder);
  });
  return file.take;
}

function read(
  { id }: Draft,
  { file, hub, queue, backend, signal }: ReadingTools & { readonly file: DraftFile },
): Promise<TranscribedTake> {
  const { path, kind, name } = file;
  return queue(() =>
    transcribeInWorker(
      { path, kind, backend },
      {
        signal: AbortSignal.any([signal, file.removal.signal]),
        onProgress: (done) => hub.publish({ kind: 'transcription', draft: id, file: name, done }),
      },
    ),
  );
}
