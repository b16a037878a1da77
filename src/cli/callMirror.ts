import { MirrorError } from '../errors.js';
import { yieldToEventLoop } from '../yieldToEventLoop.js';
import { parseCommandLine } from './commandLine.js';
import { EXIT, type ExitCode, exitCodeOf } from './exitCodes.js';
import { messagesInFlags } from './options/optionFlags.js';
import { hintsWithHome } from './terminal/hintsWithHome.js';
import { createTerminal } from './terminal/terminal.js';

/** How long a command may take to stop by itself, unless it asks for more; decoding a photo, for one, cannot be broken off. */
const GRACE_MILLISECONDS = 500;

const STOPPED = 'Stopped. What was finished before stays; each file that was written is whole.';

/** One call from end to end: the words after `mirror` in, lines on the terminal and an exit code out. */
export async function callMirror(args: readonly string[]): Promise<ExitCode> {
  const { stdout, stderr, env } = process;
  let terminal = createTerminal({ stdout, stderr, env, quiet: false });
  try {
    const request = parseCommandLine(args, { columns: terminal.width });
    if (request.is === 'text') {
      stdout.write(`${request.text}\n`);
      return EXIT.done;
    }
    const { quiet, home } = request;
    terminal = createTerminal({ stdout, stderr, env, quiet });
    terminal = messagesInFlags(hintsWithHome(terminal, home));
    const signal = stopSignal();
    const grace = { milliseconds: GRACE_MILLISECONDS };
    const endWithin = (milliseconds = GRACE_MILLISECONDS) => {
      grace.milliseconds = milliseconds;
    };
    const context = { terminal, signal, env, endWithin, workingFolder: process.cwd() };
    const code = await Promise.race([request.run(context), stopped(signal, grace)]);
    // What ended in the very moment of Ctrl-C was stopped all the same.
    await yieldToEventLoop(signal);
    return code;
  } catch (error) {
    const code = exitCodeOf(error);
    terminal.showStatus([]);
    terminal.error(code === EXIT.stopped ? new MirrorError('aborted', STOPPED) : error);
    return code;
  }
}

/** Fires on the first Ctrl-C; the second ends the process at once, as it does without a listener. */
function stopSignal(): AbortSignal {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  process.once('SIGTERM', () => abort.abort());
  return abort.signal;
}

/** Rejects, a moment after the signal fires, whatever the command is still at. */
function stopped(signal: AbortSignal, grace: { readonly milliseconds: number }): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () =>
      setTimeout(() => reject(new MirrorError('aborted', STOPPED)), grace.milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
