import { alignColumns, displayWidth } from '../columns.js';

/** Columns that belong together and are never parted. */
export interface ColumnGroup<Value> {
  readonly title: string;
  readonly columns: readonly {
    readonly name: string;
    readonly cell: (value: Value) => string;
  }[];
}

/** A line of the tables. */
export interface TableRow<Value> {
  readonly name: string;
  readonly value: Value;
}

/**
 * Rows of figures under two lines of headings, groups side by side; those that do not fit into the width any more
 * stand in a further table below, which names its rows again.
 *
 * @returns the lines of all tables, with an empty one between two
 */
export function groupedTables<Value>(
  rows: readonly TableRow<Value>[],
  { groups, width }: { groups: readonly ColumnGroup<Value>[]; width: number },
): string[] {
  const names = ['', '', ...rows.map(({ name }) => name)];
  const nameWidth = Math.max(...names.map(displayWidth));
  const tables: string[][][] = [];
  let left = 0;
  for (const group of groups) {
    const block = blockOf(group, rows);
    const blockWidth = displayWidth(block[0] as string) + GAP;
    if (tables.length === 0 || blockWidth > left) {
      tables.push([names]);
      left = width - nameWidth;
    }
    tables.at(-1)?.push(block);
    left -= blockWidth;
  }
  return tables.flatMap((blocks, i) => [
    ...(i > 0 ? [''] : []),
    ...alignColumns(names.map((_, line) => blocks.map((block) => block[line] as string))),
  ]);
}

/** Columns that `alignColumns` leaves between two of its own. */
const GAP = 2;

/** A group's lines, all equally wide: its title, its columns' names, a line a row. */
function blockOf<Value>(
  { title, columns }: ColumnGroup<Value>,
  rows: readonly TableRow<Value>[],
): string[] {
  const cells = columns.map(({ name, cell }) => [name, ...rows.map(({ value }) => cell(value))]);
  const widths = cells.map((column) => Math.max(...column.map(displayWidth)));
  const lines = ['', ...rows].map((_, line) =>
    cells.map((column, i) => padStart(column[line] as string, widths[i] as number)).join(' '),
  );
  const width = Math.max(displayWidth(title), displayWidth(lines[0] as string));
  return [title.padEnd(width), ...lines.map((line) => padStart(line, width))];
}

function padStart(text: string, width: number): string {
  return ' '.repeat(width - displayWidth(text)) + text;
}
