import type { RecordingKind } from '../../../index.js';
import type { TranscribedTake } from '../../../workers/transcribeTake.js';

/** Recordings that came to the server and are not yet in the collection, in a folder of the server's own. */
export interface Draft {
  readonly id: string;
  readonly folder: string;
  /** By their names. */
  readonly files: Map<string, DraftFile>;
  /** What is under way with it: uploads, and an addition. Such a draft is not swept. */
  readonly work: { count: number; uploads: number; received: number };
  /** Fires when it goes. */
  readonly removal: AbortController;
}

export interface DraftFile {
  readonly name: string;
  readonly path: string;
  readonly kind: RecordingKind;
  readonly bytes: number;
  /** Fires when the file goes. */
  readonly removal: AbortController;
  /** The file as notes, once they are asked for. */
  take?: Promise<TranscribedTake>;
  /** Whether it was read and cannot be used: then it is not added with the others. */
  isRefused?: boolean;
}

/** Keeps a draft from being swept as long as something is done with it. */
export async function whileAtWork<Result>(
  { work }: Draft,
  act: () => Promise<Result>,
): Promise<Result> {
  work.count++;
  try {
    return await act();
  } finally {
    work.count--;
  }
}
