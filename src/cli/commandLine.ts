import { CommanderError } from 'commander';
import { MirrorError } from '../errors.js';
import { isRegularFileNow } from '../files/disk/pathChecks.js';
import type { Run } from './context.js';
import { fitHelp } from './options/help/fitHelp.js';
import { understandPicture } from './options/pictureWords.js';
import { createProgram } from './options/program.js';
import type { ProgramListener } from './options/programListener.js';

/** What a call asks for: a text to print, such as the help, or a command to run. */
export type Request =
  | { readonly is: 'text'; readonly text: string }
  | {
      readonly is: 'command';
      readonly quiet: boolean;
      /** What --home names, in the call's own words. */
      readonly home: string | undefined;
      readonly run: Run;
    };

/** The help fills no more, wherever there is more, so that its lines are read with ease. */
const MOST_HELP_COLUMNS = 100;

const ONE_WORD = 'A name of several words is written "knife block" or knife-block.';

/** What is likely wrong where a command has more words than it takes. */
const SEVERAL_WORDS: Readonly<Record<string, string>> = {
  'mirror teach': `${ONE_WORD} One photo a call.`,
  'mirror edit': `${ONE_WORD} One object a call.`,
  'mirror hear': `${ONE_WORD} One object a call.`,
  'mirror restore': `${ONE_WORD} One object a call.`,
};

/** What a pipe or a file is thought to have. */
const USUAL_COLUMNS = 80;

/**
 * Understands the words after `mirror`; none ask for the help.
 *
 * @param options.columns of the terminal, 80 where there is none
 * @throws MirrorError `usage`, one line, for words that make no call
 */
export function parseCommandLine(
  args: readonly string[],
  { columns = USUAL_COLUMNS }: { readonly columns?: number } = {},
): Request {
  const helpWidth = Math.min(columns, MOST_HELP_COLUMNS);
  if (args.length === 0) return parseArgs(['--help'], helpWidth);
  const [likely = [], other] = understandPicture(args, isRegularFileNow);
  try {
    return parseArgs(likely, helpWidth);
  } catch (error) {
    if (other === undefined || !lacksArgument(error)) throw error;
    // What was taken for the name of a picture is the photo, for there is no other.
    return parseArgs(other, helpWidth);
  }
}

function lacksArgument(error: unknown): boolean {
  const cause = error instanceof MirrorError ? error.cause : undefined;
  return cause instanceof CommanderError && cause.code === 'commander.missingArgument';
}

function parseArgs(args: readonly string[], helpWidth: number): Request {
  let text = '';
  let home: string | undefined;
  let request: Request | undefined;
  const listener: ProgramListener = {
    print: (part) => {
      text += part;
    },
    command: (quiet = false, run) => {
      request = { is: 'command', quiet, home, run };
    },
  };
  let command = 'mirror';
  const program = createProgram(listener, { helpWidth }).hook('preSubcommand', (_, subcommand) => {
    command = `mirror ${subcommand.name()}`;
  });
  program.hook('preAction', (_, called) => {
    home = called.opts<{ home?: string }>().home;
  });
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, command);
  }
  return request ?? { is: 'text', text: fitHelp(text.trimEnd(), helpWidth) };
}

/**
 * Commander's message, which may have a suggestion on a line of its own, as one line like all of ours.
 *
 * @param command whose help says more, such as `mirror edit`
 */
function usageError(error: CommanderError, command: string): MirrorError {
  if (error.code === 'commander.help') {
    return new MirrorError(
      'usage',
      'Expected the name of a command after help but there is none of that name. `mirror --help` lists them.',
      { cause: error },
    );
  }
  const [complaint = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const several = error.code === 'commander.excessArguments' ? SEVERAL_WORDS[command] : undefined;
  const remedy =
    fileRemedy(error, complaint) ??
    several ??
    suggestion?.replace(/^\((.*)\)$/, '$1') ??
    `\`${command} --help\` shows what there is.`;
  const sentence = complaint.charAt(0).toUpperCase() + complaint.slice(1).replace(/[.:]$/, '');
  return new MirrorError('usage', `${sentence}. ${remedy}`, { cause: error });
}

/** Of a file whose name begins as an option does, such as one of `mirror *.jpg`. */
function fileRemedy({ code }: CommanderError, complaint: string): string | undefined {
  const option = code === 'commander.unknownOption' ? /'(.+)'$/.exec(complaint)?.[1] : undefined;
  if (option === undefined || !isRegularFileNow(option)) return undefined;
  return `For the file of that name write ./${option}.`;
}
