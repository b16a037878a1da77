/**
 * Orders of sections by their number, one letter a section, equal letters for what returns. At two thirds to three
 * quarters of each order of four and more stands what has not been heard before: the climax needs it. The first order
 * of a number leans on the theme that returns (song form, rondo), the last on contrasts.
 */
const ORDERS: Readonly<Record<number, readonly string[]>> = {
  1: ['A'],
  2: ['AA', 'AB'],
  3: ['AAB', 'ABA', 'ABC'],
  4: ['AABA', 'ABCA', 'AABC'],
  5: ['ABACA', 'AABCA', 'ABCDA'],
  6: ['AABACA', 'ABACDA', 'ABABCA', 'ABCDAE'],
  7: ['ABACADA', 'AABACDA', 'ABACDBA', 'ABCADEA'],
  8: ['ABACADAE', 'AABACDBA', 'ABABCDAB', 'ABCABDCA', 'ABACDEAB'],
  9: ['ABACABDEA', 'AABACBDEA', 'ABCABADCE', 'ABACDBEFA'],
  10: ['ABACABDACE', 'AABACBDEAF', 'ABCABCDEAB', 'ABACDBEFAB'],
};

/** The longest order in the table. */
const MOST_TABLED = 10;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Orders that as many sections may stand in.
 *
 * @param count 1–10
 * @example ordersOf(4) // ['AABA', 'ABCA', 'AABC']
 */
export function ordersOf(count: number): readonly string[] {
  return ORDERS[count] as readonly string[];
}

/**
 * Orders that as many phrases of one section may stand in: the same, and one that repeats nothing. Beyond the table,
 * each letter of an order stands for two phrases.
 *
 * @param count 1–20
 * @example innerOrdersOf(2) // ['AA', 'AB']
 */
export function innerOrdersOf(count: number): readonly string[] {
  const tabled = count > MOST_TABLED ? inPairs(count) : ordersOf(count);
  return [...new Set([...tabled, ALPHABET.slice(0, count)])];
}

function inPairs(count: number): readonly string[] {
  return ordersOf(Math.ceil(count / 2)).map((order) =>
    [...order]
      .flatMap((letter) => [0, 1].map((i) => ALPHABET[2 * ALPHABET.indexOf(letter) + i]))
      .join('')
      .slice(0, count),
  );
}
