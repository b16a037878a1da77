import { sha256Of } from '../../files/checksum.js';
import type { BoxOffsets } from '../../vision/taught/boxRegression.js';
import { EMBEDDING_LENGTH, type TaughtThing } from '../../vision/taught/taughtThing.js';

/** Beside the folders of the photos: what was learned of them, so that no call has to learn it again. */
export const LEARNED_FILE = 'learned.json';

/** A thing has 11 KB in it. */
export const LEARNED_LIMITS = { what: 'what was learned', mostBytes: 64 * 1024 };

/** Whatever is learned has smaller numbers: scores made of these stay finite. */
const MOST_NUMBER = 1e6;

/** Raise it with every change of the layout, or of how a thing is learned. */
const VERSION = 3;

/** The classifier's weights, and those of the four offsets of a box. */
const LINES = 5;

/**
 * The text of the file.
 *
 * @param key tells what it was learned of; a thing with another key is not taken
 */
export function formatLearned(thing: TaughtThing, key: string): string {
  const { name: _, weights, boxRegression, ...numbers } = thing;
  const all = [weights, ...boxRegression.weights].flatMap((line) => [...line]);
  const bytes = new Uint8Array(4 * all.length);
  const view = new DataView(bytes.buffer);
  for (const [i, weight] of all.entries()) view.setFloat32(4 * i, weight, true);
  const learned = {
    ...numbers,
    shift: boxRegression.mean,
    weights: { base64: Buffer.from(bytes).toString('base64'), sha256: sha256Of(bytes) },
  };
  return `${JSON.stringify({ format: 'sound-mirror learned thing', version: VERSION, key, learned })}\n`;
}

/**
 * Reads it back.
 *
 * @returns undefined for anything but what was learned with this key: it is learned again then
 */
export function parseLearned(
  text: string,
  { name, key }: { readonly name: string; readonly key: string },
): TaughtThing | undefined {
  try {
    const file = JSON.parse(text);
    if (file.version !== VERSION || file.key !== key) return undefined;
    const { weights, shift, mean, deviation, threshold, calibration } = file.learned;
    const bytes = Buffer.from(weights.base64, 'base64');
    if (bytes.length !== 4 * LINES * EMBEDDING_LENGTH || sha256Of(bytes) !== weights.sha256) {
      return undefined;
    }
    const { slope, offset } = calibration;
    const [line, ...others] = Array.from({ length: LINES }, (_, n) =>
      Float32Array.from({ length: EMBEDDING_LENGTH }, (_, i) =>
        bytes.readFloatLE(4 * (n * EMBEDDING_LENGTH + i)),
      ),
    ) as [Float32Array, ...Float32Array[]];
    const middle = [0, 1, 2, 3].map((axis) => shift[axis]) as unknown as BoxOffsets;
    const numbers = [mean, deviation, threshold, slope, offset, ...middle, ...line];
    const isBounded = (value: unknown) =>
      typeof value === 'number' && Math.abs(value) <= MOST_NUMBER;
    const isSound = [...numbers, ...others.flatMap((other) => [...other])].every(isBounded);
    if (!isSound || !(deviation > 0)) return undefined;
    return {
      name,
      weights: line,
      boxRegression: { mean: middle, weights: others },
      mean,
      deviation,
      threshold,
      calibration: { slope, offset },
    };
  } catch {
    return undefined;
  }
}
