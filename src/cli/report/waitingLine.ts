import type { LockOwner } from '../../index.js';

/** What to say while another process is at the same object; `doing` in a few words. */
export function waitingLine(
  name: string,
  { doing, owner }: { readonly doing: string; readonly owner: LockOwner },
): string {
  const { pid, host, path, hasHeartbeat } = owner;
  const where = host === undefined ? '' : ` on ${host}`;
  // Of another machine's process without a heartbeat, nothing here can tell whether it still runs.
  const isUnsure = host !== undefined && !hasHeartbeat;
  const remedy = isUnsure ? ` If it no longer runs there, delete ${path}.` : '';
  return `${name}: another mirror (process ${pid}${where}) is ${doing}; waiting until it has ended.${remedy}`;
}
