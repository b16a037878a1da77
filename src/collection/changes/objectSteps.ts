import { join } from 'node:path';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import {
  assertObjectFileFits,
  formatObjectFile,
  OBJECT_FILE_LIMITS,
  type ObjectDescription,
} from '../objectFile.js';
import { formatStarterEdits, STARTER_EDITS_FILE, type StarterEdits } from '../starterEdits.js';
import type { JournalStep } from './journalSteps.js';
import { trashPath } from './trash.js';

// Steps that more than one change of the collection is made of.

/**
 * An object's folder at its place, with an object.json that says what it is to say and keeps its other keys. The folder is moved
 * before it is written into, so that the steps can be done twice.
 *
 * @param options.from where the folder is, below the home; it may be in the trash
 * @param options.keptAs number of the entry in the trash that keeps the former object.json; without it, nothing does
 * @throws MirrorError `input` for an object.json that would be too large to be read again
 */
export async function placeObject(
  home: string,
  {
    from,
    description,
    keptAs,
  }: {
    readonly from: string;
    readonly description: ObjectDescription;
    readonly keptAs?: number;
  },
): Promise<JournalStep[]> {
  const to = `objects/${description.name}`;
  const former = await readRegularFile(join(home, from, 'object.json'), OBJECT_FILE_LIMITS);
  const kept = new TextDecoder('utf-8', { ignoreBOM: true }).decode(former);
  const text = formatObjectFile(description, former);
  assertObjectFileFits(text, description.name);
  return [
    ...(keptAs === undefined
      ? []
      : [{ is: 'write', path: trashPath(keptAs, 'object.json'), text: kept } as const]),
    ...(from.normalize('NFC') === to ? [] : [{ is: 'move', from, to } as const]),
    {
      is: 'write',
      path: `${from.normalize('NFC') === to ? from : to}/object.json`,
      text,
    },
  ];
}

/** The edits of the starter collection with some of them changed; an empty one takes an object's edits away. */
export function starterEditSteps(edits: StarterEdits, changed: StarterEdits): JournalStep[] {
  const text = formatStarterEdits({ ...edits, ...changed });
  return text === formatStarterEdits({})
    ? [{ is: 'delete', path: STARTER_EDITS_FILE }]
    : [{ is: 'write', path: STARTER_EDITS_FILE, text }];
}
