import type { Box } from '../box.js';
import type { NetworkOutput } from '../network.js';
import { toNetworkInput } from '../networkInput.js';
import type { Raster } from '../photo/photo.js';

/** Views of a picture that threads take one by one, in memory that all of them share, so that it can be sent to them as it is. */
export interface ViewQueue {
  readonly picture: Raster;
  /** In whole pixels, inside the picture. */
  readonly views: readonly Box[];
  /** Whether the feature maps are wanted too. */
  readonly withMaps: boolean;
  /** One whole number: the index of the next view, which no thread has taken yet. */
  readonly next: Int32Array;
}

/** The output for the view with this index. */
export interface InferredView {
  readonly index: number;
  readonly output: NetworkOutput;
}

/** Queues views. The picture is copied once, however many threads take views of it; it has 3.7 MB at most. */
export function queueViews(
  picture: Raster,
  views: readonly Box[],
  { withMaps = false }: { readonly withMaps?: boolean } = {},
): ViewQueue {
  const data = new Uint8Array(new SharedArrayBuffer(picture.data.length));
  data.set(picture.data);
  return {
    picture: { ...picture, data },
    views,
    withMaps,
    next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  };
}

/** The network inputs that this caller takes of the queue: each view is taken once, by whichever thread asks for the next one first. */
export function* takeInputs(
  queue: ViewQueue,
): Generator<{ readonly index: number; readonly input: Float32Array }> {
  for (;;) {
    const index = Atomics.add(queue.next, 0, 1);
    const view = queue.views[index];
    if (view === undefined) return;
    yield { index, input: toNetworkInput(queue.picture, view) };
  }
}

/** Leaves nothing to be taken. */
export function closeQueue({ views, next }: ViewQueue): void {
  Atomics.store(next, 0, views.length);
}
