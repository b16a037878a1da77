import { join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { exists } from '../../files/disk/pathChecks.js';
import { byName } from '../names/byName.js';
import { type ObjectDescription, readObjectFile } from '../objectFile.js';
import { stemLength, stemOf } from '../recordings/recordedTakes.js';
import { moveDecoders } from './decoderMoves.js';
import { returnEntries } from './followingEntries.js';
import { freeObjectName, takenNames } from './freeObjectName.js';
import type { JournalStep } from './journalSteps.js';
import { placeObject } from './objectSteps.js';
import { ownObject, type PlannedRestore, type RestoreSurroundings } from './plannedRestore.js';
import { type TrashEntry, trashPath } from './trash.js';

/** Brings an object and its decoders back, under its own name or a free one. */
export async function planRestoredObject(
  root: string,
  { entry, collection, entries }: RestoreSurroundings,
): Promise<PlannedRestore> {
  // It may take the place of a starter object, but not of one that was given its name meanwhile.
  const starters = collection.objects.filter(
    ({ starterName, name }) =>
      starterName !== undefined && starterName !== entry.covered && starterName !== name,
  );
  const name = freeObjectName(entry.name, await takenNames(root, { starters }));
  const from = trashPath(entry.number, 'object');
  if (!(await exists(join(root, from)))) {
    throw aboutFile(
      join(root, from),
      new MirrorError(
        'input',
        `Expected the folder of ${entry.name} here but it is gone. Delete the folder around it.`,
      ),
    );
  }
  return {
    name,
    steps: [
      ...(await placeRemoved(root, { entry, from, name })),
      ...(await moveDecoders(root, {
        from: trashPath(entry.number, 'models'),
        to: `models/${name}`,
        ...(name !== entry.name && { object: name }),
      })),
      ...returnEntries(entries, { removedWith: entry.number, name }),
      { is: 'delete', path: trashPath(entry.number, 'entry.json') },
    ],
  };
}

/** What was broken when it was removed comes back as it was. */
async function placeRemoved(
  root: string,
  {
    entry,
    from,
    name,
  }: { readonly entry: TrashEntry; readonly from: string; readonly name: string },
): Promise<JournalStep[]> {
  const path = join(root, from, 'object.json');
  const former = name === entry.name ? undefined : await readWhole(path, entry.name);
  return former === undefined
    ? [{ is: 'move', from, to: `objects/${name}` }]
    : placeObject(root, { from, description: { ...former, name } });
}

/** Undefined for an object.json that is missing or broken. */
async function readWhole(path: string, name: string): Promise<ObjectDescription | undefined> {
  if (!(await exists(path))) return undefined;
  try {
    return await readObjectFile(path, name);
  } catch (error) {
    if (error instanceof MirrorError) return undefined;
    throw error;
  }
}

/** Brings recordings back to their object; a take whose name is taken gets a number, and all of its files the same. */
export async function planRestoredRecordings(
  root: string,
  surroundings: RestoreSurroundings,
): Promise<PlannedRestore> {
  const { entry } = surroundings;
  const { object, folder } = ownObject(surroundings);
  const from = trashPath(entry.number, 'recordings');
  const files = (await listEntries(join(root, from))).map(({ name }) => name).sort(byName);
  const there = await listEntries(join(object.folder, 'recordings'));
  const taken = new Set(there.map(({ name }) => stemOf(name)));
  const newStems = new Map<string, string>();
  for (const stem of new Set(files.map(stemOf))) newStems.set(stem, freeStem(stem, taken));
  const moves = files.map((file) => ({ from: file, to: underStem(file, newStems) }));
  return {
    name: object.name,
    renamed: moves.filter((move) => move.from !== move.to),
    steps: [
      ...moves.map(
        (move): JournalStep => ({
          is: 'move',
          from: `${from}/${move.from}`,
          to: `${folder}/recordings/${move.to}`,
        }),
      ),
      { is: 'delete', path: trashPath(entry.number, 'entry.json') },
    ],
  };
}

/** The ending that makes a stem free: nothing, or `-2`, `-3` … */
function freeStem(stem: string, taken: Set<string>): string {
  let ending = '';
  for (let number = 2; taken.has(`${stem}${ending}`); number++) ending = `-${number}`;
  taken.add(`${stem}${ending}`);
  return ending;
}

/** @example underStem('Take.mid.beats.json', new Map([['take', '-2']])) // 'Take-2.mid.beats.json' */
function underStem(file: string, endings: ReadonlyMap<string, string>): string {
  const ending = endings.get(stemOf(file)) ?? '';
  if (ending === '') return file;
  const composed = file.normalize('NFC');
  const length = stemLength(composed);
  return `${composed.slice(0, length)}${ending}${composed.slice(length)}`;
}
