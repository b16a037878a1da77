import type { Decoder } from '../../autoencoder/decoder.js';
import { STEP_TICKS, stepsPerBar } from '../../events/events.js';
import { memoised } from '../../math/memoised.js';

/** How many chords an object's recordings have, as far as its decoder keeps them. */
export interface RecordedDensity {
  /** In a bar, those of busy bars counted more: the root mean square over the bars that have an onset; 0 where nothing is kept. */
  readonly onsetsPerBar: number;
  /** In a tick, on average; 0 where nothing is kept. */
  readonly onsetsPerTick: number;
}

/** Counted once for a decoder: a piece asks for it with each of its phrases. */
export const recordedDensity: (decoder: Decoder) => RecordedDensity = memoised(countOnsets);

function countOnsets(decoder: Decoder): RecordedDensity {
  const barSteps = stepsPerBar(decoder.timeSignature);
  const counts: number[] = [];
  let intervals = 0;
  let steps = 0;
  for (const events of decoder.kind === 'phrase' ? decoder.sequences.events : []) {
    const inBar = new Map<number, number>();
    let step = 0;
    for (const [, interOnset] of events) {
      const bar = Math.floor(step / barSteps);
      inBar.set(bar, (inBar.get(bar) ?? 0) + 1);
      step += interOnset;
    }
    counts.push(...inBar.values());
    // The last event has no interval of its own.
    intervals += Math.max(0, events.length - 1);
    steps += step;
  }
  const squares = counts.reduce((sum, count) => sum + count ** 2, 0);
  return {
    onsetsPerBar: Math.sqrt(squares / Math.max(1, counts.length)),
    onsetsPerTick: steps === 0 ? 0 : intervals / (steps * STEP_TICKS),
  };
}
