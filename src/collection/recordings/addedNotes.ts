import { count } from '../../format.js';
import { checkLabels } from '../objectFile.js';
import type { SoundObject } from '../soundObject.js';
import { countTaught, isTaughtAsShipped } from '../taught/taughtOf.js';
import { shellWord } from '../training/trainCommand.js';

/** What the labels of a call mean for an object that is there already. */
export function labelNotes(own: SoundObject, labels: readonly string[] | undefined): string[] {
  if (labels === undefined || labels.length === 0) return [];
  const given = checkLabels(labels);
  const joined = given.filter((label) => !own.labels.includes(label));
  // They are the very labels that it has.
  if (own.labels.length === 0) return [`${own.name} answers ${given.join(', ')} now.`];
  if (joined.length === 0 && given.length === own.labels.length) return [];
  const command = `mirror edit ${shellWord(own.name)} --labels ${shellWord(given.join(','))}`;
  return [
    joined.length === 0
      ? `${own.name} answers ${given.join(', ')} already, beside others.`
      : `${joined.join(', ')} joined ${own.labels.join(', ')}.`,
    `\`${command}\` leaves no other.`,
  ];
}

/** Both ways of taking a starter object's place, a line each. */
export function coveringNotes(
  { name, recordings }: SoundObject,
  { joined }: { readonly joined: readonly string[] },
): string[] {
  const own = `${name} is your own now and takes the place of the starter collection's.`;
  return joined.length > 0
    ? [own, `It learns the starter's ${recordings.length} recordings and yours together.`]
    : [
        own,
        `It learns yours alone. \`mirror add ${shellWord(name)} --with-starter\` joins its ${recordings.length}.`,
      ];
}

/** Why a new object has nothing of the starter object of its name. */
export function removedNote(starter: string): string {
  return `The starter's ${starter} was removed here, so this one is new; \`mirror restore ${shellWord(starter)}\` brings it back.`;
}

/** What an object without labels is heard by. */
export function noLabelsNotes(object: SoundObject): string[] {
  if (object.labels.length > 0) return [];
  const { positives } = countTaught(object);
  const name = shellWord(object.name);
  const whose = isTaughtAsShipped(object) ? " (the starter's)" : '';
  return [
    positives > 0
      ? `${object.name} has no labels: it is heard where it is seen itself, taught ${count(positives, 'photo')}${whose}.`
      : `${object.name} has no labels: it is heard once it is taught. Run \`mirror teach ${name} photo.jpg\`, or give it labels with \`mirror edit ${name} --add-labels cup\`.`,
  ];
}
