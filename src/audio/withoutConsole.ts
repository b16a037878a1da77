/**
 * Does something without a word on the terminal: the decoders print what they also return.
 *
 * @param work must have said all it says when it returns, promise or not
 */
export function withoutConsole<Result>(work: () => Result): Result {
  const terminal = globalThis.console;
  const { error, warn, log } = terminal;
  const hush = () => {};
  Object.assign(terminal, { error: hush, warn: hush, log: hush });
  try {
    return work();
  } finally {
    Object.assign(terminal, { error, warn, log });
  }
}
