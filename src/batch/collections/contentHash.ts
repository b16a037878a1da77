import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decoderFolder,
  findWeights,
  HEADER,
  readHeader,
} from '../../collection/decoders/decoderFiles.js';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { sha256Of, sha256OfText } from '../../files/checksum.js';
import { type Collection, DEFAULT_DECODER_KIND, type SoundObject } from '../../index.js';

/** The files of an object that a mirror reads: name within its folder, and where they lie now. */
export interface ObjectFiles {
  readonly decoder: readonly { readonly name: string; readonly path: string }[];
  readonly taught: readonly { readonly name: string; readonly path: string }[];
}

/**
 * SHA-256 of all in a collection that decides what a mirror sounds like: names, labels, instruments, decoders, and what
 * was taught. Recordings are not in it, for a mirror does not read them, nor is the text of an object.
 *
 * @throws MirrorError as the collection's readers do, `aborted` when the signal fires
 */
export async function collectionHash(
  { objects, covered = [] }: Pick<Collection, 'objects' | 'covered'>,
  signal?: AbortSignal,
): Promise<string> {
  const parts: unknown[] = [];
  for (const object of [...objects, ...covered]) {
    throwIfAborted(signal);
    const { name, labels, instrument, program, shelf, starterName, givenLabels } = object;
    const { decoder, taught } = await objectFiles(object);
    parts.push(
      [name, labels, instrument, program, shelf, starterName ?? null, givenLabels ?? null],
      await sumsOf(decoder),
      await sumsOf(taught),
    );
  }
  return sha256OfText(JSON.stringify(parts));
}

/** Those files of an object that are there. */
export async function objectFiles(object: SoundObject): Promise<ObjectFiles> {
  const folder = decoderFolder(object, DEFAULT_DECODER_KIND);
  const taught: { name: string; path: string }[] = [];
  for (const { id, folder: from } of object.taught ?? []) {
    for (const entry of (await readdir(from, { withFileTypes: true })).sort(byFileName)) {
      if (!entry.isFile() || entry.name.startsWith('.')) continue;
      taught.push({ name: `${id}/${entry.name}`, path: join(from, entry.name) });
    }
  }
  return { decoder: await decoderFiles(folder), taught };
}

async function decoderFiles(folder: string): Promise<ObjectFiles['decoder']> {
  const header = { name: HEADER, path: join(folder, HEADER) };
  try {
    const json = await readHeader(folder);
    if (json === undefined) return [];
    const { file } = await findWeights(folder, json);
    // Under the name that they have once a training is over.
    return [header, { name: 'weights.bin', path: join(folder, file) }];
  } catch (error) {
    // One that is damaged cannot play, here or elsewhere.
    if (error instanceof MirrorError) return [];
    throw error;
  }
}

async function sumsOf(files: readonly { name: string; path: string }[]): Promise<string[]> {
  const sums: string[] = [];
  for (const { name, path } of files) sums.push(`${name} ${sha256Of(await readFile(path))}`);
  return sums;
}

function byFileName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
