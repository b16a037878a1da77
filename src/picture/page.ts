import { WRITTEN_BY } from '../writtenBy.js';
import type { Letters } from './letters.js';
import { element, escapeXml, num, type Svg } from './svg.js';

/** Sizes of a page in its own units, 1000 across; printed on A4 a unit is 0.21 mm. */
export const PAGE = { width: 1000, margin: 60, a4Height: 1414 } as const;

/** Where text and pictures stand, from left to right. */
export const COLUMN = { left: PAGE.margin, right: PAGE.width - PAGE.margin } as const;

/** Width of A4 in millimetres. */
const PAPER_MM = 210;

/**
 * A whole SVG document on white paper, as wide as A4.
 *
 * @param options.title what is to be seen, for those who cannot see it
 */
export function drawPage(
  content: readonly Svg[],
  options: { readonly title: string; readonly height: number; readonly letters: Letters },
): Svg {
  const { title, height, letters } = options;
  const whole = Math.ceil(height);
  const paper = element('path', { d: `M0 0H${PAGE.width}V${whole}H0z`, fill: '#ffffff' });
  const page = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: `${PAPER_MM}mm`,
      height: `${num((whole * PAPER_MM) / PAGE.width)}mm`,
      viewBox: `0 0 ${PAGE.width} ${whole}`,
      role: 'img',
    },
    [
      // First, so that whoever reads only the beginning finds it, however long the title is.
      element('metadata', {}, [WRITTEN_BY]),
      element('title', {}, [escapeXml(title)]),
      element('defs', {}, letters.outlinesFor(content)),
      paper,
      ...content,
    ],
  );
  return `${page}\n`;
}
