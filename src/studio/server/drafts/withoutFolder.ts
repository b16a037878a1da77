import { sep } from 'node:path';
import { MirrorError } from '../../../index.js';

/** The same error, without the folder that a file lies in for the moment: a person knows the file by its name. */
export function withoutFolder(error: unknown, folder: string): unknown {
  if (!(error instanceof MirrorError) || !error.message.includes(folder)) return error;
  return new MirrorError(error.code, error.message.replaceAll(`${folder}${sep}`, ''), {
    cause: error,
  });
}
