/**
 * Where windows of an object's takes lie in the latent spaces of its decoders, and on a plane: equal recordings and decoders, equal
 * maps.
 */
export interface LatentMap {
  /** File names of the takes, in the order in which they were read. */
  readonly takes: readonly string[];
  /** At least one, in order of takes and events. */
  readonly points: readonly MapPoint[];
  /** What share of the variance of the latents lies along each axis of the plane, 0–1, the larger first. */
  readonly shares: readonly [x: number, y: number];
  /** Latents of the points, each as if drawn from N(0, 1); of kind `seed` undefined where the object has no such decoder. */
  readonly latents: {
    readonly phrase: readonly (readonly number[])[];
    readonly seed: readonly (readonly number[])[] | undefined;
  };
}

/** A window of a take. */
export interface MapPoint extends Place {
  /** Index of its take. */
  readonly take: number;
  /** Its first event, from 0; as many follow as the decoder's window has. */
  readonly event: number;
}

/** A place on the plane, both 0–1, y upwards. */
export interface Place {
  readonly x: number;
  readonly y: number;
}
