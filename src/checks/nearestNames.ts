/** How many names are worth offering after a mistyped one. */
const MOST_OFFERED = 3;

/**
 * The names that come nearest to a mistyped one, at most three; none if nothing comes near.
 *
 * A name is near when it holds the other (`table`, `dining table`), or when fewer than a third of the longer
 * one's letters have to change (Damerau–Levenshtein distance, adjacent swaps count one); of three letters one may.
 * @example nearestNames('refridgerator', ['clock', 'refrigerator']) // ['refrigerator']
 */
export function nearestNames(mistyped: string, names: readonly string[]): string[] {
  const wanted = comparable(mistyped);
  if (wanted === '') return [];
  const distances = names.map((name) => distanceOrInfinity(wanted, comparable(name)));
  const nearest = Math.min(...distances);
  if (nearest === Number.POSITIVE_INFINITY) return [];
  return names.filter((_, index) => distances[index] === nearest).slice(0, MOST_OFFERED);
}

/**
 * The same for names that differ by nothing but capitals, hyphens, underlines and spaces.
 * @example comparable('Wine-Glass') // 'wine glass'
 */
export function comparable(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[-_\s]+/g, ' ')
    .trim();
}

function distanceOrInfinity(wanted: string, name: string): number {
  const words = name.split(' ');
  if (words.includes(wanted) || wanted.split(' ').includes(name)) return 1;
  const allowed = mostSlips(Math.max(wanted.length, name.length));
  // The lengths alone already say how many letters are missing; this keeps long input cheap.
  if (Math.abs(wanted.length - name.length) > allowed) return Number.POSITIVE_INFINITY;
  const distance = editDistance(wanted, name);
  return distance <= allowed ? distance : Number.POSITIVE_INFINITY;
}

/** How many slips are likely in a word: more of them make another word of it, as couch of nosuch. */
function mostSlips(letters: number): number {
  return letters === 3 ? 1 : Math.max(0, Math.ceil(letters / 3) - 1);
}

/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? at(i - 2, j - 2) + 1
          : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}
