import { EVENT_FIELDS } from '../../events/vocabulary.js';
import { pitchesOf, type WindowTable } from '../../events/windowTable.js';
import type { Random } from '../../random.js';
import { openIntegers, openRowLists, type RowLists } from '../rowLists.js';
import {
  type Head,
  type PhraseSizes,
  pitchRange,
  type RowOf,
  rankOf,
  rowsOfEmbedding,
  SUMS,
  sumOf,
} from './phraseShapes.js';

/** What a head is asked, N times. */
export interface HeadBatch {
  readonly head: Head;
  /** [N] rows of the sums, [B × W × SUMS]: which event it is about. */
  readonly sums: RowLists;
  /** [N] rows of the embedding: what has been drawn of the event before. */
  readonly context: RowLists;
  /** [N] the right symbol. */
  readonly targets: Int32Array;
  /** [N] the first symbol that may be drawn, and the one behind the last. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Asks a head all that it decides of the events of windows. */
export function toHeadBatch(
  head: Head,
  options: {
    readonly table: WindowTable;
    readonly windows: readonly number[];
    readonly sizes: PhraseSizes;
    readonly random: Random;
    /** As `Forgetting` has it. */
    readonly alone: number;
  },
): HeadBatch {
  const { table, windows, sizes } = options;
  const { symbols } = sizes;
  const rowOf = rowsOfEmbedding(symbols);
  const asked = openHead(head, options);
  for (const [w, window] of windows.entries()) {
    for (let i = 0; i < sizes.window; i++) {
      ask(asked, { table, event: window + i, at: w * sizes.window + i, symbols, rowOf });
    }
  }
  return asked.build();
}

/** What a head is asked so far. */
interface OpenHead {
  readonly head: Head;
  /** Puts a row on the list of what has been drawn before the next question. */
  readonly know: (row: number) => void;
  /** Asks of an event, with the right symbol and the range of those that may be drawn. */
  readonly ask: (at: number, target: number, from: number, to: number) => void;
  readonly build: () => HeadBatch;
  readonly random: Random;
}

function openHead(head: Head, { random, alone }: { random: Random; alone: number }): OpenHead {
  let known = 0;
  const [sums, context] = [openRowLists(), openRowLists()];
  const [targets, firsts, ends] = [openIntegers(), openIntegers(), openIntegers()];
  return {
    head,
    random,
    know: (row) => {
      context.add(row);
      known++;
    },
    ask: (at, target, from, to) => {
      if (known === 0 || random() >= alone) sums.add(at * SUMS.length + sumOf(head));
      known = 0;
      sums.end();
      context.end();
      targets.push(target);
      firsts.push(from);
      ends.push(to);
    },
    build: () => ({
      head,
      sums: sums.build(),
      context: context.build(),
      targets: targets.values(),
      from: firsts.values(),
      to: ends.values(),
    }),
  };
}

/**
 * Of the notes of chords so many are asked for their own velocity and duration: in a set of full chords they would else
 * take half of the time.
 */
export const NOTES_ASKED = 1 / 3;

/** Asks a head all that it decides of an event. */
function ask(
  { head, know, ask, random }: OpenHead,
  options: {
    table: WindowTable;
    event: number;
    at: number;
    symbols: PhraseSizes['symbols'];
    rowOf: RowOf;
  },
): void {
  const { table, event, at, symbols, rowOf } = options;
  const pitches = pitchesOf(table, event);
  const count = symbols[head];
  const knowPitches = (notes: number) => {
    for (let note = 0; note < notes; note++) know(rowOf.pitch + (pitches[note] as number));
  };
  const knowFields = (fields: number) => {
    for (let f = 0; f < fields; f++) {
      const field = EVENT_FIELDS[f] as (typeof EVENT_FIELDS)[number];
      know(rowOf[field] + (table[field][event] as number));
    }
  };
  if (head === 'pitch') {
    for (let note = 0; note <= pitches.length; note++) {
      knowPitches(note);
      const [from, to] = pitchRange(pitches[note - 1], count);
      ask(at, pitches[note] ?? count, from, to);
    }
  } else if (head === 'noteVelocity' || head === 'noteDuration') {
    for (let note = 0; note < pitches.length && pitches.length > 1; note++) {
      if (random() >= NOTES_ASKED) continue;
      knowPitches(pitches.length);
      knowFields(EVENT_FIELDS.length);
      // Its own pitch counts twice: once as one of the chord, once as the one that is meant.
      know(rowOf.pitch + (pitches[note] as number));
      know(rowOf.rank + rankOf(note, pitches.length));
      ask(at, table[head][(table.firstNote[event] as number) + note] as number, 0, count);
    }
  } else {
    knowPitches(pitches.length);
    knowFields(EVENT_FIELDS.indexOf(head));
    ask(at, table[head][event] as number, 0, count);
  }
}
