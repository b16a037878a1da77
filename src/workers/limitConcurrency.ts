/**
 * What runs work as it comes, so many at a time, the rest in the order in which it came.
 *
 * @example const limited = limitConcurrency(2); await limited(() => write('a.mid'))
 */
export function limitConcurrency(
  jobs: number,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = jobs;
  const waiting: (() => void)[] = [];
  let next = 0;
  const release = () => {
    const begin = waiting[next];
    if (begin === undefined) {
      free += 1;
      return;
    }
    next += 1;
    // What has begun is forgotten now and then, and not one by one: that would take long for a million.
    if (next === 1024) {
      waiting.splice(0, next);
      next = 0;
    }
    begin();
  };
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      release();
    }
  };
}
