import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode, gravest } from '../exitCodes.js';
import { type ExpandedInputs, type ExpandOptions, expandInputs } from './expandInputs.js';

export interface InputSteps extends ExpandOptions {
  readonly context: CommandContext;
  /** Whether nothing is done unless every folder can be used. */
  readonly isAllOrNothing?: boolean;
}

/**
 * Does a command's work on the files that its arguments stand for. A folder that cannot be used gets its line and does not stop
 * the others.
 *
 * @returns the graver of the work's exit code and that of the folders; where no argument leads to a file, nothing is done
 */
export async function withInputs(
  args: readonly string[],
  { context, isAllOrNothing = false, ...options }: InputSteps,
  work: (inputs: Pick<ExpandedInputs, 'files' | 'isSeveral'>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { terminal } = context;
  const { files, isSeveral, notes, errors } = await expandInputs(args, options);
  for (const note of notes) terminal.note(note);
  for (const error of errors) terminal.error(error);
  // `add --with-starter` has no arguments, and work all the same.
  const isEmpty = args.length > 0 && files.length === 0;
  const isStopped = isEmpty || (isAllOrNothing && errors.length > 0);
  if (isStopped) return EXIT.badInput;
  const code = await work({ files, isSeveral });
  return errors.length > 0 ? gravest([code, EXIT.badInput]) : code;
}
