/**
 * What went wrong, as a word a program can test; the CLI turns it into an exit code.
 *
 * - `usage`: the caller asked for something that does not exist or cannot be.
 * - `input`: a photo, recording, object.json or decoder file cannot be used as it is.
 * - `stale`: a decoder file is of a format that another version of this program writes; a training renews it.
 * - `unanswered`: nothing in the photo can be answered by the collection.
 * - `aborted`: the caller's AbortSignal fired.
 * - `environment`: disk, permission or backend trouble on this machine.
 */
export type MirrorErrorCode =
  | 'usage'
  | 'input'
  | 'stale'
  | 'unanswered'
  | 'aborted'
  | 'environment';

/** The one error this package throws on purpose: one line that says what, expected, received, remedy. */
export class MirrorError extends Error {
  readonly code: MirrorErrorCode;

  constructor(code: MirrorErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'MirrorError';
    this.code = code;
  }
}

/** Throws `MirrorError('aborted')` if the signal has fired; called between the steps of long work. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new MirrorError('aborted', 'Stopped before the work was done; nothing was written.', {
      cause: signal.reason,
    });
  }
}
