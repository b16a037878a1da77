/** Lists of rows of a table, one list an item: parts of `rows`, which may overlap. */
export interface RowLists {
  /** Numbers of rows. A memory copies an array that comes again once only, until it is cleared: it must not change. */
  readonly rows: Int32Array;
  /** For each item the index of its first row, and that behind its last one. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}
