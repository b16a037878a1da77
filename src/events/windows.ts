import type { Random } from '../math/random.js';
import type { RecordedEvents } from './recordedEvents.js';

/**
 * Windows of consecutive events over recordings that are laid end to end. A window is the number of its first event: none
 * is ever copied out before it is needed.
 */
export interface Windows {
  /** Events in a window. */
  readonly size: number;
  /** For each recording its first event, how many windows there are from there on, 1 or more, and its share. */
  readonly recordings: readonly {
    readonly first: number;
    readonly windows: number;
    readonly share: number;
  }[];
}

/** Every window of `size` consecutive events of every recording; one that has fewer events is repeated to fill a window. */
export function layWindows({ recordings }: RecordedEvents, size: number): Windows {
  let first = 0;
  return {
    size,
    recordings: recordings.map(({ step, share }) => {
      const length = Math.max(size, step.length);
      const own = { first, windows: length - size + 1, share };
      first += length;
      return own;
    }),
  };
}

/** How many windows there are. */
export function countWindows({ recordings }: Windows): number {
  return recordings.reduce((sum, { windows }) => sum + windows, 0);
}

/**
 * Windows drawn by their recordings' shares, evenly spread over each recording (systematic sampling): where
 * shares are as the numbers of windows and `count` is their sum, every window comes once.
 *
 * @returns in order of recordings and events
 */
export function drawWindows(
  { recordings }: Pick<Windows, 'recordings'>,
  { count, random }: { count: number; random: Random },
): number[] {
  const drawn: number[] = [];
  const offset = random();
  let before = 0;
  for (const { first, windows, share } of recordings) {
    const width = share * count;
    // The draws that fall on this recording are the whole numbers k with before ≤ k + offset < before + width.
    for (let k = Math.ceil(before - offset); k + offset < before + width && k < count; k++) {
      const within = Math.floor(((k + offset - before) / width) * windows);
      drawn.push(first + Math.min(windows - 1, within));
    }
    before += width;
  }
  return drawn;
}

/** Windows evenly spread over all there are: all of them where they are not more than `most`. */
export function spreadWindows(windows: Windows, most: number): number[] {
  const all = countWindows(windows);
  const recordings = windows.recordings.map((each) => ({ ...each, share: each.windows / all }));
  return drawWindows({ recordings }, { count: Math.min(most, all), random: () => 0.5 });
}
