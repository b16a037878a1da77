import type { CommandContext } from '../context.js';
import { examineCollection } from '../doctor/examineCollection.js';
import { examineProgram } from '../doctor/examineProgram.js';
import { canMirror, findingLines } from '../doctor/findings.js';
import { EXIT, type ExitCode } from '../exitCodes.js';

export interface DoctorArguments {
  readonly home?: string;
}

/** `mirror doctor`: what is in use, what is missing, and how to mend it. */
export async function doctor(args: DoctorArguments, context: CommandContext): Promise<ExitCode> {
  const findings = [
    ...(await examineProgram(context)),
    ...(await examineCollection(args.home, context)),
  ];
  const { terminal } = context;
  for (const line of findingLines(findings, terminal.width)) terminal.result(line);
  return canMirror(findings) ? EXIT.done : EXIT.failed;
}
