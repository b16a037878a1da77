import { WRITTEN_BY } from '../files/writtenBy.js';
import type { Letters } from './letters/letters.js';
import { type Sheet, UNIT_MM } from './paper.js';
import { element, escapeXml, num, type Svg } from './svg.js';

/** What stays white along each edge of a page, in its units. */
export const MARGIN = 60;

/** The page of trainings: as wide as A4, as high as it takes. */
export const PAGE_WIDTH = 1000;

/** Where its text and pictures stand, from left to right. */
export const COLUMN = { left: MARGIN, right: PAGE_WIDTH - MARGIN } as const;

/**
 * A whole SVG document on white paper, in its true size.
 *
 * @param options.title what the page shows, for screen readers
 * @param options.sheet its size in units of `UNIT_MM`
 */
export function drawPage(
  content: readonly Svg[],
  options: { readonly title: string; readonly sheet: Sheet; readonly letters: Letters },
): Svg {
  const { title, sheet, letters } = options;
  const [width, height] = [num(sheet.width), num(sheet.height)];
  const paper = element('path', { d: `M0 0H${width}V${height}H0z`, fill: '#ffffff' });
  const page = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: `${num(sheet.width * UNIT_MM)}mm`,
      height: `${num(sheet.height * UNIT_MM)}mm`,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
    },
    [
      // First, so that a program that reads the first bytes alone finds it, however long the title is.
      element('metadata', {}, [WRITTEN_BY]),
      element('title', {}, [escapeXml(title)]),
      element('defs', {}, letters.outlinesFor(content)),
      paper,
      ...content,
    ],
  );
  return `${page}\n`;
}
