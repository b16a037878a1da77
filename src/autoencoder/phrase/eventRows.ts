import { EVENT_FIELDS } from '../../events/vocabulary.js';
import { pitchesOf, type WindowTable } from '../../events/windowTable.js';
import type { RowLists } from '../rowLists.js';
import { type PhraseSizes, type RowOf, rowsOfEmbedding } from './phraseShapes.js';

/**
 * The embedding's rows of every event of a table, laid out once for all its batches: metrical position, pitches, and then
 * the fields in the order in which they are drawn. Whatever a history or a head knows of an event is a part of this list.
 * A value that was not learned is no row.
 */
export interface EventRows {
  readonly rows: Int32Array;
  /** For each event the index of its first row; one more says where the last event ends. */
  readonly starts: Int32Array;
  /** Of each key of the table of held keys two rows, pitch and release; and a last one that says that they are not known. */
  readonly held: Int32Array;
}

export function layEventRows(table: WindowTable, symbols: PhraseSizes['symbols']): EventRows {
  const rowOf = rowsOfEmbedding(symbols);
  const fields = EVENT_FIELDS.map((field) => ({ first: rowOf[field], symbols: table[field] }));
  const events = table.chord.length;
  const starts = new Int32Array(events + 1);
  let length = 0;
  for (let event = 0; event < events; event++) {
    length += 1 + pitchesOf(table, event).length + fields.length;
  }
  const rows = new Int32Array(length);
  let end = 0;
  const add = (first: number, symbol: number) => {
    if (symbol >= 0) rows[end++] = first + symbol;
  };
  for (let event = 0; event < events; event++) {
    add(rowOf.metricalPosition, table.metricalPosition[event] as number);
    for (const pitch of pitchesOf(table, event)) add(rowOf.pitch, pitch);
    for (const { first, symbols } of fields) add(first, symbols[event] as number);
    starts[event + 1] = end;
  }
  let held: Int32Array | undefined;
  return {
    rows: rows.subarray(0, end),
    starts,
    // The encoder does not look at held keys, and an encoding alone never follows them.
    get held() {
      held ??= layHeldRows(table, rowOf);
      return held;
    },
  };
}

function layHeldRows({ held: { pitch, release } }: WindowTable, rowOf: RowOf): Int32Array {
  const rows = new Int32Array(2 * pitch.length + 1).fill(rowOf.heldUnknown);
  for (let key = 0; key < pitch.length; key++) {
    rows[2 * key] = rowOf.pitch + (pitch[key] as number);
    rows[2 * key + 1] = rowOf.interOnset + (release[key] as number);
  }
  return rows;
}

/** [B × W] rows of the embedding: what the encoder sees of an event. */
export function eventLists(
  { rows, starts }: EventRows,
  { windows, size }: { readonly windows: readonly number[]; readonly size: number },
): RowLists {
  const [first, behind] = [0, 1].map((offset) => {
    const indices = new Int32Array(windows.length * size);
    for (const [w, window] of windows.entries()) {
      indices.set(starts.subarray(window + offset, window + offset + size), w * size);
    }
    return indices;
  });
  return { rows, starts: first as Int32Array, ends: behind as Int32Array };
}
