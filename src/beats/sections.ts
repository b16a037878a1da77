import type { SoundedNote } from './beats.js';

/** A rest this long ends a section: no beat is kept through it. */
const REST_SECONDS = 12;

/** So long a section lasts at most, which bounds the memory that it takes: some 15 MB. */
const LONGEST_SECTION_SECONDS = 600;

/** Before a section that is too long ends, its longest rest within this time is looked for. */
const SEARCHED_SECONDS = 60;

/** Fewer notes than these have no beat of their own; a section that is one of several is passed over. */
export const FEWEST_NOTES = 8;

/**
 * Cuts notes at long rests, and what lasts longer than ten minutes at its longest rest in the last of them.
 *
 * @param notes by onset
 * @returns sections in order, each by onset, all notes in one of them
 */
export function cutSections(notes: readonly SoundedNote[]): (readonly SoundedNote[])[] {
  const sections: (readonly SoundedNote[])[] = [];
  let from = 0;
  while (from < notes.length) {
    const until = endOfSection(notes, from);
    sections.push(notes.slice(from, until));
    from = until;
  }
  return sections;
}

function endOfSection(notes: readonly SoundedNote[], from: number): number {
  const start = startAt(notes, from);
  let longest = { rest: -1, index: from + 1 };
  for (let i = from + 1; i < notes.length; i++) {
    const rest = startAt(notes, i) - startAt(notes, i - 1);
    if (rest > REST_SECONDS) return i;
    if (startAt(notes, i) - start > LONGEST_SECTION_SECONDS) return longest.index;
    const isSearched = startAt(notes, i) - start > LONGEST_SECTION_SECONDS - SEARCHED_SECONDS;
    if (isSearched && rest > longest.rest) longest = { rest, index: i };
  }
  return notes.length;
}

function startAt(notes: readonly SoundedNote[], i: number): number {
  return (notes[i] as SoundedNote).startSeconds;
}
