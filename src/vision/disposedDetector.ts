import { MirrorError } from '../errors.js';

/** What a detector says that is asked after its weights were freed. */
export function disposedDetector(): MirrorError {
  return new MirrorError(
    'usage',
    'Expected a detector that is in use but dispose() was called on it. Load another with loadDetector.',
  );
}
