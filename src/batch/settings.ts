import {
  DEFAULT_TEMPERATURE,
  DEFAULT_VARIATION,
  MIRROR_DEFAULTS,
  type PieceOptions,
} from '../index.js';
import type { BatchSettings } from './batch.js';

/**
 * The settings of a batch: what is left out is what a mirror does by default, so that saying the default changes nothing. Each option of a
 * piece must be among them, or two batches that differ by it would share their results: the compiler asks for it.
 */
export function batchSettings(
  options: PieceOptions,
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
    instruments: Object.entries(options.instruments ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    maxMegapixels: maxMegapixels ?? null,
  } satisfies Record<keyof PieceOptions, unknown> & BatchSettings;
}

/** The other way: what `mirrorPhoto` is called with. */
export function pieceOptions({
  tempoBpm,
  seed,
  instruments,
  maxMegapixels: _,
  ...settings
}: BatchSettings): PieceOptions {
  return {
    ...settings,
    ...(tempoBpm !== null && { tempoBpm }),
    ...(seed !== null && { seed }),
    ...(instruments.length > 0 && { instruments: Object.fromEntries(instruments) }),
  };
}
