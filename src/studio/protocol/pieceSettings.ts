import type { Detection } from '../../vision/detection.js';

/** What a person sets of a piece: the command line's own options, each left out where it is left to its default. */
export interface PieceSettings {
  readonly title?: string;
  readonly bars?: number;
  readonly tempoBpm?: number;
  readonly seed?: number;
  readonly temperature?: number;
  readonly variation?: number;
  readonly mostOnsetsASecond?: number;
  readonly harmonise?: boolean;
  /** General MIDI names by the objects' names. */
  readonly instruments?: Readonly<Record<string, string>>;
  /** Of what was seen, what is less sure does not count, 0–1. */
  readonly minConfidence?: number;
  /** Boxes that a person has changed, instead of what was seen with `minConfidence`. */
  readonly detections?: readonly Detection[];
  /** Latents that objects begin from, by their names. */
  readonly takeOffs?: Readonly<Record<string, readonly number[]>>;
}

/** Those that are numbers. */
export const DIAL_NAMES = [
  'bars',
  'tempoBpm',
  'seed',
  'temperature',
  'variation',
  'mostOnsetsASecond',
  'minConfidence',
] as const satisfies readonly Exclude<
  keyof PieceSettings,
  'title' | 'harmonise' | 'instruments' | 'detections' | 'takeOffs'
>[];

export type DialName = (typeof DIAL_NAMES)[number];
