import type { BasicSoundBank } from 'spessasynth_core';
import type { PlayablePiece } from '../playablePiece.js';

/**
 * Decodes the samples that a piece needs before it sounds: they are compressed, and decoding one when its note is due makes the
 * sound crackle (spessasynth_lib#8).
 */
export interface SampleLoader {
  /** Decodes all that a piece lacks, or the sample of one key, which takes less than the sound in the buffers. */
  readonly load: (piece: Pick<PlayablePiece, 'keys'>, howMuch: 'all' | 'one') => void;
  readonly isReady: (piece: Pick<PlayablePiece, 'keys'>) => boolean;
}

export function openSampleLoader(bank: BasicSoundBank): SampleLoader {
  const loaded = new Set<string>();
  const isMissing = ([program, pitch]: readonly [number, number]) =>
    !loaded.has(`${program} ${pitch}`);
  return {
    load: ({ keys }, howMuch) => {
      for (const [program, pitch] of keys) {
        if (!isMissing([program, pitch])) continue;
        const patch = { program, bankMSB: 0, bankLSB: 0, isGMGSDrum: false };
        bank.getPreset(patch, 'gs').preload(pitch, pitch);
        loaded.add(`${program} ${pitch}`);
        if (howMuch === 'one') return;
      }
    },
    isReady: ({ keys }) => !keys.some(isMissing),
  };
}
