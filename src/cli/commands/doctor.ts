import type { CommandContext } from '../context.js';
import { canMirror, diagnosticLines } from '../doctor/diagnostics.js';
import { examineCollection } from '../doctor/examineCollection.js';
import { examineProgram } from '../doctor/examineProgram.js';
import { EXIT, type ExitCode } from '../exitCodes.js';

export interface DoctorArguments {
  readonly home?: string;
}

/** `mirror doctor`: what is in use, what is missing, and how to mend it. */
export async function doctor(args: DoctorArguments, context: CommandContext): Promise<ExitCode> {
  const diagnostics = [
    ...(await examineProgram(context)),
    ...(await examineCollection(args.home, context)),
  ];
  const { terminal } = context;
  for (const line of diagnosticLines(diagnostics, terminal.width)) terminal.result(line);
  return canMirror(diagnostics) ? EXIT.done : EXIT.failed;
}
