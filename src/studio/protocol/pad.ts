import type { PackedNotes } from './packedNotes.js';

// What page and server say to each other of an object's map.

/** Kinds of decoder that a place is heard by. */
export const PAD_KINDS = ['phrase', 'seed'] as const;
export type PadKind = (typeof PAD_KINDS)[number];

/** GET /api/objects/<name>/map */
export interface MapAnswer {
  readonly object: string;
  /** Of its instrument, as General MIDI counts them from 0. */
  readonly program: number;
  /** File names of its takes. */
  readonly takes: readonly string[];
  /** Windows of its takes: x and y, 0–1, y upwards, and the index of the take. */
  readonly points: readonly (readonly [x: number, y: number, take: number])[];
  /** Decoders that the object has. */
  readonly kinds: readonly PadKind[];
}

/** POST /api/objects/<name>/phrases */
export interface PlacesRequest {
  /** Of the map, 1 to 64: they are played one after the other, as a walk. */
  readonly places: readonly (readonly [x: number, y: number])[];
  readonly kind?: PadKind;
  readonly seed?: number;
}

/** What lies there. */
export interface PlacesAnswer {
  readonly notes: PackedNotes;
  /** Until another phrase can follow in time. */
  readonly lengthTicks: number;
  readonly tempoBpm: number;
  /** For each place the tick where it begins. */
  readonly startTicks: readonly number[];
  /** For each place its latent, as `PieceSettings.takeOffs` takes it. */
  readonly latents: readonly (readonly number[])[];
}
