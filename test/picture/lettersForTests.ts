import { readPictureFonts } from '../../src/collection/pictureFonts.js';
import { openLetters } from '../../src/picture/letters.js';

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
