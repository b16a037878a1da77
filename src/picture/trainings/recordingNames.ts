import type { Letters } from '../letters/letters.js';
import { COLUMN } from '../page.js';
import { colourOf, INK, PALETTE } from '../palette.js';
import { element, type Svg } from '../svg.js';

const LINE = 19;
const COLUMNS = 3;

/** Which colour is which recording, as far as the colours go. */
export function drawRecordingNames(
  names: readonly string[],
  { top, letters }: { readonly top: number; readonly letters: Letters },
): { readonly svg: Svg; readonly height: number } {
  const shown = names.slice(0, PALETTE.length);
  const rows = Math.ceil(shown.length / COLUMNS);
  const width = (COLUMN.right - COLUMN.left) / COLUMNS;
  const more = names.length - shown.length;
  const svg = shown.map((name, i) => {
    const x = COLUMN.left + Math.floor(i / rows) * width;
    const y = top + 12 + (i % rows) * LINE;
    const fitting = letters.fit(name, { size: 12, width: width - 26 });
    return (
      element('circle', { cx: x + 5, cy: y - 4, r: 5, fill: colourOf(i) }) +
      letters.write(fitting, { x: x + 16, y, fill: INK.text, size: 12 })
    );
  });
  const rest =
    more > 0
      ? letters.write(`and ${more} more, in the same colours from the first again`, {
          x: COLUMN.left,
          y: top + 18 + rows * LINE,
          fill: INK.soft,
          size: 11,
        })
      : '';
  const height = shown.length === 0 ? 0 : rows * LINE + (more > 0 ? LINE : 0) + 24;
  return { svg: svg.join('') + rest, height };
}
