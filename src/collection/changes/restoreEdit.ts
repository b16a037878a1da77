import { join } from 'node:path';
import { startersOf } from '../collection.js';
import { foldName } from '../names/understandName.js';
import { readObjectFile } from '../objectFile.js';
import { editOf, readStarterEdits, type StarterEdit } from '../starterEdits.js';
import { moveDecoders } from './decoderMoves.js';
import { renameEntries, returnEntries } from './followingEntries.js';
import { freeObjectName, takenNames } from './freeObjectName.js';
import type { JournalStep } from './journalSteps.js';
import { placeObject, starterEditSteps } from './objectSteps.js';
import { ownObject, type PlannedRestore, type RestoreSurroundings } from './plannedRestore.js';
import { descriptionOf, nextTrashNumber, type TrashEntry, trashPath, writeEntry } from './trash.js';

/** Gives an object of the home its former object.json and name back, and keeps what it had until now. */
export async function planRestoredEdit(
  root: string,
  surroundings: RestoreSurroundings,
): Promise<PlannedRestore> {
  const { entry, collection, entries } = surroundings;
  const { object, folder: from } = ownObject(surroundings);
  const path = join(root, trashPath(entry.number, 'object.json'));
  const starters = collection.objects.filter(({ shelf }) => shelf === 'starter');
  const taken = await takenNames(root, { starters, besides: object });
  const isRenamed = entry.formerName !== object.name;
  const name = isRenamed ? freeObjectName(entry.formerName, taken) : object.name;
  const description = { ...(await readObjectFile(path, entry.formerName)), name };
  const edits = await readStarterEdits(root);
  const { starter } = entry;
  const kept: TrashEntry = {
    ...entry,
    number: await nextTrashNumber(root),
    name,
    formerName: object.name,
    former: descriptionOf(object),
    ...(starter && { starter: { name: starter.name, edit: editOf(edits, starter.name) } }),
    isUndo: !entry.isUndo,
  };
  return {
    name,
    steps: [
      writeEntry(kept),
      ...(await placeObject(root, { from, description, keptAs: kept.number })),
      ...(name === object.name
        ? []
        : await moveDecoders(root, {
            from: `models/${object.name}`,
            to: `models/${name}`,
            object: name,
          })),
      ...(starter
        ? starterEditSteps(edits, {
            [starter.name]: withForgotten(named(starter, name), editOf(edits, starter.name)),
          })
        : []),
      ...forget(entry, { entries, to: name }),
      { is: 'delete', path: trashPath(entry.number, 'object.json') },
    ],
  };
}

/** The starter object goes on standing behind the home's, whatever that is called. */
function named(
  { name: starter, edit }: Required<TrashEntry>['starter'],
  name: string,
): StarterEdit {
  const { name: _, ...rest } = edit;
  return name === starter ? rest : { ...rest, name };
}

/** What an object was taught is taken back by entries of its own. */
function withForgotten(
  { forgottenPhotos: _, ...edit }: StarterEdit,
  { forgottenPhotos }: StarterEdit,
): StarterEdit {
  return { ...edit, ...(forgottenPhotos && { forgottenPhotos }) };
}

/** Gives a starter object its former edit back, or brings it back where it was removed. */
export async function planRestoredStarter(
  root: string,
  { entry, collection, entries }: RestoreSurroundings,
): Promise<PlannedRestore> {
  const { name: starter, edit } = entry.starter as Required<TrashEntry>['starter'];
  const edits = await readStarterEdits(root);
  const present = editOf(edits, starter);
  const current = startersOf(collection).find(
    (each) => (each.starterName ?? each.name) === starter,
  );
  const others = collection.objects.filter((each) => each !== current);
  const wanted = edit.name ?? starter;
  // Behind an object of the home, it stays there.
  const isFree = wanted === current?.name;
  const name = isFree
    ? wanted
    : freeObjectName(wanted, new Set(others.map((each) => foldName(each.name))));
  const { removed, ...former } = withForgotten(edit, present);
  const restored: StarterEdit = name === wanted ? former : { ...former, name };
  const isEdited = entry.action === 'edited';
  const kept: TrashEntry = {
    ...entry,
    number: isEdited ? await nextTrashNumber(root) : 0,
    name,
    formerName: current?.name ?? entry.name,
    ...(current && { former: descriptionOf(current) }),
    starter: { name: starter, edit: present },
    isUndo: !entry.isUndo,
  };
  const { removedWith: _, ...undo } = kept;
  return {
    name,
    starter,
    steps: [
      ...(isEdited ? [writeEntry(undo)] : []),
      ...starterEditSteps(edits, { [starter]: restored }),
      ...(isEdited ? [] : returnEntries(entries, { removedWith: entry.number, name })),
      ...(entry.number === 0 ? [] : forget(entry, { entries, to: name })),
    ],
  };
}

/** Takes the entry out of the trash; the others about the object follow it to its name. */
function forget(
  entry: TrashEntry,
  { entries, to }: { readonly entries: readonly TrashEntry[]; readonly to: string },
): JournalStep[] {
  const others = entries.filter((each) => each.number !== entry.number);
  return [
    ...(entry.name === to ? [] : renameEntries(others, { from: entry.name, to })),
    { is: 'delete', path: trashPath(entry.number, 'entry.json') },
  ];
}
