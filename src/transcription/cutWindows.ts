import { throwIfAborted } from '../errors.js';
import { WINDOW_SAMPLES, WINDOW_STEP_SAMPLES, windowStart } from './windows.js';

/** What the network is given at once. */
export interface Window {
  /** Its place among all windows of the recording, from 0. */
  readonly index: number;
  /** 43,844; zero before the recording begins and after it ends. */
  readonly samples: Float32Array;
  /** Samples of the recording known so far; with the last window, its length. */
  readonly knownSamples: number;
}

/**
 * Cuts a stream into windows that stand at fixed places counted from sample 0, whatever the chunks' lengths;
 * keeps no more than a window and a chunk of it.
 *
 * @param options.fromWindow windows before it are passed over
 * @param options.fromSample where the stream begins in the recording, not after the first window that is wanted; 0 if left out
 * @throws MirrorError `aborted` when the signal fires
 */
export async function* cutWindows(
  samples: AsyncIterable<Float32Array>,
  options: {
    readonly fromWindow: number;
    readonly fromSample?: number;
    readonly signal?: AbortSignal | undefined;
  },
): AsyncGenerator<Window> {
  let index = options.fromWindow;
  let known = options.fromSample ?? 0;
  // Samples from `known - kept.length` to `known`; between chunks none of them is older than the next window.
  let kept = new Float32Array(0);
  for await (const chunk of samples) {
    throwIfAborted(options.signal);
    known += chunk.length;
    kept = join(kept, chunk);
    for (; known >= windowStart(index) + WINDOW_SAMPLES; index++) {
      yield { index, samples: windowAt(index, kept, known), knownSamples: known };
    }
    // Once a chunk, not once a window: a chunk of 100 s holds 60 windows, each of which would copy the rest of it.
    kept = keepFrom(windowStart(index), kept, known);
  }
  for (; index * WINDOW_STEP_SAMPLES < known; index++) {
    throwIfAborted(options.signal);
    yield { index, samples: windowAt(index, kept, known), knownSamples: known };
  }
}

function join(a: Float32Array, b: Float32Array): Float32Array<ArrayBuffer> {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function keepFrom(
  start: number,
  kept: Float32Array<ArrayBuffer>,
  known: number,
): Float32Array<ArrayBuffer> {
  const tooOld = Math.min(kept.length, start - (known - kept.length));
  return tooOld > 0 ? kept.slice(tooOld) : kept;
}

function windowAt(index: number, kept: Float32Array, known: number): Float32Array {
  const window = new Float32Array(WINDOW_SAMPLES);
  const offset = windowStart(index) - (known - kept.length);
  window.set(kept.subarray(Math.max(0, offset), offset + WINDOW_SAMPLES), Math.max(0, -offset));
  return window;
}
