import { shellWord } from '../../collection/training/trainCommand.js';
import type { JudgedTaught, JudgedTaughtPhoto } from '../../index.js';
import { fitColumns } from './fitColumns.js';
import { count } from './format.js';

/** Below this share of the boxes found, what the photos show is no one thing to the detector. */
const MANY_THINGS = 0.5;

/** Boxes that all take this much of their photos teach nothing of how the thing looks across a room. */
const NEAR_BY = 0.15;

/** What is found of each photo when the others alone are learned from, a line each. */
export function teachCheckLines({ photos }: JudgedTaught, columns?: number): string[] {
  const isJudged = shownIn(photos).length > 1;
  return fitColumns(
    photos.map((photo) => [photo.name, isJudged ? foundText(photo) : '', mistakenText(photo)]),
    columns,
  );
}

/** What that means, and what would help, a sentence each. */
export function teachCheckNotes(name: string, { photos, notes }: JudgedTaught): string[] {
  return [...notes, ...verdict(name, photos)];
}

function verdict(name: string, photos: readonly JudgedTaughtPhoto[]): string[] {
  const call = `mirror teach ${shellWord(name)}`;
  const shown = shownIn(photos);
  if (shown.length === 0) return [`No photo shows ${name} yet: \`${call} photo.jpg --box …\`.`];
  if (shown.length === 1) {
    return ['Of one photo none can be left out. Give one more photo, from farther away.'];
  }
  const mistaken = photos.filter((photo) => photo.mistaken > 0);
  const isNear = shown.every(({ areaShare }) => areaShare > NEAR_BY);
  return [
    foundVerdict(shown),
    ...(mistaken.length > 0
      ? [
          `Something else is taken for it in ${mistaken.map((photo) => photo.name).join(', ')}: a photo of that alone helps, \`${call} --not photo.jpg\`.`,
        ]
      : []),
    ...(isNear ? ['Give one more photo, from farther away.'] : []),
  ];
}

function foundVerdict(shown: readonly JudgedTaughtPhoto[]): string {
  const boxes = sum(shown.map((photo) => photo.boxes));
  const found = sum(shown.map((photo) => photo.found));
  if (found === boxes) return 'All boxes are found by what the other photos teach.';
  if (found >= MANY_THINGS * boxes) {
    const missed = shown.filter((photo) => photo.found < photo.boxes).map(({ name }) => name);
    return `${found} of ${boxes} boxes are found by what the other photos teach. One more photo like ${missed.join(' or ')} helps.`;
  }
  return shown.length === 2
    ? 'Neither photo teaches enough to find it in the other: give one more photo, from farther away.'
    : 'This looks like many things: one that looks another way in each photo is not learned.';
}

function shownIn(photos: readonly JudgedTaughtPhoto[]): JudgedTaughtPhoto[] {
  return photos.filter(({ boxes }) => boxes > 0);
}

function foundText({ boxes, found }: JudgedTaughtPhoto): string {
  if (boxes === 0) return 'does not show it';
  if (boxes === 1) return found === 1 ? 'found' : 'not found';
  return `${found} of ${boxes} found`;
}

function mistakenText({ mistaken }: JudgedTaughtPhoto): string {
  return mistaken === 0 ? '' : `${count(mistaken, 'place')} taken for it`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
