import { join } from 'node:path';
import { STARTER_EDITS_FILE } from '../../collection/starterEdits.js';
import { shellWord, trainCommand } from '../../collection/training/trainCommand.js';
import {
  type EditedObject,
  type ForgottenPhotos,
  isSeenItself,
  type RemovedObject,
  type RestoredObject,
  type SoundObject,
  type TrashEntry,
} from '../../index.js';
import { answersText } from './answersText.js';
import { alignColumns } from './columns.js';
import { count } from './format.js';

// What is said after `mirror edit`, `remove` and `restore`.

/** @example 'samovar  answers cup, toaster; celesta' */
export function editedLine({ object }: EditedObject): string {
  return `${object.name}  ${descriptionOf(object)}`;
}

/** What it was before, where the edit of a starter object is kept, and how it is taken back. */
export function editedNotes(
  { before, object, isChanged, starter }: EditedObject,
  { home }: { readonly home: string },
): string[] {
  if (!isChanged) return ['Nothing changed: it is like that already.'];
  return [
    `Before: ${before.name}, ${descriptionOf(before)}.`,
    ...(before.text === object.text ? [] : [`Its text: ${object.text || 'none'}`]),
    ...(object.shelf === 'starter'
      ? [`It ships with the program; your edit is in ${join(home, STARTER_EDITS_FILE)}.`]
      : []),
    ...(starter === undefined ? [] : [followingLine(starter, object)]),
    undoLine(object.name),
  ];
}

/** A starter object goes along behind the one that takes its place. */
function followingLine(starter: string, { name }: SoundObject): string {
  return `The starter's ${starter} goes along, as ${name}: it answers again once yours is removed.`;
}

function descriptionOf(object: Pick<SoundObject, 'labels' | 'instrument' | 'taught'>): string {
  return `${answersText(object)}; ${object.instrument}`;
}

function undoLine(name: string): string {
  return `\`mirror restore ${shellWord(name)}\` takes it back.`;
}

/** @example 'kettle  removed, its decoders with it' */
export function removedLine({ entry }: RemovedObject): string {
  if (entry.action === 'recordings removed') {
    return `${entry.name}  ${entry.recordings.join(', ')} removed`;
  }
  return entry.starter === undefined
    ? `${entry.name}  removed, its decoders with it`
    : `${entry.name}  removed from this collection; the program still has it`;
}

/** What is left, and how it is taken back. */
export function removedNotes({ entry, object }: RemovedObject): string[] {
  return [...leftLines(entry, object), undoLine(entry.name)];
}

function leftLines(entry: TrashEntry, object: SoundObject | undefined): string[] {
  if (object === undefined) return [];
  if (entry.action === 'removed') return [`The starter's ${object.name} answers again.`];
  const left = object.recordings.length;
  return left === 0
    ? [
        `${object.name} has no recording left. \`mirror remove ${shellWord(object.name)}\` removes it.`,
      ]
    : [`${count(left, 'recording')} left. Run ${trainCommand(object.name)} to learn them.`];
}

/** What can be taken back, a line each: number, object, what was done. */
export function restorableLines(entries: readonly TrashEntry[]): string[] {
  return alignColumns(
    entries.map((entry) => [
      entry.number === 0 ? '–' : `${entry.number}`,
      entry.name,
      doneIn(entry),
    ]),
  );
}

function doneIn(entry: TrashEntry): string {
  if (entry.action === 'recordings removed') return `removed ${entry.recordings.join(', ')}`;
  if (entry.action === 'forgotten') return `forgot ${photosOf(entry)}`;
  if (entry.action === 'removed') {
    return entry.starter === undefined ? 'removed' : 'removed, ships with the program';
  }
  const what = entry.isUndo ? 'edited by restoring' : 'edited';
  const former = entry.former === undefined ? '' : `, ${formerText(entry.former)}`;
  return `${what}, was ${entry.formerName}${former}`;
}

/** An edit changes nothing of what was taught, and the trash says nothing of it. */
function formerText({ labels, instrument }: Required<TrashEntry>['former']): string {
  return labels.length === 0
    ? `without labels; ${instrument}`
    : descriptionOf({ labels, instrument });
}

function photosOf({ taught = [] }: TrashEntry): string {
  return taught.join(', ');
}

/** @example 'kettle  forgot kitchen.jpg; answers cup' */
export function forgottenLine({ entry, object }: ForgottenPhotos): string {
  return `${object.name}  forgot ${photosOf(entry)}; ${answersText(object)}`;
}

/** What is left to do, and how it is taken back. */
export function forgottenNotes({ entry, object }: ForgottenPhotos): string[] {
  const isUnseen = object.labels.length === 0 && !isSeenItself(object);
  return [
    ...(isUnseen
      ? [`${object.name} has neither labels nor photos now: no photo lets it play.`]
      : []),
    ...(entry.forgottenPhotos === undefined
      ? []
      : ['What ships with the program stays there; this collection does without it.']),
    undoLine(object.name),
  ];
}

/** @example 'kettle  brought back' */
export function restoredLine({ entry, object }: RestoredObject): string {
  if (entry.action === 'edited') return `${object.name}  ${descriptionOf(object)}, as before`;
  if (entry.action === 'removed') return `${object.name}  brought back; ${descriptionOf(object)}`;
  if (entry.action === 'forgotten') {
    return `${object.name}  taught by ${photosOf(entry)} again; ${answersText(object)}`;
  }
  return `${object.name}  ${entry.recordings.join(', ')} brought back`;
}

/** Other names that were needed, and what is left to do. */
export function restoredNotes({ entry, object, renamed }: RestoredObject): string[] {
  const wanted = entry.action === 'edited' ? entry.formerName : entry.name;
  const { starter } = entry;
  const isFollowed = starter && object.shelf === 'home' && object.name !== entry.name;
  return [
    ...(object.name === wanted
      ? []
      : [`${wanted} is taken meanwhile, so it is ${object.name} now.`]),
    ...(isFollowed ? [followingLine(starter.name, object)] : []),
    ...renamed.map(({ from, to }) => `${from} is taken meanwhile, so it is ${to} now.`),
    ...(entry.action === 'recordings removed'
      ? [`${trainCommand(object.name)} learns them, if it has to.`]
      : []),
    ...(entry.action === 'edited' ? [undoLine(object.name)] : []),
  ];
}
