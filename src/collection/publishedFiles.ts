import { join } from 'node:path';
import { checkArguments, checkValues } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { sha256Of, sha256OfText } from '../files/checksum.js';
import { readRegularFile } from '../files/disk/readRegularFile.js';
import { packageFolder } from './packageFolder.js';

/** What ships with the package as others published it; each folder says in its ORIGIN.md where from. */
const PUBLISHED = {
  detector: { folder: 'models/coco-ssd', what: "a file of the detector's weights" },
  transcriber: { folder: 'models/basic-pitch', what: "a file of the transcriber's weights" },
  embedding: { folder: 'models/taught', what: 'a file of what makes embeddings' },
  soundFont: { folder: 'soundfonts', what: 'the SoundFont of the package' },
  font: { folder: 'fonts', what: 'a font of the package' },
} as const;

export type PublishedName = keyof typeof PUBLISHED;
export const PUBLISHED_NAMES = Object.keys(PUBLISHED) as PublishedName[];

/** The largest, the SoundFont, has 15 MB. */
const MOST_BYTES = 64e6;

/** A published file whose bytes are not those that were published. */
export interface PublishedFault {
  readonly file: string;
  /** One line: what, expected, received, remedy. */
  readonly complaint: string;
}

/** Where published files lie. */
export function publishedFolder(name: PublishedName): string {
  return join(packageFolder(), PUBLISHED[name].folder);
}

/**
 * One published file's bytes, unchecked.
 *
 * @throws MirrorError `input`, opened by its path, if it is missing or no file
 */
export async function readPublishedFile(
  name: PublishedName,
  file: string,
  folder = publishedFolder(name),
): Promise<Uint8Array> {
  checkArguments({ folder }, { folder: 'string' });
  return readRegularFile(join(folder, file), {
    what: PUBLISHED[name].what,
    mostBytes: MOST_BYTES,
  });
}

/**
 * The published files that are missing or differ from the sums in ORIGIN.md; none when all is well.
 *
 * @throws MirrorError `input` if ORIGIN.md itself is missing or holds no sums
 */
export async function checkPublishedFiles(
  name: PublishedName,
  folder?: string,
): Promise<PublishedFault[]> {
  checkArguments({ name }, { name: PUBLISHED_NAMES });
  checkValues({ folder }, { folder: 'string' });
  const within = folder ?? publishedFolder(name);
  const faults: PublishedFault[] = [];
  for (const { file, sha256 } of await publishedSums(name, within)) {
    try {
      const received = sha256Of(await readPublishedFile(name, file, within));
      if (received === sha256) continue;
      faults.push({
        file,
        complaint: `${join(within, file)}: Expected the checksum ${sha256} but received ${received}. Install sound-mirror again.`,
      });
    } catch (error) {
      if (!(error instanceof MirrorError)) throw error;
      faults.push({ file, complaint: error.message });
    }
  }
  return faults;
}

/**
 * One checksum for all published files of a name, 64 hexadecimal digits: SHA-256 of the sums that ORIGIN.md lists, so that no
 * megabytes are read for it.
 *
 * @throws MirrorError `input` if ORIGIN.md is missing or holds no sums
 */
export async function publishedChecksum(
  name: PublishedName,
  folder = publishedFolder(name),
): Promise<string> {
  const sums = await publishedSums(name, folder);
  const text = sums.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('');
  return sha256OfText(text);
}

async function publishedSums(
  name: PublishedName,
  folder: string,
): Promise<{ file: string; sha256: string }[]> {
  const origin = new TextDecoder().decode(await readPublishedFile(name, 'ORIGIN.md', folder));
  const lines = [...origin.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm)];
  if (lines.length === 0) {
    throw new MirrorError(
      'input',
      `${join(folder, 'ORIGIN.md')}: Expected the checksums of the files but there are none. Install sound-mirror again.`,
    );
  }
  return lines.map(([, sha256 = '', file = '']) => ({ file, sha256 }));
}
