import { MirrorError } from '../../errors.js';
import type { PieceOptions } from '../../index.js';
import type { Terminal } from '../terminal/terminal.js';

/** The flag of the command line for each option of a piece; only a photo takes them. */
export const PHOTO_FLAGS: Readonly<Record<keyof PieceOptions, string>> = {
  bars: '--bars',
  tempoBpm: '--tempo',
  seed: '--seed',
  temperature: '--temperature',
  variation: '--variation',
  minConfidence: '--min-confidence',
  careful: '--careful',
  mostOnsetsASecond: '--density',
  harmonise: '--no-harmonise',
  instruments: '--instrument',
};

/** The flag, or variable of the environment, for each option that messages of the library name. */
const FLAGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...PHOTO_FLAGS,
    withStarter: '--with-starter',
    home: '--home',
    backend: 'MIRROR_BACKEND',
  }),
);

/**
 * A message of the library with the options that it names in backticks written as flags.
 *
 * @example inFlags('`minConfidence: 0.2` lets it in.') // '--min-confidence 0.2 lets it in.'
 */
export function inFlags(message: string): string {
  return message.replace(/`(\w+)(?:: ([^`]+))?`/g, (whole, name: string, value?: string) => {
    const flag = FLAGS.get(name);
    if (flag === undefined) return whole;
    return value === undefined || value === 'true' ? flag : `${flag} ${value}`;
  });
}

/** The same error with such a message; what is no `MirrorError` is returned unchanged. */
export function errorInFlags(error: unknown): unknown {
  if (!(error instanceof MirrorError)) return error;
  const message = inFlags(error.message);
  return message === error.message ? error : new MirrorError(error.code, message, { cause: error });
}

/** The same terminal, with flags in the notes, warnings and errors that it writes. */
export function messagesInFlags(terminal: Terminal): Terminal {
  return {
    ...terminal,
    note: (line) => terminal.note(inFlags(line)),
    warn: (line) => terminal.warn(inFlags(line)),
    error: (error) => terminal.error(errorInFlags(error)),
  };
}
