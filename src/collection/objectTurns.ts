import { join } from 'node:path';
import { DECODER_KINDS, DEFAULT_DECODER_KIND } from '../autoencoder/decoder.js';
import { sha256Of } from '../checksum.js';
import { foldCase } from './byName.js';
import { takeTrainingTurn } from './decoderStore.js';
import { exists } from './pathChecks.js';
import type { SoundObject } from './soundObject.js';
import { type Turn, type TurnOptions, takeTurn } from './turns.js';
import { removeEmptyFolders } from './writeFileAtomically.js';

type Waiting = Omit<TurnOptions, 'purpose'>;

/**
 * Waits until no other process changes the object of that name in a home, be it there already or not.
 *
 * @throws MirrorError as `takeTurn` does
 */
export function takeObjectTurn(
  home: string,
  { name, ...options }: Waiting & { readonly name: string },
): Promise<Turn> {
  const sum = sha256Of(new TextEncoder().encode(foldCase(name)));
  return takeTurn(join(home, 'objects'), { ...options, purpose: `adding-${sum.slice(0, 12)}` });
}

/**
 * Does some work while no other process adds to, changes or trains the objects.
 *
 * @param options.names of the objects, and of those that are to come
 * @param options.object whose decoders are to be moved, so that no training may be under way
 * @throws MirrorError as `takeTurn` does, and whatever the work throws
 */
export async function holdObjects<Result>(
  home: string,
  {
    names,
    object,
    ...options
  }: Waiting & { readonly names: readonly string[]; readonly object?: SoundObject | undefined },
  work: () => Promise<Result>,
): Promise<Result> {
  const turns: Turn[] = [];
  try {
    // In one order for all processes, so that no two wait for each other.
    for (const name of [...new Set(names.map(foldCase))].sort()) {
      turns.push(await takeObjectTurn(home, { ...options, name }));
    }
    for (const kind of object?.shelf === 'home' ? DECODER_KINDS : []) {
      const { modelsFolder } = object as SoundObject;
      const folder = kind === DEFAULT_DECODER_KIND ? modelsFolder : join(modelsFolder, kind);
      if (!(await exists(folder))) continue;
      turns.push(await takeTrainingTurn(object as SoundObject, { ...options, kind }));
    }
    return await work();
  } finally {
    for (const turn of turns.reverse()) await turn.release();
    if (object?.shelf === 'home') await removeEmptyModels(home, object);
  }
}

/** What was moved away leaves folders in which the turns were. */
async function removeEmptyModels(home: string, { modelsFolder }: SoundObject): Promise<void> {
  for (const kind of DECODER_KINDS) {
    if (kind === DEFAULT_DECODER_KIND) continue;
    await removeEmptyFolders(join(modelsFolder, kind), modelsFolder);
  }
  await removeEmptyFolders(modelsFolder, home);
}
