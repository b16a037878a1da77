import type { Run } from '../context.js';

/** What is called with what a call of the command line asks for. */
export interface ProgramListener {
  /** A piece of text for the caller: help, or the version. */
  readonly print: (text: string) => void;
  /** A command that was called. */
  readonly command: (quiet: boolean | undefined, run: Run) => void;
}
