import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { packageFolder } from '../../collection/packageFolder.js';
import { MirrorError } from '../../index.js';

/** A file of the page, in memory. */
export interface PageFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Whether its name holds its checksum, so that a browser may keep it. */
  readonly isLasting: boolean;
}

/** The files of the page by the path of the request: `/index.html`, `/assets/main-1a2b3c.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Reads the built page once. A request is looked up in what was read, so that none ever becomes a path on the disk.
 *
 * @param folder where `npm run build` puts it, by default
 * @throws MirrorError `environment` where the page is not built
 */
export async function readPageFiles(folder = builtPage()): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, PageFile>();
  for (const entry of entries) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length).split(sep).join('/');
    const isLasting = name.startsWith('/assets/');
    files.set(name, { bytes: await readFile(path), contentType, isLasting });
  }
  if (!files.has('/index.html')) {
    throw new MirrorError(
      'environment',
      `Expected the studio's page in ${folder} but there is none. Run \`npm run build\`, or install sound-mirror again.`,
    );
  }
  return files;
}

function builtPage(): string {
  return join(packageFolder(), 'dist', 'studio', 'page');
}
