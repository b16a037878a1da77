import { readPictureFonts } from '../../../src/collection/pictureFonts.js';
import { type Letters, openLetters } from '../../../src/picture/letters/letters.js';
import type { Box } from '../../../src/vision/box.js';

/** The letters of the package. */
export async function readLetters() {
  return openLetters(await readPictureFonts());
}

/** What is written on a page, in order. */
export function textsOf(svg: string): string[] {
  return [...svg.matchAll(/ aria-label="([^"]*)"/g)].map(([, text = '']) =>
    text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
  );
}

/** Where each text of a page stands, as wide as it is written and as high as its letters, p and d among them. */
export function textBoxesOf(
  svg: string,
  letters: Letters,
): { readonly text: string; readonly box: Box }[] {
  const written = svg.matchAll(
    /<g fill="[^"]*" aria-label="([^"]*)">(<g transform=.*?<use [^>]*>|<text [^>]*>)/g,
  );
  return [...written].map(([, label = '', first = '']) => {
    const [text = ''] = textsOf(` aria-label="${label}"`);
    const outlined = /translate\(([-\d.]+) ([-\d.]+)\)scale\(([\d.]+)\)"><use href="#(.)/.exec(
      first,
    );
    const [x = 0, y = 0, scale = 0] = (outlined ?? []).slice(1, 4).map(Number);
    const foreign = /x="([-\d.]+)" y="([-\d.]+)" font-size="([\d.]+)"/.exec(first);
    const [foreignX = 0, foreignY = 0, foreignSize = 0] = (foreign ?? []).slice(1).map(Number);
    const isBold = outlined?.[4] === 's' || first.includes('font-weight="600"');
    const size = outlined ? scale * UNITS_PER_EM : foreignSize;
    const style = { size, weight: isBold ? 'semiBold' : 'regular' } as const;
    const [left, baseline] = outlined ? [x, y] : [foreignX, foreignY];
    const box = {
      x: left,
      y: baseline - 0.76 * size,
      width: letters.widthOf(text, style),
      height: 0.99 * size,
    };
    return { text, box };
  });
}

/** Of Noto Sans. */
const UNITS_PER_EM = 1000;
