import { join, resolve } from 'node:path';
import { isS3Address } from '../s3/s3Address.js';
import type { BatchStore } from './batchStore.js';
import { openFolderStore } from './folderStore.js';
import { STORE_FOLDER } from './storeKeys.js';

/**
 * Opens the store at an address: a folder, or `s3://bucket/prefix`. What speaks to S3 is loaded for such an address only.
 *
 * @param options.signal ends what S3 is asked, as `openS3Store` says
 * @throws MirrorError as `openS3Store` does
 */
export async function openStore(
  address: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<BatchStore> {
  if (!isS3Address(address)) return openFolderStore(address);
  return (await import('../s3/s3Store.js')).openS3Store(address, options);
}

/** Where the store of a batch lies that writes to `out`: a path that is the same on all machines, or an address. */
export function storeAddress(out: string, workingFolder: string): string {
  if (isS3Address(out)) return `${out.replace(/\/+$/, '')}/${STORE_FOLDER}`;
  return resolve(workingFolder, join(out, STORE_FOLDER));
}
