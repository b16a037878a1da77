import { MirrorError } from '../errors.js';
import { parseCommandLine } from './commandLine.js';
import { EXIT, type ExitCode, exitCodeOf } from './exitCodes.js';
import { createTerminal } from './terminal.js';

const STOPPED = 'Stopped. What was finished before stays; nothing is left half done.';

/** One call from end to end: the words after `mirror` in, lines on the terminal and an exit code out. */
export async function callMirror(words: readonly string[]): Promise<ExitCode> {
  const { stdout, stderr, env } = process;
  let terminal = createTerminal({ stdout, stderr, env, quiet: false });
  try {
    const request = parseCommandLine(words);
    if (request.is === 'text') {
      stdout.write(`${request.text}\n`);
      return EXIT.done;
    }
    terminal = createTerminal({ stdout, stderr, env, quiet: request.quiet });
    return await request.run({ terminal, signal: stopSignal(), env, workingFolder: process.cwd() });
  } catch (error) {
    const code = exitCodeOf(error);
    terminal.showStatus([]);
    terminal.error(code === EXIT.stopped ? new MirrorError('aborted', STOPPED) : error);
    return code;
  }
}

/** Fires on the first Ctrl-C; the second ends the process at once, as if nobody listened. */
function stopSignal(): AbortSignal {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  process.once('SIGTERM', () => abort.abort());
  return abort.signal;
}
