import { clamp } from '../../math/clamp.js';
import { EMBEDDING_LENGTH } from '../../vision/taught/taughtThing.js';
import { unlike } from './jsonFields.js';
import { TAUGHT_FILES } from './taughtPhoto.js';

/** Largest level of a number: each vector has a scale of its own, as those of the bank have. */
const MOST_LEVEL = 127;

/** Far more than the numbers of an embedding, which lie within −1 and 1, ever need: sums over them stay finite. */
const MOST_SCALE = 8;

/** Bytes of one vector: its scale, 32-bit little-endian, and a level of 8 bits for each number, which is scale × level. */
export const VECTOR_BYTES = 4 + EMBEDDING_LENGTH;

/**
 * Vectors as bytes, `VECTOR_BYTES` each: a box takes 71 KB instead of 280.
 *
 * @param vectors [EMBEDDING_LENGTH] each
 */
export function packVectors(vectors: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(VECTOR_BYTES * vectors.length);
  const view = new DataView(bytes.buffer);
  for (const [i, vector] of vectors.entries()) {
    const start = i * VECTOR_BYTES;
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = Math.fround(largest / MOST_LEVEL);
    view.setFloat32(start, scale, true);
    for (let j = 0; j < EMBEDDING_LENGTH; j++) {
      const level = scale === 0 ? 0 : Math.round((vector[j] as number) / scale);
      view.setInt8(start + 4 + j, clamp(level, -MOST_LEVEL, MOST_LEVEL));
    }
  }
  return bytes;
}

/**
 * Takes vectors off the front of the bytes, of which there are enough, as many as each call asks for.
 *
 * @throws MirrorError `input` for a scale that is none
 */
export function vectorReader(bytes: Uint8Array): (count: number) => Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let start = 0;
  const next = () => {
    const scale = view.getFloat32(start, true);
    if (!(scale >= 0 && scale <= MOST_SCALE)) {
      throw unlike(`scales from 0 to ${MOST_SCALE} in ${TAUGHT_FILES.vectors}`, `${scale}`);
    }
    const levels = start + 4;
    start += VECTOR_BYTES;
    return Float32Array.from(
      { length: EMBEDDING_LENGTH },
      (_, i) => scale * view.getInt8(levels + i),
    );
  };
  return (count) => Array.from({ length: count }, next);
}
