import { join } from 'node:path';
import { sha256Of } from '../checksum.js';
import { MirrorError } from '../errors.js';
import type { DetectorFiles } from '../vision/network.js';
import { packageFolder } from './packageFolder.js';
import { readRegularFile } from './readRegularFile.js';

/** The largest file of the detector has 4.2 MB. */
const LIMITS = { what: "a file of the detector's weights", mostBytes: 64e6 };

/** A file of the detector whose bytes are not those that were published. */
export interface DetectorFault {
  readonly file: string;
  /** One line: what, expected, received, remedy. */
  readonly complaint: string;
}

/**
 * The detector's weights that ship with the package.
 *
 * @throws MirrorError `input`, opened by the file's path, if one is missing or is not what it should be
 */
export async function readDetectorFiles(folder = detectorFolder()): Promise<DetectorFiles> {
  const jsonPath = join(folder, 'model.json');
  const modelJson = new TextDecoder().decode(await readRegularFile(jsonPath, LIMITS));
  const names = shardNames(modelJson, jsonPath);
  const shards = await Promise.all(
    names.map((name) => readRegularFile(join(folder, name), LIMITS)),
  );
  return { modelJson, shards };
}

/**
 * The detector's files that are missing or differ from the sums in ORIGIN.md; none when all is well.
 *
 * @throws MirrorError `input` if ORIGIN.md itself is missing or holds no sums
 */
export async function checkDetectorFiles(folder = detectorFolder()): Promise<DetectorFault[]> {
  const faults: DetectorFault[] = [];
  for (const { file, sha256 } of await publishedSums(folder)) {
    const path = join(folder, file);
    try {
      const received = sha256Of(await readRegularFile(path, LIMITS));
      if (received === sha256) continue;
      faults.push({
        file,
        complaint: `${path}: Expected the checksum ${sha256} but received ${received}. Install sound-mirror again.`,
      });
    } catch (error) {
      if (!(error instanceof MirrorError)) throw error;
      faults.push({ file, complaint: error.message });
    }
  }
  return faults;
}

function detectorFolder(): string {
  return join(packageFolder(), 'models', 'coco-ssd');
}

function shardNames(modelJson: string, path: string): string[] {
  try {
    const { weightsManifest } = JSON.parse(modelJson) as {
      weightsManifest: { paths: string[] }[];
    };
    return weightsManifest.flatMap((group) => group.paths);
  } catch (cause) {
    throw new MirrorError(
      'input',
      `${path}: Expected the graph of the detector but the file is damaged. Install sound-mirror again.`,
      { cause },
    );
  }
}

async function publishedSums(folder: string): Promise<{ file: string; sha256: string }[]> {
  const path = join(folder, 'ORIGIN.md');
  const origin = new TextDecoder().decode(await readRegularFile(path, LIMITS));
  const lines = [...origin.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm)];
  if (lines.length === 0) {
    throw new MirrorError(
      'input',
      `${path}: Expected the checksums of the weights but there are none. Install sound-mirror again.`,
    );
  }
  return lines.map(([, sha256 = '', file = '']) => ({ file, sha256 }));
}
