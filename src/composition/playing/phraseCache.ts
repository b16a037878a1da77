import type { Decoder } from '../../autoencoder/decoder.js';
import type { DecodedPhrase, Harmony, PitchBias } from '../../decoding/decodePhrase.js';
import { openLruCache } from '../../math/lruCache.js';

/** Phrases of one photo that were decoded before. */
export interface PhraseCache {
  /**
   * The phrase that was decoded with this key by this decoder, if the harmony gives now the biases that it gave then wherever
   * it was asked; else a new one.
   *
   * @param key all else that the phrase depends on
   * @param options.decode called with a harmony that gives the same biases as `options.harmony`
   */
  readonly getOrDecode: (
    key: string,
    options: {
      readonly decoder: Decoder;
      readonly harmony: Harmony | undefined;
      readonly decode: (harmony: Harmony | undefined) => DecodedPhrase;
    },
  ) => DecodedPhrase;
}

interface Kept {
  readonly decoder: Decoder;
  /** What the harmony gave, by grid step; undefined where there was none. */
  readonly biases: ReadonlyMap<number, PitchBias | undefined> | undefined;
  readonly phrase: DecodedPhrase;
}

/**
 * A piece has at most fifteen voices, each with an audition and with a phrase for each time that it is played, four at most, which may have
 * motifs of their own: room for one such piece, and for another that is played once, so that a change may be undone.
 */
const MOST_KEYS = 128;

/**
 * Phrases of one key under different harmonies: those of two pieces, each of which may be played five times, its leader twice each time.
 */
const MOST_OF_A_KEY = 20;

export function openPhraseCache(): PhraseCache {
  const phrases = openLruCache<readonly Kept[]>(MOST_KEYS);
  return {
    getOrDecode: (key, { decoder, harmony, decode }) => {
      const all = phrases.get(key) ?? [];
      const known = all.find(
        (kept) => isSameDecoder(decoder, kept.decoder) && agreesWith(harmony, kept),
      );
      if (known) return known.phrase;
      const biases = harmony && new Map<number, PitchBias | undefined>();
      const recordingHarmony: Harmony | undefined =
        harmony &&
        ((step) => {
          const bias = harmony(step);
          biases?.set(step, bias);
          return bias;
        });
      const phrase = decode(recordingHarmony);
      phrases.set(key, [{ decoder, biases, phrase }, ...all].slice(0, MOST_OF_A_KEY));
      return phrase;
    },
  };
}

/** Whether two have the same parts: training makes new ones. */
function isSameDecoder(a: Decoder, b: Decoder): boolean {
  return (Object.keys(a) as (keyof Decoder)[]).every((part) => a[part] === b[part]);
}

function agreesWith(harmony: Harmony | undefined, { biases }: Kept): boolean {
  if (!harmony || !biases) return !harmony && !biases;
  for (const [step, bias] of biases) if (!isSameBias(bias, harmony(step))) return false;
  return true;
}

function isSameBias(a: PitchBias | undefined, b: PitchBias | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    areEqual(a.pitch, b.pitch) &&
    areEqual(a.lowest ?? [], b.lowest ?? []) &&
    (a.held ?? 0) === (b.held ?? 0)
  );
}

function areEqual(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
