import { join } from 'node:path';
import { MirrorError } from '../errors.js';
import type { GraphFiles } from '../tensors/graphFiles.js';
import { type PublishedName, publishedFolder, readPublishedFile } from './publishedFiles.js';

/**
 * The detector's network, as it ships with the package.
 *
 * @throws MirrorError `input`, opened by the file's path, if one is missing or is not what it should be
 */
export function readDetectorFiles(folder?: string): Promise<GraphFiles> {
  return readGraphFiles('detector', folder);
}

/** The transcriber's network, as it ships with the package; throws as `readDetectorFiles` does. */
export function readTranscriberFiles(folder?: string): Promise<GraphFiles> {
  return readGraphFiles('transcriber', folder);
}

async function readGraphFiles(
  name: Extract<PublishedName, 'detector' | 'transcriber'>,
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
