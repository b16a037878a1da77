import { alignColumns, columnWidths, displayWidth } from './columns.js';
import { wrapText } from './wrapText.js';

type Row = readonly string[];

/** Columns that `alignColumns` leaves between two of its own. */
const GAP = 2;

/** A column is not made narrower than this. */
const LEAST_WRAPPED = 12;

/** How much further in the rest of a row stands that goes on below. */
const INDENT = '    ';

/**
 * Rows as aligned columns, as `alignColumns` makes them, that stay within a width. Where they would not, the widest column is
 * broken into several lines; where that is not enough, the last columns go on below, further in.
 *
 * @param width columns of the terminal; undefined where there is none, as in a pipe: then each row is one line
 */
export function fitColumns(rows: readonly Row[], width: number | undefined): string[] {
  const indent = /^ */.exec(rows[0]?.[0] ?? '')?.[0] ?? '';
  if (width === undefined || rows.length === 0) return alignColumns(rows);
  const bands = bandsOf(rows, width, indent.length + INDENT.length);
  return rows.flatMap((_, row) =>
    bands.flatMap((band, i) =>
      (band[row] ?? [])
        // A row without the last cells has nothing that goes on below.
        .filter((line) => i === 0 || line !== '')
        .map((line) => (i > 0 ? `${indent}${INDENT}${line}` : line)),
    ),
  );
}

/** The lines of each row, for the columns that stand side by side, then for those that go on below. */
function bandsOf(rows: readonly Row[], width: number, indent: number): string[][][] {
  const count = Math.max(...rows.map(({ length }) => length));
  for (let columns = count; columns > 0; columns--) {
    const lines = linesWithin(
      rows.map((row) => row.slice(0, columns)),
      width,
    );
    if (lines === undefined && columns > 1) continue;
    const first = lines ?? rows.map(([cell = '']) => wrapText(cell, width));
    const rest = rows.map((row) => row.slice(columns));
    return columns === count ? [first] : [first, ...bandsOf(rest, width - indent, 0)];
  }
  return [];
}

/** The lines of each row, with the widest column broken where that is needed; undefined if it is not enough. */
function linesWithin(rows: readonly Row[], width: number): string[][] | undefined {
  const widths = columnWidths(rows);
  const total = widths.reduce((sum, each) => sum + each, 0) + GAP * (widths.length - 1);
  if (total <= width) return alignColumns(rows).map((line) => [line]);
  // What goes on below the first column would lose its place if that one were broken.
  const widest = Math.max(...widths.slice(1));
  const broken = widths.lastIndexOf(widest);
  const left = width - (total - widest);
  const longestWord = Math.max(
    ...rows.flatMap((row) => (row[broken] ?? '').split(' ').map(displayWidth)),
  );
  if (left < Math.max(LEAST_WRAPPED, longestWord) || broken <= 0) return undefined;
  const wrapped = rows.map((row) => wrapText(row[broken] ?? '', left));
  const lines = rows.flatMap((row, i) =>
    (wrapped[i] as string[]).map((part, line) =>
      row.map((cell, column) => (column === broken ? part : line === 0 ? cell : '')),
    ),
  );
  const aligned = alignColumns(lines);
  return wrapped.map((parts) => aligned.splice(0, parts.length));
}
