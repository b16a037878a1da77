/** Asks again and again, one request at a time: while one is under way, only the newest of the others waits. */
export type LatestRequest<Asked> = (asked: Asked) => void;

/**
 * @param ask must not reject
 */
export function openLatestRequest<Asked>(
  ask: (asked: Asked) => Promise<void>,
): LatestRequest<Asked> {
  let isUnderWay = false;
  let waiting: { readonly asked: Asked } | undefined;
  const run = async (asked: Asked): Promise<void> => {
    isUnderWay = true;
    await ask(asked);
    isUnderWay = false;
    const next = waiting;
    waiting = undefined;
    if (next !== undefined) await run(next.asked);
  };
  return (asked) => {
    if (isUnderWay) waiting = { asked };
    else void run(asked);
  };
}
