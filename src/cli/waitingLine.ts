import type { TurnHolder } from '../collection/turns.js';

/** What to say while another process is at the same object; `doing` in a few words. */
export function waitingLine(
  name: string,
  { doing, holder: { pid, host, path } }: { readonly doing: string; readonly holder: TurnHolder },
): string {
  // Of another machine's process nobody here can know whether it still runs.
  const where = host === undefined ? '' : ` on ${host}`;
  const remedy = host === undefined ? '' : ` If it no longer runs there, delete ${path}.`;
  return `${name}: another mirror (process ${pid}${where}) is ${doing}; waiting until it has ended.${remedy}`;
}
