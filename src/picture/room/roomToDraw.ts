import type { Score } from '../../music/score.js';
import type { Box } from '../../vision/box.js';

/** A mirrored photo as its page needs it. */
export interface RoomToDraw {
  readonly score: Score;
  readonly photo: PhotoToDraw;
  /** In the order of the score's parts; a track's number on the page is its place in it, from 1. */
  readonly tracks: readonly TrackToDraw[];
  /** Labels of what was seen and is not played, largest first. */
  readonly unmatched: readonly string[];
  readonly seed: number;
}

export interface PhotoToDraw {
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  /** The photo itself, as a data URI. */
  readonly uri: string;
  /** Boxes of what is not played. */
  readonly unmatched: readonly Box[];
  /** ISO 8601, as `Photo.taken`. */
  readonly taken?: string;
}

/** One track: an object, or one voice of an object. */
export interface TrackToDraw {
  readonly name: string;
  /** What of the name tells it from the other voices of its object: ` 2` of `person 2`; empty for an only voice. */
  readonly voice: string;
  /** The object's, so that voices of one object have one colour. */
  readonly colour: string;
  /** `seen as cup`, where the labels that it answers differ from its object's name; else empty. */
  readonly seenAs: string;
  /** The sentence of the object's idea, on its first track; else empty. */
  readonly idea: string;
  /** 0–1 of the photo. */
  readonly areaShare: number;
  /** Where it stands, pixels of the upright photo, largest first. */
  readonly boxes: readonly Box[];
}
