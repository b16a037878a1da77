import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import type { PictureFonts } from '../../collection/pictureFonts.js';
import { FONTS_RULE } from '../letters/fontsRule.js';
import type { Training } from './trainingsPage.js';

/**
 * How objects were learned, as a page to print: for each its loss by epoch and a map of its latents, on which it is
 * to be seen whether the recordings lie among one another or apart.
 *
 * @param options.title of the page
 * @returns a whole SVG document, as wide as A4, as high as it takes; equal trainings, equal bytes
 * @throws MirrorError `usage` for an option of no known name, `input` for fonts that are none
 */
export async function drawTrainings(
  trainings: readonly Training[],
  options: { readonly title: string; readonly fonts: PictureFonts },
): Promise<string> {
  checkOptions('drawTrainings', options, { title: 'any', fonts: 'any' });
  checkArguments({ trainings }, { trainings: 'array' });
  const { title, fonts } = options;
  checkArguments({ title, fonts }, { title: 'string', fonts: FONTS_RULE });
  const [{ openLetters }, { drawTrainingsPage }] = await Promise.all([
    import('../letters/letters.js'),
    import('./trainingsPage.js'),
  ]);
  return drawTrainingsPage(trainings, { title, letters: await openLetters(fonts) });
}
