import { byStart, type Note } from '../../music/note.js';
import type { TimeSignature } from '../../music/time.js';
import {
  countWithin,
  fullestSecond,
  isTooFullAround,
  MOST_ONSETS_A_SECOND,
  type PieceTicks,
  pieceTicks,
  type Row,
  type Second,
} from './fullestSecond.js';
import { atSparseness, type PartBar, partBars } from './partBars.js';
import { shareOut } from './shareOut.js';
import { SPARSENESS } from './sparseness.js';

/** However small an object is, so many notes a second are its own: enough for a pulse. */
const LEAST_ONSETS_A_SECOND = 2;

/**
 * Thins parts until no second of the piece holds more than `MOST_ONSETS_A_SECOND`. Notes are only left out.
 *
 * Where a second is too full, chords first lose their inner voices. If that is not enough, each part is owed
 * its share of the second by area, what one leaves over goes to the others, and who exceeds its due the
 * most plays the bar more sparsely (`SPARSENESS`). What turns out to have been too much is given back in
 * the end, the largest part first.
 *
 * @param parts each part's notes in order of playing
 * @param options.shares each part's area, above 0
 * @returns what each part keeps, in order of playing
 */
export function limitDensity(
  parts: readonly (readonly Note[])[],
  options: {
    shares: readonly number[];
    bars: number;
    tempoBpm: number;
    timeSignature: TimeSignature;
  },
): (readonly Note[])[] {
  const piece = pieceTicks(options);
  const full = parts.map((notes) => partBars(notes, options));
  const thinned = giveBack(thin(full, { shares: options.shares, piece }), piece);
  return thinned.map((row) => row.flatMap(({ notes }) => notes).sort(byStart));
}

function thin(
  full: readonly Row[],
  { shares, piece }: { shares: readonly number[]; piece: PieceTicks },
): Row[] {
  const rows = [...full];
  for (let bar = 0; bar < piece.bars; bar++) {
    for (;;) {
      const second = fullestSecond(rows, { bar, piece });
      if (second === undefined) break;
      const part = whoYields(rows, { second, shares });
      rows[part] = sparser(rows[part] as Row, second);
    }
  }
  return rows;
}

/** Who still has inner voices in a second, else who exceeds its due the most; an only note goes last. */
function whoYields(
  rows: readonly Row[],
  { second, shares }: { second: Second; shares: readonly number[] },
): number {
  const played = rows.map((row) => countWithin(row, second));
  const due = shareOut(MOST_ONSETS_A_SECOND, {
    wishes: played,
    shares,
    least: LEAST_ONSETS_A_SECOND,
  });
  const present = [...rows.keys()].filter((part) => (played[part] as number) > 0);
  const chordal = present.filter((part) => hasInnerVoices(rows[part] as Row, second));
  const sparing = present.filter(
    (part) => (rows[part] as Row).flatMap((bar) => bar.notes).length > 1,
  );
  const eligible = [chordal, sparing, present].find(({ length }) => length > 0) as number[];
  const excess = (part: number) => (played[part] as number) - (due[part] as number);
  return eligible.reduce((most, part) => (excess(part) > excess(most) ? part : most));
}

function hasInnerVoices(row: Row, second: Second): boolean {
  const bar = busiestBar(row, second);
  if ((row[bar] as PartBar).sparseness >= SPARSENESS.outerVoices) return false;
  const outer = atSparseness(row, { bar, sparseness: SPARSENESS.outerVoices });
  return countWithin(outer, second) < countWithin(row, second);
}

/** Plays the bar in which a part has the most notes of a second more sparsely, until some of them are gone. */
function sparser(row: Row, second: Second): Row {
  const bar = busiestBar(row, second);
  const before = countWithin(row, second);
  let thinner = row;
  let sparseness = (row[bar] as PartBar).sparseness;
  while (sparseness < SPARSENESS.nothing && countWithin(thinner, second) === before) {
    sparseness++;
    thinner = atSparseness(thinner, { bar, sparseness });
  }
  return thinner;
}

/** Lets each part play a bar a degree less sparsely wherever no second becomes too full by it, in turn. */
function giveBack(thinned: readonly Row[], piece: PieceTicks): Row[] {
  const rows = [...thinned];
  // What is too much once stays so, since the others only get fuller: each bar is given up for good.
  let open = rows.map((row) => [...row.keys()].filter((bar) => (row[bar]?.sparseness ?? 0) > 0));
  while (open.some(({ length }) => length > 0)) {
    open = open.map((bars, part) =>
      bars.filter((bar) => {
        const row = rows[part] as Row;
        const { sparseness } = row[bar] as PartBar;
        if (sparseness === SPARSENESS.allVoices) return false;
        rows[part] = atSparseness(row, { bar, sparseness: sparseness - 1 });
        const changed = [...row.keys()].filter((at) => rows[part]?.[at] !== row[at]);
        const isTooMuch = changed.some((at) => isTooFullAround(rows, { bar: at, piece }));
        if (isTooMuch) rows[part] = row;
        return !isTooMuch;
      }),
    );
  }
  return rows;
}

function busiestBar(row: Row, second: Second): number {
  const counts = second.bars.map((bar) => countWithin(row, { ...second, bars: [bar] }));
  return second.bars[counts.indexOf(Math.max(...counts))] as number;
}
