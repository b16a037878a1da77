import { inspect } from 'node:util';
import { MirrorError } from '../../errors.js';
import { fitWidth } from '../report/columns.js';
import { jsonLine, printable } from './printable.js';

/** The little that is needed of a stream such as `process.stderr`. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Where a command's words go: results to stdout, everything else to stderr. */
export interface Terminal {
  /** Columns for results; undefined where they go to no terminal, or to one that does not say. */
  readonly width: number | undefined;
  /** The same for notes. */
  readonly noteWidth: number | undefined;
  /** One line of the result. */
  readonly result: (line: string) => void;
  /** One line of the result for a program to read. */
  readonly json: (value: unknown) => void;
  /** One line worth knowing; silent under --quiet. */
  readonly note: (line: string) => void;
  /** One line that must be known, under --quiet as well. */
  readonly warn: (line: string) => void;
  /** One line that begins `mirror:`; the stack as well where DEBUG is set. */
  readonly error: (error: unknown) => void;
  /** The lines that stand below everything else and change while work goes on; none takes them away. */
  readonly showStatus: (lines: readonly string[]) => void;
}

export interface TerminalOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly quiet: boolean;
}

/**
 * Colours and moving lines appear only where stderr is a terminal; NO_COLOR turns the former off. All
 * text passes `printable` here, so that no name can steer the terminal.
 */
export function createTerminal({ stdout, stderr, env, quiet }: TerminalOptions): Terminal {
  const moves = stderr.isTTY === true && env.TERM !== 'dumb';
  const paint = painter(moves && !env.NO_COLOR);
  let status: readonly string[] = [];

  const eraseStatus = () => {
    // Each line: up one, to its beginning, and clear it.
    if (status.length > 0) stderr.write('\u001b[1A\r\u001b[2K'.repeat(status.length));
  };
  const drawStatus = () => {
    // Some terminals say that they have no columns at all.
    const width = (columnsOf(stderr, env) ?? 80) - 1;
    for (const line of status) stderr.write(`${fitWidth(printable(line), width)}\n`);
  };
  const writeAbove = (stream: OutputStream, text: string) => {
    eraseStatus();
    stream.write(`${text}\n`);
    drawStatus();
  };

  return {
    width: columnsOf(stdout, env),
    noteWidth: columnsOf(stderr, env),
    result: (line) => writeAbove(stdout, printable(line)),
    json: (value) => writeAbove(stdout, jsonLine(value)),
    note: (line) => {
      if (!quiet) writeAbove(stderr, paint.dim(printable(line)));
    },
    warn: (line) => writeAbove(stderr, printable(line)),
    error: (error) => {
      writeAbove(stderr, `${paint.red('mirror:')} ${printable(messageOf(error))}`);
      if (env.DEBUG)
        for (const line of inspect(error).split('\n')) writeAbove(stderr, printable(line));
    },
    showStatus: (lines) => {
      if (!moves || quiet) return;
      eraseStatus();
      status = lines;
      drawStatus();
    },
  };
}

/** What a terminal says of itself, else what the shell says of it; undefined for a pipe or a file. */
function columnsOf(
  { isTTY, columns }: OutputStream,
  env: TerminalOptions['env'],
): number | undefined {
  if (!isTTY) return undefined;
  return columns || (/^[1-9]\d{0,4}$/.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : undefined);
}

function messageOf(error: unknown): string {
  if (error instanceof MirrorError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong that should not: ${message.split('\n')[0]} (DEBUG=1 shows where)`;
}

function painter(colours: boolean) {
  const wrap = (code: number) => (text: string) =>
    colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { red: wrap(31), dim: wrap(2) };
}
