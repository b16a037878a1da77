import { basename } from 'node:path';

/** As many names as one line may have. */
const MOST_NAMES = 3;

/**
 * Notes about recordings, of which those that say the same of several are one, in the place of the first.
 *
 * @param notes a line each; those that are about one recording begin with its name and a colon
 * @param recordings paths of the recordings of the call
 * @example groupNotes(['a.mid: has no notes', 'b.mid: has no notes'], ['a.mid', 'takes/b.mid']) // ['a.mid, b.mid: has no notes']
 */
export function groupNotes(notes: readonly string[], recordings: readonly string[]): string[] {
  const names = new Set(recordings.map((path) => basename(path).normalize('NFC')));
  const groups = new Map<string, string[]>();
  for (const note of notes) {
    const name = [...nameEnds(note)]
      .map((end) => note.slice(0, end))
      .find((start) => names.has(start.normalize('NFC')));
    const words = name === undefined ? note : note.slice(name.length);
    const group = groups.get(words) ?? [];
    groups.set(words, group);
    if (name !== undefined) group.push(name);
  }
  return [...groups].map(([words, group]) => nameSome(group) + words);
}

/** Where a name may end: before each colon, since a name may have one itself. */
function* nameEnds(note: string): Generator<number> {
  for (let at = note.indexOf(': '); at >= 0; at = note.indexOf(': ', at + 1)) yield at;
}

function nameSome(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const named = names.slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
