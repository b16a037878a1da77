import type { BasicSoundBank } from 'spessasynth_core';
import type { PlayablePiece } from '../playablePiece.js';

/**
 * Decodes the samples that a piece needs before it sounds: they are compressed, and decoding one when its note is due makes the
 * sound crackle (spessasynth_lib#8).
 */
export interface SampleLoader {
  /** Puts a piece's keys in line. */
  readonly want: (piece: PlayablePiece) => void;
  /** Decodes what is in line: all of it, or one key, which takes less than the sound in the buffers. */
  readonly load: (howMuch: 'all' | 'one') => void;
  readonly isReady: (piece: PlayablePiece) => boolean;
}

export function openSampleLoader(bank: BasicSoundBank): SampleLoader {
  const loaded = new Set<string>();
  let waiting: (readonly [number, number])[] = [];
  const nameOf = ([program, pitch]: readonly [number, number]) => `${program} ${pitch}`;
  const loadKey = (key: readonly [number, number]) => {
    const [program, pitch] = key;
    const patch = { program, bankMSB: 0, bankLSB: 0, isGMGSDrum: false };
    bank.getPreset(patch, 'gs').preload(pitch, pitch);
    loaded.add(nameOf(key));
  };
  return {
    want: ({ keys }) => {
      waiting = keys.filter((key) => !loaded.has(nameOf(key)));
    },
    load: (howMuch) => {
      const now = howMuch === 'all' ? waiting : waiting.slice(0, 1);
      waiting = waiting.slice(now.length);
      for (const key of now) loadKey(key);
    },
    isReady: ({ keys }) => keys.every((key) => loaded.has(nameOf(key))),
  };
}
