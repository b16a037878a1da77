import { MirrorError, type MirrorErrorCode } from '../errors.js';

/** What the shell learns when `mirror` ends; other programs rely on these numbers. */
export const EXIT = {
  done: 0,
  failed: 1,
  badInput: 2,
  unanswered: 3,
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const CODE_OF_ERROR: Readonly<Record<MirrorErrorCode, ExitCode>> = {
  usage: EXIT.badInput,
  input: EXIT.badInput,
  stale: EXIT.badInput,
  unanswered: EXIT.unanswered,
  aborted: EXIT.stopped,
  environment: EXIT.failed,
};

/** From the mildest to the gravest. */
const GRAVITY: readonly ExitCode[] = [
  EXIT.done,
  EXIT.unanswered,
  EXIT.badInput,
  EXIT.failed,
  EXIT.stopped,
];

/** The exit code for an error; one that is not ours is `failed`. */
export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof MirrorError ? CODE_OF_ERROR[error.code] : EXIT.failed;
}

/** The gravest of several exit codes: what a call ends with when some photos worked and others did not. */
export function gravest(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce<ExitCode>(
    (worst, code) => (GRAVITY.indexOf(code) > GRAVITY.indexOf(worst) ? code : worst),
    EXIT.done,
  );
}
