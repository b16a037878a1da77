import {
  DEFAULT_TEMPERATURE,
  DEFAULT_VARIATION,
  MIRROR_DEFAULTS,
  type MirrorOptions,
} from '../index.js';
import type { BatchSettings } from './batch.js';

/** The options of a mirror that a batch knows. */
export type PieceSettings = Pick<
  MirrorOptions,
  | 'bars'
  | 'tempoBpm'
  | 'seed'
  | 'temperature'
  | 'variation'
  | 'minConfidence'
  | 'careful'
  | 'mostOnsetsASecond'
  | 'harmonise'
>;

/** The settings of a batch: what is left out is what a mirror does by default, so that saying the default changes nothing. */
export function batchSettings(
  options: PieceSettings,
  maxMegapixels: number | undefined,
): BatchSettings {
  return {
    bars: options.bars ?? MIRROR_DEFAULTS.bars,
    tempoBpm: options.tempoBpm ?? null,
    seed: options.seed ?? null,
    temperature: options.temperature ?? DEFAULT_TEMPERATURE,
    variation: options.variation ?? DEFAULT_VARIATION,
    minConfidence: options.minConfidence ?? MIRROR_DEFAULTS.minConfidence,
    careful: options.careful ?? false,
    mostOnsetsASecond: options.mostOnsetsASecond ?? MIRROR_DEFAULTS.mostOnsetsASecond,
    harmonise: options.harmonise ?? MIRROR_DEFAULTS.harmonise,
    maxMegapixels: maxMegapixels ?? null,
  };
}

/** The other way: what `mirrorPhoto` is called with. */
export function pieceSettings({
  tempoBpm,
  seed,
  maxMegapixels: _,
  ...settings
}: BatchSettings): PieceSettings {
  return {
    ...settings,
    ...(tempoBpm !== null && { tempoBpm }),
    ...(seed !== null && { seed }),
  };
}
