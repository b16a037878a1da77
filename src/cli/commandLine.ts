import { statSync } from 'node:fs';
import { CommanderError } from 'commander';
import { MirrorError } from '../errors.js';
import type { Run } from './context.js';
import { understandPicture } from './pictureWords.js';
import { createProgram } from './program/program.js';

/** What a call asks for: a text to print, such as the help, or a command to run. */
export type Request =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'command'; readonly quiet: boolean; readonly run: Run };

/**
 * Understands the words after `mirror`.
 *
 * @throws MirrorError `usage`, one line, for words that make no call
 */
export function parseCommandLine(words: readonly string[]): Request {
  const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  const [likely = [], other] = understandPicture(words, isFile);
  try {
    return parseWords(likely);
  } catch (error) {
    if (other === undefined || !lacksArgument(error)) throw error;
    // What was taken for the name of a picture is the photo, for there is no other.
    return parseWords(other);
  }
}

function lacksArgument(error: unknown): boolean {
  const cause = error instanceof MirrorError ? error.cause : undefined;
  return cause instanceof CommanderError && cause.code === 'commander.missingArgument';
}

function parseWords(words: readonly string[]): Request {
  let text = '';
  let request: Request | undefined;
  const program = createProgram({
    print: (part) => {
      text += part;
    },
    command: (quiet = false, run) => {
      request = { is: 'command', quiet, run };
    },
  });
  try {
    program.parse([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error);
  }
  return request ?? { is: 'text', text: text.trimEnd() };
}

/** Commander's message, which may have a suggestion on a line of its own, as one line like all of ours. */
function usageError(error: CommanderError): MirrorError {
  if (error.code === 'commander.help') {
    return new MirrorError(
      'usage',
      'Expected the name of a command after help but there is none of that name. `mirror --help` lists them.',
      { cause: error },
    );
  }
  const [complaint = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const remedy = suggestion?.replace(/^\((.*)\)$/, '$1') ?? '`mirror --help` shows what there is.';
  const sentence = complaint.charAt(0).toUpperCase() + complaint.slice(1).replace(/[.:]$/, '');
  return new MirrorError('usage', `${sentence}. ${remedy}`, { cause: error });
}
