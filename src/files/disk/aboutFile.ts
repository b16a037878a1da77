import { MirrorError } from '../../errors.js';

/** The same error, its line opened by the file it is about: `kettle.mid: Expected …`. */
export function aboutFile(path: string, error: MirrorError): MirrorError {
  return new MirrorError(error.code, `${path}: ${error.message}`, { cause: error });
}

/** The `code` of an error of the operating system, such as `ENOENT`; undefined for any other. */
export function systemErrorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
