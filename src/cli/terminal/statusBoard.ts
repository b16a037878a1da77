import type { Terminal } from './terminal.js';

/**
 * Lets several works under way show at the same time what they are at.
 *
 * @returns a terminal for each caller: as that one, but its status lines stand beside the others', in the order in
 *   which they began
 */
export function createStatusBoard(terminal: Terminal): () => Terminal {
  const shown = new Map<object, readonly string[]>();
  return () => {
    const owner = {};
    return {
      ...terminal,
      showStatus: (lines) => {
        if (lines.length > 0) shown.set(owner, lines);
        else shown.delete(owner);
        terminal.showStatus([...shown.values()].flat());
      },
    };
  };
}
