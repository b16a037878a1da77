import type { OptionResult } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';

/** A photo that is composed, or looked at. */
export const PHOTO_RULE: OptionResult = {
  givenBy: 'await readPhoto(bytes)',
  fields: ['width', 'height', 'pixels'],
  isRequired: true,
};

/** What looks at photos. */
export const DETECTOR_RULE: OptionResult = {
  givenBy: 'await loadDetector(await readDetectorFiles())',
  fields: ['infer'],
};

/** All options of a detector's `infer`. */
export const INFER_RULES = { signal: 'signal', withMaps: 'boolean' } as const;

/** What a detector says that is asked after its weights were freed. */
export function disposedDetector(): MirrorError {
  return new MirrorError(
    'usage',
    'Expected a detector that is in use but dispose() was called on it. Load another with loadDetector.',
  );
}
