import { nearestNames } from '../../checks/nearestNames.js';
import type { Collection } from '../collection.js';
import { shellWord } from '../training/trainCommand.js';

/** Photos that one note names; a folder may hold hundreds. */
const MOST_NAMED = 5;

// What a person should know of photos that an object is taught from, a line each; none where there is nothing to say.

/** @param photos names of those that taught nothing new */
export function knownNotes(photos: readonly string[]): string[] {
  if (photos.length === 0) return [];
  const left = photos.length - MOST_NAMED;
  const others = left > 0 ? ` and ${left} more` : '';
  return [
    `${photos.slice(0, MOST_NAMED).join(', ')}${others}: taught before, and nothing of it changes.`,
  ];
}

/** @param photos names of those with a box where one was taught before */
export function redrawnNotes(name: string, photos: readonly string[]): string[] {
  return photos.map(
    (photo) =>
      `${photo}: a box lies over, in or around one that was taught before, and both count. To draw it anew, \`mirror forget ${shellWord(name)} ${shellWord(photo)}\` first.`,
  );
}

/** An object of the user's own that is called nearly so was probably meant, one of the starter collection perhaps. */
export function newObjectNotes(name: string, { objects }: Collection): string[] {
  const near = (shelf: 'home' | 'starter') =>
    nearestNames(
      name,
      objects.filter((each) => each.shelf === shelf).map((each) => each.name),
    ).join(' or ');
  const own = near('home');
  const starters = near('starter');
  const back = `\`mirror remove ${shellWord(name)}\` takes the new one back.`;
  return [
    `${name} is new and has no recordings yet: \`mirror add ${shellWord(name)} take.mid\`.`,
    ...(own !== ''
      ? [`${own} is there already; did you mean that? ${back}`]
      : starters !== ''
        ? [`If you meant ${starters}, ${back}`]
        : []),
  ];
}
