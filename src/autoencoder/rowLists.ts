/** Lists of rows of a table, one list an item, laid end to end. */
export interface RowLists {
  /** Numbers of rows. */
  readonly rows: Int32Array;
  /** For each item the index behind its last row. */
  readonly ends: Int32Array;
}

/** Makes lists of rows: `add` puts a row on the list of the item that `end` closes, and says how many rows it has. */
export interface RowListBuilder {
  readonly add: (row: number) => void;
  readonly end: () => number;
  readonly build: () => RowLists;
}

export function openRowLists(): RowListBuilder {
  const rows = openIntegers();
  const ends = openIntegers();
  let last = 0;
  return {
    add: rows.push,
    end: () => {
      const length = rows.length() - last;
      last += length;
      ends.push(last);
      return length;
    },
    build: () => ({ rows: rows.values(), ends: ends.values() }),
  };
}

/** A list of whole numbers that grows without boxing them. */
export function openIntegers() {
  let values = new Int32Array(1024);
  let length = 0;
  return {
    push: (value: number) => {
      if (length === values.length) {
        const larger = new Int32Array(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    length: () => length,
    values: () => values.slice(0, length),
  };
}
