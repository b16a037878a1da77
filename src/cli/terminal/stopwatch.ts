/** Milliseconds by stage, rounded to a tenth, with their `total`. */
export type StageMilliseconds = Readonly<Record<string, number>>;

export interface Stopwatch {
  /** Ends the stage before, if there is one, and begins this. */
  readonly begin: (stage: string) => void;
  /** Ends the stage before and stands still until the next begins. */
  readonly rest: () => void;
  /** Ends the last stage. */
  readonly end: () => StageMilliseconds;
}

/** @param now a clock in milliseconds; only the command line reads one */
export function createStopwatch(now: () => number): Stopwatch {
  const milliseconds: Record<string, number> = {};
  const startedAt = now();
  let stage: string | undefined;
  let stageStartedAt = startedAt;
  let restedFor = 0;
  let isResting = false;
  const endStage = () => {
    const at = now();
    if (isResting) {
      restedFor += at - stageStartedAt;
      isResting = false;
    } else if (stage !== undefined) {
      milliseconds[stage] = tenths((milliseconds[stage] ?? 0) + at - stageStartedAt);
    }
    stageStartedAt = at;
    return at;
  };
  return {
    begin: (next) => {
      endStage();
      stage = next;
    },
    rest: () => {
      endStage();
      isResting = true;
    },
    end: () => {
      const endedAt = endStage();
      return { ...milliseconds, total: tenths(endedAt - startedAt - restedFor) };
    },
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
