/** Longer titles are cut: a tag stands before the sound, where the floats are kept that are still to be encoded. */
const MOST_CHARACTERS = 1000;

/** A title as a tag holds it: one line without control characters, of at most 1,000 characters. */
export function tagTitle(title: string): string {
  const printable = title.replace(/\p{Cc}+/gu, ' ').trim();
  return [...printable].slice(0, MOST_CHARACTERS).join('');
}
