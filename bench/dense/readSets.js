import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readTake } from '../../dist/collection/recordings/recordingFiles.js';

/**
 * Names of the sets in a folder: its folders, sorted, or those of them that are chosen, in the order of the choice.
 *
 * @param chosen names, or undefined for all
 * @throws Error without a folder, or for a chosen name that is none of them
 */
export function namesOfSets(folder, chosen) {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
  const missing = chosen?.find((name) => !names.includes(name));
  if (missing !== undefined || names.length === 0) {
    const found = names.join(', ') || 'none';
    throw new Error(
      `Expected ${missing ?? 'folders of MIDI files'} in ${folder} but found ${found}.`,
    );
  }
  return chosen ?? names;
}

/**
 * All MIDI files of a set on their beats, read as the collection reads them.
 *
 * @param folder holds them, or a folder `recordings` that does
 * @param onSkipped called with a line for each file that cannot be read
 * @throws Error where none can be read
 */
export async function readSet(folder, onSkipped) {
  const takes = [];
  for (const path of [folder, join(folder, 'recordings')].flatMap(midiFilesIn)) {
    try {
      takes.push(await readTake({ name: basename(path), path }, { kept: 'read' }));
    } catch (error) {
      onSkipped(error.message);
    }
  }
  if (takes.length === 0) {
    throw new Error(`Expected MIDI files in ${folder} but found none that can be read.`);
  }
  return takes;
}

function midiFilesIn(folder) {
  try {
    const names = readdirSync(folder).filter((name) => /^[^.].*\.midi?$/i.test(name));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
