import type { DecoderKind } from '../autoencoder/decoder.js';

/**
 * Where windows of an object's takes lie in the latent space of its decoder of kind `phrase`, and on a plane: equal
 * recordings and decoders, equal maps.
 */
export interface LatentMap {
  /** File names of the takes, in the order in which they were read. */
  readonly takes: readonly string[];
  /** At least one, in order of takes and events. */
  readonly points: readonly MapPoint[];
  /** Latents of the points by the decoder of kind `phrase`, each as if drawn from N(0, 1). */
  readonly latents: readonly (readonly number[])[];
  /** Decoders that the object has: places can be heard by each. */
  readonly kinds: readonly DecoderKind[];
}

/** A window of a take. */
export interface MapPoint extends Place {
  /** Index of its take. */
  readonly take: number;
  /** Its first event, from 0; as many follow as the decoder's window has. */
  readonly event: number;
}

/** A coordinate of a place or of a latent, in the four decimals that a room's file keeps: what is read from there is the same. */
export function inFourDecimals(coordinate: number): number {
  return Number(coordinate.toFixed(4));
}

/** A place on the plane, both 0–1, y upwards. */
export interface Place {
  readonly x: number;
  readonly y: number;
}
