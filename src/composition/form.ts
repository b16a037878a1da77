/** A stretch of whole bars that an object plays, and how far it may be moved. */
export interface Entrance {
  readonly bars: number;
  /** First bar, from 0, in which it may begin, and the bar before which it has ended. */
  readonly earliestBar: number;
  readonly latestBar: number;
}

/** The shortest entrance in a piece that has room for it, and the longest opening, in bars. */
const SECTION_BARS = 4;

/** In a long piece, objects come and go about once in as many bars. */
const ROUND_BARS = 16;

/** However small an object is, it plays this share of the piece. */
const LEAST_SHARE = 1 / 16;

/** With more objects together than this on average, hardly any of them would be heard. */
const MOST_TOGETHER = 3.5;

/** As many of the largest voices meet again for the close. */
const MOST_AT_CLOSE = 4;

/**
 * The form of a piece: who plays how much of it, in how many entrances, and roughly where.
 *
 * The largest voice plays throughout. The others play with the root of their relative area (a quarter
 * of the size, half of the piece), less where many would play together. The piece opens with the
 * largest two, the others enter after a section, and the last section belongs to the largest four;
 * a part that has not been heard before then does not begin there. Of pieces under four bars nothing of that
 * can be asked: everyone plays where there is room.
 *
 * @param areaShares of the voices, at least one, the first as large as any
 * @returns for each voice its entrances in order, which never overlap however they are moved
 */
export function planEntrances(
  areaShares: readonly number[],
  bars: number,
): readonly (readonly Entrance[])[] {
  const largest = areaShares[0] as number;
  const wishes = areaShares.map((share) => Math.sqrt(share / largest));
  const others = wishes.reduce((sum, wish) => sum + wish, 0) - 1;
  const room = Math.min(1, (MOST_TOGETHER - 1) / others);
  const ranks = ranksOf(areaShares);
  return wishes.map((wish, i) =>
    i === 0
      ? [{ bars, earliestBar: 0, latestBar: bars }]
      : entrancesOf(ranks[i] as number, { wish: wish * room, bars }),
  );
}

/** The place of each in the order of size, 0 the largest; of equals the earlier. */
function ranksOf(areaShares: readonly number[]): number[] {
  return areaShares.map(
    (share, i) =>
      areaShares.filter((other, j) => other > share || (other === share && j < i)).length,
  );
}

/** Entrances begin and end on multiples of this many bars, counted from where they may begin. */
export function stepBars(bars: number): number {
  return Math.max(1, Math.floor(sectionBars(bars) / 2));
}

function sectionBars(bars: number): number {
  return Math.max(1, Math.min(SECTION_BARS, Math.floor(bars / 4)));
}

function entrancesOf(rank: number, { wish, bars }: { wish: number; bars: number }): Entrance[] {
  const [section, step] = [sectionBars(bars), stepBars(bars)];
  const edge = bars < 4 ? 0 : Math.max(1, Math.min(SECTION_BARS, Math.floor(bars / 8)));
  const least = Math.max(section, Math.floor(bars * LEAST_SHARE));
  const toPlay = Math.min(bars, Math.max(least, Math.round((bars * wish) / step) * step));
  const closes = edge > 0 && rank < MOST_AT_CLOSE && toPlay >= section + step;
  const opens = closes && rank === 1;
  const closing = closes ? Math.min(section, toPlay - section) : 0;
  const rest = toPlay - closing;
  const rounds = Math.max(1, Math.round(bars / ROUND_BARS));
  const count = Math.max(1, Math.min(rounds, Math.floor(rest / section)));
  const room = { from: opens ? 0 : edge, to: bars - (closes ? closing : edge) };
  const lengths = divide({ from: 0, to: rest }, { count, step }).map(({ from, to }) => to - from);
  const entrances = divide(room, { count, step }).map(({ from, to }, i): Entrance => {
    const length = Math.min(to - from, lengths[i] as number);
    return { bars: length, earliestBar: from, latestBar: opens && i === 0 ? length : to };
  });
  return closes
    ? [...entrances, { bars: closing, earliestBar: room.to, latestBar: bars }]
    : entrances;
}

/** Divides bars into as many stretches, on multiples of a step from the first, as equal as that allows. */
function divide(
  { from, to }: { from: number; to: number },
  { count, step }: { count: number; step: number },
): { from: number; to: number }[] {
  const border = (i: number) => from + Math.round(((to - from) * i) / count / step) * step;
  return Array.from({ length: count }, (_, i) => ({
    from: border(i),
    to: i === count - 1 ? to : border(i + 1),
  }));
}
