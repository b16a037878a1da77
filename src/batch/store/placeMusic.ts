import { MirrorError } from '../../errors.js';
import type { BatchStore, PlacedMidi } from './batchStore.js';
import { readMusic } from './results.js';

/**
 * Copies the music of a key to where the caller wants it; a file there that has these bytes stays, and one of another maker is kept.
 *
 * It is a copy and no link: a program that edits the music in place leaves the store as it is.
 *
 * @param options.out what the caller named; `name` is the music's key in it
 * @throws MirrorError `environment` if the store lacks it; as the stores' `read` and `placeMidi` do
 */
export async function placeMusic(
  key: string,
  {
    store,
    out,
    name,
  }: { readonly store: BatchStore; readonly out: BatchStore; readonly name: string },
): Promise<PlacedMidi> {
  const music = await readMusic(store, key);
  if (music === undefined) {
    throw new MirrorError(
      'environment',
      `${store.address}: Expected the music of the result ${key} beside it but it is gone. Take ${key}.json away from there and call \`mirror batch\` again.`,
    );
  }
  return out.placeMidi(name, music);
}
