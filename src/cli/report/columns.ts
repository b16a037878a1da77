import stringWidth from 'string-width';

/** How many columns of a terminal a text fills. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** Rows as lines whose columns begin under one another, two spaces apart. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = columnWidths(rows);
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** How many columns of a terminal each column of some rows fills. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    }
  }
  return widths;
}

/** As much of a text as fits into that many columns, with an ellipsis where it was cut. */
export function fitWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let fitting = '';
  for (const grapheme of graphemesOf(text)) {
    if (displayWidth(fitting + grapheme) > width - 1) break;
    fitting += grapheme;
  }
  return width > 0 ? `${fitting}…` : '';
}

/** What a reader takes for one character, accents and joined emoji included. */
function graphemesOf(text: string): string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
