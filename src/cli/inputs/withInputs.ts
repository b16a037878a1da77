import type { MirrorError } from '../../errors.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode, gravest } from '../exitCodes.js';
import { type ExpandedInputs, type ExpandOptions, expandInputs } from './expandInputs.js';

export interface InputSteps extends ExpandOptions {
  readonly context: CommandContext;
  /** Whether nothing is done unless every folder can be used. */
  readonly isAllOrNothing?: boolean;
  /** What is wrong with a file before it is read as an input; undefined for nothing. Such a file does not stop the others. */
  readonly refuse?: (file: string) => Promise<MirrorError | undefined>;
}

/**
 * Does a command's work on the files that its arguments stand for. A folder that cannot be used, or a file that is refused, gets its line
 * and does not stop the others.
 *
 * @returns the graver of the work's exit code and that of what cannot be used; where no argument leads to a file, nothing is done
 */
export async function withInputs(
  args: readonly string[],
  { context, isAllOrNothing = false, refuse, ...options }: InputSteps,
  work: (inputs: Pick<ExpandedInputs, 'files' | 'isSeveral'>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { terminal } = context;
  const { files: named, isSeveral, notes, errors: unusable } = await expandInputs(args, options);
  const { files, refused } = await withoutRefused(named, refuse);
  const errors = [...unusable, ...refused];
  for (const note of notes) terminal.note(note);
  for (const error of errors) terminal.error(error);
  // `add --with-starter` has no arguments, and work all the same.
  const isEmpty = args.length > 0 && files.length === 0;
  const isStopped = isEmpty || (isAllOrNothing && errors.length > 0);
  if (isStopped) return EXIT.badInput;
  const code = await work({ files, isSeveral });
  return errors.length > 0 ? gravest([code, EXIT.badInput]) : code;
}

async function withoutRefused(
  named: readonly string[],
  refuse: InputSteps['refuse'],
): Promise<{ files: readonly string[]; refused: readonly MirrorError[] }> {
  if (refuse === undefined) return { files: named, refused: [] };
  const files: string[] = [];
  const refused: MirrorError[] = [];
  for (const file of named) {
    const error = await refuse(file);
    if (error === undefined) files.push(file);
    else refused.push(error);
  }
  return { files, refused };
}
