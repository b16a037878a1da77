import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import type { PictureFonts } from '../collection/pictureFonts.js';
import type { Detection } from '../vision/detection.js';
import { PHOTO_RULE } from '../vision/detectRules.js';
import type { Photo } from '../vision/photo/photo.js';
import { FONTS_RULE } from './letters/fontsRule.js';

/** Width of the page in its units, and the white around the photo. */
const WIDTH = 1000;
const MARGIN = 32;

/**
 * A photo with numbered boxes, to choose from, and a ruler along its edges, to read other boxes off in per cent.
 *
 * @param boxes number 1 first, in pixels of the upright photo
 * @param options.title what the page shows, for screen readers
 * @returns a whole SVG document that needs no other file, in the photo's proportions
 * @throws MirrorError `usage` for an option of no known name, `input` for fonts that are none, `environment` where
 *   sharp does not load
 */
export async function drawBoxes(
  photo: Photo,
  boxes: readonly Pick<Detection, 'label' | 'box'>[],
  options: { readonly fonts: PictureFonts; readonly title: string },
): Promise<string> {
  checkOptions('drawBoxes', options, { fonts: 'any', title: 'any' });
  checkArguments({ photo, boxes }, { photo: PHOTO_RULE, boxes: 'array' });
  const { fonts, title } = options;
  checkArguments({ fonts, title }, { fonts: FONTS_RULE, title: 'string' });
  const [{ openLetters }, { toJpegUri }, { drawPhoto }, { drawPage }, { colourOf }, { drawRuler }] =
    await Promise.all([
      import('./letters/letters.js'),
      import('./rasters.js'),
      import('./room/photoWithBoxes.js'),
      import('./page.js'),
      import('./palette.js'),
      import('./ruler.js'),
    ]);
  const letters = await openLetters(fonts);
  const width = WIDTH - 2 * MARGIN;
  const height = (width * photo.height) / photo.width;
  const { width: across, height: down } = photo;
  const place = { x: MARGIN, y: MARGIN, width, height };
  const drawn = drawPhoto(
    { width: across, height: down, uri: await toJpegUri(photo.pixels), unmatched: [] },
    {
      tracks: boxes.map(({ label, box }, i) => ({
        name: label,
        voice: '',
        colour: colourOf(i),
        seenAs: '',
        idea: '',
        areaShare: 0,
        boxes: [box],
      })),
      place,
      letters,
    },
  );
  const sheet = { width: WIDTH, height: height + 2 * MARGIN };
  return drawPage([...drawRuler(place, letters), drawn], { title, sheet, letters });
}
