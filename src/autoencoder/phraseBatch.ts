import { EVENT_FIELDS } from '../events/vocabulary.js';
import type { WindowTable } from '../events/windowTable.js';
import type { Random } from '../random.js';
import {
  type EmbeddedField,
  firstRowOf,
  type Head,
  HISTORY_FIELDS,
  headsOf,
  LOOK_BACK,
  NOTE_RANKS,
  type PhraseSizes,
  SUMS,
  sumOf,
} from './phraseShapes.js';
import { openIntegers, openRowLists, type RowLists } from './rowLists.js';

/** B windows of W events, as rows of the tables that the network looks them up in. */
export interface PhraseBatch {
  readonly windows: number;
  /** [B × W] rows of the embedding: what the encoder sees of an event. */
  readonly events: RowLists;
  /** [B × W] rows of the history table: where an event stands, and which events came before it. */
  readonly history: RowLists;
  /** [B] metrical position of the first event. */
  readonly starts: Int32Array;
  /** One for each of `headsOf`. */
  readonly heads: readonly HeadBatch[];
}

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

/** What of a history is forgotten, so that the latent has something to say. */
export interface Forgetting {
  readonly random: Random;
  /** Share of events that are not remembered by those after them (word dropout, Bowman et al. 2016). */
  readonly dropped: number;
  /** Share of windows that remember nothing from before their first event. */
  readonly cut: number;
  /** Share of questions that a head answers by what has been drawn of the event alone, so that its fields fit together. */
  readonly alone: number;
}

/** Windows in the layout that `PhraseBatch` describes. */
export function toBatch(
  table: WindowTable,
  options: {
    readonly windows: readonly number[];
    readonly sizes: PhraseSizes;
    readonly forgetting: Forgetting;
  },
): PhraseBatch {
  const { windows, sizes, forgetting } = options;
  const { symbols } = sizes;
  const rowOf = rowsOfEmbedding(symbols);
  const events = openRowLists();
  for (const window of windows) {
    for (let event = window; event < window + sizes.window; event++) {
      for (const pitch of pitchesOf(table, event)) events.add(rowOf.pitch + pitch);
      for (const field of ['metricalPosition', ...EVENT_FIELDS] as const) {
        // A value that was not learned is no row.
        const symbol = table[field][event] as number;
        if (symbol >= 0) events.add(rowOf[field] + symbol);
      }
      events.end();
    }
  }
  const heads = headsOf(symbols);
  return {
    windows: windows.length,
    events: events.build(),
    history: historyLists(table, options),
    starts: Int32Array.from(windows, (window) => table.metricalPosition[window] as number),
    heads: heads.map((head) => {
      const asked = openHead(head, forgetting);
      for (const [w, window] of windows.entries()) {
        for (let i = 0; i < sizes.window; i++) {
          ask(asked, { table, event: window + i, at: w * sizes.window + i, symbols, rowOf });
        }
      }
      return asked.build();
    }),
  };
}

type RowOf = Readonly<Record<EmbeddedField | 'rank', number>>;

/** The embedding's first row of each field. */
export function rowsOfEmbedding(symbols: PhraseSizes['symbols']): RowOf {
  const row = (field: EmbeddedField | 'rank') => firstRowOf(field, symbols);
  return {
    pitch: row('pitch'),
    interOnset: row('interOnset'),
    metricalPosition: row('metricalPosition'),
    duration: row('duration'),
    velocity: row('velocity'),
    microtiming: row('microtiming'),
    rank: row('rank'),
  };
}

/** The row of a note's place in its chord, counted from `rank`. */
export function rankOf(note: number, notes: number): number {
  if (note === 0) return NOTE_RANKS.lowest;
  return note === notes - 1 ? NOTE_RANKS.highest : NOTE_RANKS.inner;
}

function pitchesOf({ chords, chord }: WindowTable, event: number): Int16Array {
  return chords[chord[event] as number] as Int16Array;
}

/**
 * The history table has a row for each symbol and each number of events that lie between: symbol × (1 + look back) + how
 * far back. Of the event itself only its metrical position is known.
 */
function historyLists(
  table: WindowTable,
  {
    windows,
    sizes,
    forgetting: { random, dropped, cut },
  }: { windows: readonly number[]; sizes: PhraseSizes; forgetting: Forgetting },
): RowLists {
  const lists = openRowLists();
  const rowOf = rowsOfEmbedding(sizes.symbols);
  const add = (field: EmbeddedField, { symbol, back }: { symbol: number; back: number }) => {
    if (symbol >= 0) lists.add((rowOf[field] + symbol) * (1 + LOOK_BACK) + back);
  };
  const remembered = new Uint8Array(LOOK_BACK + sizes.window);
  for (const window of windows) {
    const isCut = random() < cut;
    const before = isCut ? 0 : Math.min(LOOK_BACK, table.before[window] as number);
    for (let i = 0; i < remembered.length; i++) {
      remembered[i] = Number(i >= LOOK_BACK - before && random() >= dropped);
    }
    for (let i = 0; i < sizes.window; i++) {
      add('metricalPosition', { symbol: table.metricalPosition[window + i] as number, back: 0 });
      for (let back = 1; back <= LOOK_BACK; back++) {
        if (remembered[LOOK_BACK + i - back] === 0) continue;
        const event = window + i - back;
        for (const symbol of pitchesOf(table, event)) add('pitch', { symbol, back });
        for (const field of HISTORY_FIELDS.slice(1) as ('interOnset' | 'metricalPosition')[]) {
          add(field, { symbol: table[field][event] as number, back });
        }
      }
      lists.end();
    }
  }
  return lists.build();
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

function openHead(head: Head, { random, alone }: Forgetting): OpenHead {
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

/** Pitches rise through a chord: what may follow one, up to the end; a chord has at least one. */
export function pitchRange(last: number | undefined, pitches: number): [from: number, to: number] {
  return last === undefined ? [0, pitches] : [last + 1, pitches + 1];
}
