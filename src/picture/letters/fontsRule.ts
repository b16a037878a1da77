import type { OptionResult } from '../../checks/checkOptions.js';

/** What pictures are written with. */
export const FONTS_RULE: OptionResult = {
  givenBy: 'await readPictureFonts()',
  fields: ['regular', 'semiBold'],
};
