/**
 * By how much the clock of the page's events is ahead of the clock of the sound. One measurement is some milliseconds astray, and the two
 * clocks run apart by some milliseconds a minute, so the median of the last ones holds.
 */
export interface ClockOffset {
  /** @param milliseconds time of an event less time of the sound that is heard at that moment */
  readonly measure: (milliseconds: number) => void;
  /** Milliseconds; undefined before the first measurement. */
  readonly offset: () => number | undefined;
}

/** At ten measurements a second, the last two and a half seconds. */
const KEPT = 25;

export function openClockOffset(): ClockOffset {
  const kept: number[] = [];
  return {
    measure: (milliseconds) => {
      kept.push(milliseconds);
      if (kept.length > KEPT) kept.shift();
    },
    offset: () => [...kept].sort((a, b) => a - b)[kept.length >> 1],
  };
}
