import { MirrorError } from '../../errors.js';

/** The same error, its line opened by the file it is about: `kettle.mid: Expected …`. An empty path opens none. */
export function aboutFile(path: string, error: MirrorError): MirrorError {
  const message = path === '' ? error.message : `${path}: ${error.message}`;
  return new MirrorError(error.code, message, { cause: error });
}

/** The `code` of an error of the operating system, such as `ENOENT`; undefined for any other. */
export function systemErrorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
