import { shellWord } from '../../collection/training/trainCommand.js';
import { countTaught, type Detection, type TaughtObject } from '../../index.js';
import { answersText } from './answersText.js';
import { fitColumns } from './fitColumns.js';
import { count } from './format.js';

// What is said after `mirror teach`.

/** @example 'coffee-grinder  learned 2 boxes; answers cup; taught 3 photos' */
export function taughtLine({ object, boxes, negatives }: TaughtObject): string {
  const learned = [
    ...(boxes > 0 ? [boxes === 1 ? '1 box' : `${boxes} boxes`] : []),
    ...(negatives > 0 ? [`${count(negatives, 'photo')} without it`] : []),
  ].join(' and ');
  return `${object.name}  learned ${learned || 'nothing new'}; ${answersText(object)}`;
}

/** What a person should know and could do. */
export function taughtNotes({ object, notes }: TaughtObject): string[] {
  const { positives } = countTaught(object);
  const name = shellWord(object.name);
  return [
    ...notes,
    ...(positives === 0
      ? [`No photo shows ${object.name} yet: \`mirror teach ${name} photo.jpg --box …\`.`]
      : []),
    ...(positives === 1
      ? [
          'One photo is little: two to five, from other sides and in other light, find it far better.',
        ]
      : []),
  ];
}

/** What the detector proposes, a line each, with the numbers that `--box` takes. */
export function proposalLines(proposed: readonly Detection[], columns?: number): string[] {
  return fitColumns(
    proposed.map(({ label, confidence, box }, i) => [
      `${i + 1}`.padStart(3),
      `${label}?`,
      confidence.toFixed(2),
      `${box.width} × ${box.height} at ${box.x}, ${box.y}`,
    ]),
    columns,
  );
}

/** How a box is chosen from the list. */
export function choiceNote(
  { object, photo, picture }: Record<'object' | 'photo' | 'picture', string>,
  proposed: readonly Detection[],
): string {
  const call = `mirror teach ${shellWord(object)} ${shellWord(photo)}`;
  const other =
    'x,y,width,height in per cent of the photo, as its edges are marked: 10%,20%,30%,40%';
  return proposed.length === 0
    ? `${picture}: the photo; nothing in it stands out. Draw the box yourself: \`${call} --box …\`, ${other}.`
    : `${picture}: the photo with these boxes. \`${call} --box 1\` teaches the first; any other box is ${other}.`;
}
