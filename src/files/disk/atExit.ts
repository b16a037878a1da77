import { rmSync } from 'node:fs';

/** What is to be done, in the order in which it was handed in. */
const actions = new Set<() => void>();

/**
 * Does something if the process ends itself before it is called off, such as to take a lock or a half written file away. A command that is
 * stopped and does not come to its end in time is ended so: what would have tidied up is never run.
 *
 * @param action which does it at once, since nothing that waits is done any more, and throws nothing
 * @returns what calls it off
 */
export function atExit(action: () => void): () => void {
  // One listener for all: Node warns of more than ten.
  if (actions.size === 0) process.on('exit', doAll);
  actions.add(action);
  return () => {
    actions.delete(action);
    if (actions.size === 0) process.off('exit', doAll);
  };
}

/** Takes away what is being filled, a file or a folder with all that is in it, if the process ends itself meanwhile. */
export function removeAtExit(path: string): () => void {
  return atExit(() => {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // The next process that writes there takes it away.
    }
  });
}

/** The newest first: what is in a folder goes before the folder. */
function doAll(): void {
  for (const action of [...actions].reverse()) action();
}
