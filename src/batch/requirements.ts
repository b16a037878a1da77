import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolder } from '../collection/packageFolder.js';
import { publishedChecksum } from '../collection/publishedFiles.js';
import { MirrorError } from '../errors.js';
import { sha256OfText } from '../files/checksum.js';
import { checkPublishedFiles } from '../index.js';
import type { Requirements } from './batch.js';

/** The published files that decide what is seen, and what is heard. */
const DECIDING = ['detector', 'embedding', 'transcriber'] as const;

/**
 * What this machine has.
 *
 * @param backend the name of the one that it multiplies with
 * @throws MirrorError `environment` if the weights are not those that were published
 */
export async function ownRequirements(backend: string): Promise<Requirements> {
  const faults = (await Promise.all(DECIDING.map((name) => checkPublishedFiles(name)))).flat();
  if (faults[0] !== undefined) throw new MirrorError('environment', faults[0].complaint);
  const sums = await Promise.all(DECIDING.map((name) => publishedChecksum(name)));
  const text = await readFile(join(packageFolder(), 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return { version, weights: sha256OfText(sums.join('\n')), backend };
}

/** 16 hexadecimal digits that are equal where all requirements are: the queue of chunks is named by them. */
export function programFingerprint({ version, weights, backend }: Requirements): string {
  return sha256OfText(`${version}\n${weights}\n${backend}`).slice(0, 16);
}

/** Why a machine may not work for a batch, code `environment`; undefined if it may. */
export function refusalOf(required: Requirements, own: Requirements): MirrorError | undefined {
  const differing = (['version', 'weights', 'backend'] as const).find(
    (key) => required[key] !== own[key],
  );
  if (differing === undefined) return undefined;
  const [expected, received] = [required, own].map((each) => SHOWN[differing](each[differing]));
  return new MirrorError(
    'environment',
    `Expected a worker with ${expected}, as the batch has it, but this one has ${received}. ${REMEDIES[differing]}`,
  );
}

const SHOWN = {
  version: (value: string) => `sound-mirror ${value}`,
  weights: (value: string) => `weights ${value.slice(0, 12)}`,
  backend: (value: string) => `the backend ${value}`,
} as const;

const REMEDIES = {
  version: 'Install the same version on all machines.',
  weights: 'Install sound-mirror again on all machines.',
  backend: 'Set MIRROR_BACKEND to the same name on all machines.',
} as const;
