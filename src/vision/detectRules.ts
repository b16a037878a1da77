import type { OptionResult } from '../checkOptions.js';

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
