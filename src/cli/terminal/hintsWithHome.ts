import { inQuotes } from '../../collection/training/trainCommand.js';
import { MirrorError } from '../../errors.js';
import type { Terminal } from './terminal.js';

/** Commands that work on a collection, as a message names them to be typed. */
const HINT =
  /`mirror (?:add|train|edit|labels|remove|restore|teach|forget|objects|hear|room|doctor)(?![\w-])[^`]*`/g;

/** Paths that need no quotes; a backslash is a separator on Windows, and takes the next character's meaning elsewhere. */
const PLAIN = /^[\p{L}\p{N}._/:-]+$/u;
const PLAIN_ON_WINDOWS = /^[\p{L}\p{N}._/\\:-]+$/u;
const IS_WINDOWS = process.platform === 'win32';

/**
 * The same terminal, whose messages name the call's own `--home` in each command that they advise: typed as it stands, the
 * command works on the same collection.
 *
 * @param home as the caller wrote it; undefined leaves messages as they are
 */
export function hintsWithHome(terminal: Terminal, home: string | undefined): Terminal {
  if (home === undefined) return terminal;
  const homed = (text: string) => withHome(text, home);
  return {
    ...terminal,
    note: (line) => terminal.note(homed(line)),
    warn: (line) => terminal.warn(homed(line)),
    result: (line) => terminal.result(homed(line)),
    error: (error) => terminal.error(errorWith(error, homed)),
  };
}

/**
 * A text whose commands have `--home`.
 *
 * @example withHome('Run `mirror train mug`.', 'my home') // 'Run `mirror train mug --home "my home"`.'
 */
export function withHome(text: string, home: string): string {
  const word = (IS_WINDOWS ? PLAIN_ON_WINDOWS : PLAIN).test(home) ? home : inQuotes(home);
  return text.replace(HINT, (hint) =>
    / --(?:home|help)\b/.test(hint) ? hint : `${hint.slice(0, -1)} --home ${word}\``,
  );
}

function errorWith(error: unknown, homed: (text: string) => string): unknown {
  if (!(error instanceof MirrorError)) return error;
  const message = homed(error.message);
  return message === error.message ? error : new MirrorError(error.code, message, { cause: error });
}
