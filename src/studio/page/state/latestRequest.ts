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
  const run = async (first: Asked): Promise<void> => {
    isUnderWay = true;
    for (let next: typeof waiting = { asked: first }; next !== undefined; ) {
      await ask(next.asked);
      next = waiting;
      waiting = undefined;
    }
    isUnderWay = false;
  };
  return (asked) => {
    if (isUnderWay) waiting = { asked };
    else void run(asked);
  };
}
