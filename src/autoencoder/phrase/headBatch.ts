import { EVENT_FIELDS } from '../../events/vocabulary.js';
import { pitchesOf, type WindowTable } from '../../events/windowTable.js';
import type { Random } from '../../random.js';
import { openIntegers, openRowLists, type RowLists } from '../rowLists.js';
import {
  type Head,
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
  /** [N] rows of the embedding: what has been drawn of the event before. */
  readonly context: RowLists;
  /** [N] the right symbol. */
  readonly targets: Int32Array;
  /** [N] the first symbol that may be drawn, and the one behind the last. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** What of which windows is asked. */
interface HeadOptions {
  readonly table: WindowTable;
  readonly windows: readonly number[];
  readonly sizes: PhraseSizes;
  readonly random: Random;
  /** As `Forgetting` has it. */
  readonly alone: number;
}

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

/** What a head is asked so far: `know` puts a row on the list of what has been drawn before the next question. */
function openQuestions(head: Head, { random, alone }: HeadOptions) {
  const [sums, context] = [openRowLists(), openRowLists()];
  const [targets, firsts, ends] = [openIntegers(), openIntegers(), openIntegers()];
  const own = sumOf(head);
  return {
    know: context.add,
    /** Asks of an event, with the right symbol and the range of those that may be drawn. */
    ask: (at: number, target: number, from: number, to: number) => {
      if (context.end() === 0 || random() >= alone) sums.add(at * SUMS.length + own);
      sums.end();
      targets.push(target);
      firsts.push(from);
      ends.push(to);
    },
    build: (): HeadBatch => ({
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

/** What asks a head all that it decides of an event, which stands at `at` of the batch. */
function askOf(
  head: Head,
  options: HeadOptions & { readonly questions: ReturnType<typeof openQuestions> },
): (event: number, at: number) => void {
  const { table, sizes, random, questions } = options;
  const { know, ask } = questions;
  const count = sizes.symbols[head];
  const rowOf = rowsOfEmbedding(sizes.symbols);
  const knowPitches = (pitches: Int16Array, notes: number) => {
    for (let note = 0; note < notes; note++) know(rowOf.pitch + (pitches[note] as number));
  };
  if (head === 'pitch') {
    return (event, at) => {
      const pitches = pitchesOf(table, event);
      for (let note = 0; note <= pitches.length; note++) {
        knowPitches(pitches, note);
        const [from, to] = pitchRange(note === 0 ? undefined : pitches[note - 1], count);
        ask(at, note < pitches.length ? (pitches[note] as number) : count, from, to);
      }
    };
  }
  const isOfNotes = head === 'noteVelocity' || head === 'noteDuration';
  const fields = isOfNotes ? EVENT_FIELDS : EVENT_FIELDS.slice(0, EVENT_FIELDS.indexOf(head));
  const known = fields.map((field) => ({ first: rowOf[field], symbols: table[field] }));
  const right = table[head];
  const knowEvent = (event: number, pitches: Int16Array) => {
    knowPitches(pitches, pitches.length);
    for (const { first, symbols } of known) know(first + (symbols[event] as number));
  };
  if (!isOfNotes) {
    return (event, at) => {
      knowEvent(event, pitchesOf(table, event));
      ask(at, right[event] as number, 0, count);
    };
  }
  return (event, at) => {
    const pitches = pitchesOf(table, event);
    for (let note = 0; note < pitches.length && pitches.length > 1; note++) {
      if (random() >= NOTES_ASKED) continue;
      knowEvent(event, pitches);
      // Its own pitch counts twice: once as one of the chord, once as the one that is meant.
      know(rowOf.pitch + (pitches[note] as number));
      know(rowOf.rank + rankOf(note, pitches.length));
      ask(at, right[(table.firstNote[event] as number) + note] as number, 0, count);
    }
  };
}
