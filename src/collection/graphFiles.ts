import { join } from 'node:path';
import { MirrorError } from '../errors.js';
import type { GraphFiles } from '../tensors/graphFiles.js';
import type { DetectorFiles } from '../vision/network.js';
import { type Bank, readBank } from '../vision/taught/bank.js';
import { type PublishedName, publishedFolder, readPublishedFile } from './publishedFiles.js';

/**
 * The detector's network, as it ships with the package, and what makes embeddings of its feature maps.
 *
 * @param folder of the network; embeddings come from the package always
 * @throws MirrorError `input`, opened by the file's path, if one is missing or is not what it should be
 */
export async function readDetectorFiles(folder?: string): Promise<DetectorFiles> {
  const [files, embedding] = await Promise.all([
    readGraphFiles('detector', folder),
    readGraphFiles('embedding'),
  ]);
  return { ...files, embedding };
}

/** The bank that taught things are told apart from, as it ships with the package; throws as `readDetectorFiles` does. */
export async function readBankFile(folder?: string): Promise<Bank> {
  return readBank(await readPublishedFile('embedding', 'bank.bin', folder));
}

/** The transcriber's network, as it ships with the package; throws as `readDetectorFiles` does. */
export function readTranscriberFiles(folder?: string): Promise<GraphFiles> {
  return readGraphFiles('transcriber', folder);
}

async function readGraphFiles(
  name: Extract<PublishedName, 'detector' | 'transcriber' | 'embedding'>,
  folder = publishedFolder(name),
): Promise<GraphFiles> {
  const modelJson = new TextDecoder().decode(await readPublishedFile(name, 'model.json', folder));
  const shards = shardNames(modelJson, join(folder, 'model.json'), name);
  return {
    modelJson,
    shards: await Promise.all(shards.map((shard) => readPublishedFile(name, shard, folder))),
  };
}

function shardNames(modelJson: string, path: string, name: string): string[] {
  try {
    const { weightsManifest } = JSON.parse(modelJson) as {
      weightsManifest: { paths: string[] }[];
    };
    return weightsManifest.flatMap((group) => group.paths);
  } catch (cause) {
    throw new MirrorError(
      'input',
      `${path}: Expected the graph of the ${name} but the file is damaged. Install sound-mirror again.`,
      { cause },
    );
  }
}
