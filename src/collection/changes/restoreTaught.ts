import { join } from 'node:path';
import { listEntries } from '../../files/disk/listEntries.js';
import { startersOf } from '../collection.js';
import { byName } from '../names/byName.js';
import { editOf, readStarterEdits } from '../starterEdits.js';
import { STARTERS_TAUGHT_FOLDER, TAUGHT_FOLDER, withFreeNumber } from '../taught/taughtFolders.js';
import type { JournalStep } from './journalSteps.js';
import { starterEditSteps } from './objectSteps.js';
import { ownObject, type PlannedRestore, type RestoreSurroundings } from './plannedRestore.js';
import { trashPath } from './trash.js';

/** Brings back what an object was taught from, each to where it was; a folder whose name is taken meanwhile gets a number. */
export async function planRestoredTaught(
  root: string,
  surroundings: RestoreSurroundings,
): Promise<PlannedRestore> {
  const { entry, collection } = surroundings;
  const steps: JournalStep[] = [];
  const bringBack = async (from: string, to: string) => {
    const taken = new Set((await listEntries(join(root, to))).map(({ name }) => name));
    for (const id of await foldersIn(join(root, from))) {
      const free = withFreeNumber(id, taken);
      taken.add(free);
      steps.push({ is: 'move', from: `${from}/${id}`, to: `${to}/${free}` });
    }
  };
  // Says how an object comes back that was removed since.
  if (entry.removedWith !== undefined) ownObject(surroundings);
  const own = trashPath(entry.number, 'taught');
  const isAboutOwn = (await foldersIn(join(root, own))).length > 0;
  if (isAboutOwn) await bringBack(own, `${ownObject(surroundings).folder}/${TAUGHT_FOLDER}`);
  const starters = await foldersIn(join(root, trashPath(entry.number, 'starter-taught')));
  for (const starter of starters) {
    const from = trashPath(entry.number, 'starter-taught', starter);
    await bringBack(from, `${STARTERS_TAUGHT_FOLDER}/${starter}`);
  }
  const { starter: hidden, forgottenPhotos = [] } = entry;
  if (hidden !== undefined) {
    const edits = await readStarterEdits(root);
    const { forgottenPhotos: before = [], ...edit } = editOf(edits, hidden.name);
    const left = before.filter((id) => !forgottenPhotos.includes(id));
    const shown = { ...edit, ...(left.length > 0 && { forgottenPhotos: left }) };
    steps.push(...starterEditSteps(edits, { [hidden.name]: shown }));
    starters.push(hidden.name);
  }
  const isStanding = collection.objects.some(({ name }) => name === entry.name);
  const starter = startersOf(collection).find((each) =>
    starters.includes(each.starterName ?? each.name),
  );
  return {
    name: isAboutOwn || isStanding ? entry.name : (starter?.name ?? entry.name),
    steps: [...steps, { is: 'delete', path: trashPath(entry.number, 'entry.json') }],
  };
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await listEntries(folder);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(byName);
}
