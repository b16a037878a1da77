import { EVENT_FIELDS } from '../../events/vocabulary.js';
import { pitchesOf, type WindowTable } from '../../events/windowTable.js';
import type { Random } from '../../math/random.js';
import type { RowLists } from '../rowLists.js';
import type { EventRows } from './eventRows.js';
import {
  type Head,
  isOfNotes,
  type PhraseSizes,
  pitchRange,
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
  /** [N] rows of the embedding each: what has been drawn of the event before, and which of its notes is meant. */
  readonly contexts: readonly RowLists[];
  /** [N] the right symbol. */
  readonly targets: Int32Array;
  /** [N] the first symbol that may be drawn, and the one behind the last; any may be where these are not given. */
  readonly from?: Int32Array;
  readonly to?: Int32Array;
}

/** What of which windows is asked. */
interface HeadOptions {
  readonly table: WindowTable;
  /** Of the same table, which holds no values that were not learned. */
  readonly rows: EventRows;
  readonly windows: readonly number[];
  readonly sizes: PhraseSizes;
  readonly random: Random;
  /** As `Forgetting` has it. */
  readonly alone: number;
}

/**
 * Of the notes of chords so many are asked for their own velocity and duration: in a set of full chords they would else
 * take half of the time.
 */
export const NOTES_ASKED = 1 / 3;

/** Asks a head all that it decides of the events of windows. */
export function toHeadBatch(head: Head, options: HeadOptions): HeadBatch {
  const { windows, sizes } = options;
  const questions = openQuestions(head, options);
  const askEvent = askOf(head, { ...options, questions });
  let at = 0;
  for (const window of windows) {
    for (let event = window; event < window + sizes.window; event++) askEvent(event, at++);
  }
  return questions.build();
}

type Questions = ReturnType<typeof openQuestions>;

/** What a head is asked so far. */
function openQuestions(head: Head, options: HeadOptions) {
  const { rows, windows, sizes, random, alone } = options;
  const events = windows.length * sizes.window;
  const most = questionsAtMost(head, options);
  const list = (length = most) => new Int32Array(length);
  const [starts, ends, sumStarts, sumEnds, targets] = [list(), list(), list(), list(), list()];
  const hasRanges = head === 'pitch';
  const [from, to] = hasRanges ? [list(), list()] : [list(0), list(0)];
  const noteRows: number[] = [];
  let asked = 0;
  return {
    from,
    to,
    noteRows,
    /** Asks of row `at` of the batch, when of the event's rows those up to `end` are known but for its position. */
    ask: (event: number, at: number, end: number, target: number): number => {
      const question = asked++;
      const first = (rows.starts[event] as number) + 1;
      starts[question] = first;
      ends[question] = end;
      sumStarts[question] = at;
      sumEnds[question] = first === end || random() >= alone ? at + 1 : at;
      targets[question] = target;
      return question;
    },
    build: (): HeadBatch => {
      const used = (values: Int32Array) => values.subarray(0, asked);
      const sumRows = new Int32Array(events);
      for (let at = 0; at < events; at++) sumRows[at] = at * SUMS.length + sumOf(head);
      const context = { rows: rows.rows, starts: used(starts), ends: used(ends) };
      return {
        head,
        sums: { rows: sumRows, starts: used(sumStarts), ends: used(sumEnds) },
        contexts: noteRows.length === 0 ? [context] : [context, inPairs(noteRows)],
        targets: used(targets),
        ...(hasRanges && { from: used(from), to: used(to) }),
      };
    },
  };
}

function questionsAtMost(head: Head, { table, windows, sizes }: HeadOptions): number {
  const events = windows.length * sizes.window;
  if (head !== 'pitch' && !isOfNotes(head)) return events;
  let notes = 0;
  for (const window of windows) {
    for (let i = 0; i < sizes.window; i++) notes += pitchesOf(table, window + i).length;
  }
  return head === 'pitch' ? events + notes : notes;
}

/** Lists of two rows each. */
function inPairs(values: readonly number[]): RowLists {
  const rows = Int32Array.from(values);
  const ends = new Int32Array(rows.length / 2).map((_, item) => 2 * (item + 1));
  return { rows, starts: ends.map((end) => end - 2), ends };
}

/** What asks a head all that it decides of an event, which is row `at` of the batch. */
function askOf(
  head: Head,
  options: HeadOptions & { readonly questions: Questions },
): (event: number, at: number) => void {
  const { table, sizes, random, questions } = options;
  const { starts } = options.rows;
  const { ask, from, to, noteRows } = questions;
  const count = sizes.symbols[head];
  if (head === 'pitch') {
    return (event, at) => {
      const pitches = pitchesOf(table, event);
      const first = (starts[event] as number) + 1;
      let range = pitchRange(undefined, count);
      for (let note = 0; note <= pitches.length; note++) {
        const pitch = note === pitches.length ? count : (pitches[note] as number);
        const question = ask(event, at, first + note, pitch);
        from[question] = range[0];
        to[question] = range[1];
        range = pitchRange(pitch, count);
      }
    };
  }
  const symbols = table[head];
  if (!isOfNotes(head)) {
    const unknown = EVENT_FIELDS.length - EVENT_FIELDS.indexOf(head);
    return (event, at) => {
      ask(event, at, (starts[event + 1] as number) - unknown, symbols[event] as number);
    };
  }
  const rowOf = rowsOfEmbedding(sizes.symbols);
  return (event, at) => {
    const pitches = pitchesOf(table, event);
    if (pitches.length === 1) return;
    const first = table.firstNote[event] as number;
    for (let note = 0; note < pitches.length; note++) {
      if (random() >= NOTES_ASKED) continue;
      ask(event, at, starts[event + 1] as number, symbols[first + note] as number);
      // Its own pitch counts twice: once as one of the chord, once as the one that is meant.
      noteRows.push(rowOf.pitch + (pitches[note] as number));
      noteRows.push(rowOf.rank + rankOf(note, pitches.length));
    }
  };
}
