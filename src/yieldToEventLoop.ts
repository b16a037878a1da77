import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from './errors.js';

/**
 * Lets a Ctrl-C through, or whatever else the caller is at, that came while the program computed and handled nothing.
 *
 * @throws MirrorError `aborted` if the signal has fired by then
 */
export async function yieldToEventLoop(signal: AbortSignal | undefined): Promise<void> {
  // The event loop asks the system for news between the two, wherever in its round it is now.
  await setImmediate();
  await setImmediate();
  throwIfAborted(signal);
}
