import type { ExitCode } from './exitCodes.js';
import type { Terminal } from './terminal/terminal.js';

/** What every command is handed besides its own options. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Gives the command more time to end after Ctrl-C than half a second, for what it has to write elsewhere or to take back. Without a
   * number it is half a second again.
   */
  readonly endWithin?: (milliseconds?: number) => void;
  /** The folder that the caller stands in. */
  readonly workingFolder: string;
}

/** Runs a command that is loaded only now: TensorFlow and sharp come with it only where it needs them. */
export type Run = (context: CommandContext) => Promise<ExitCode>;
