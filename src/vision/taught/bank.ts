import { MirrorError } from '../../errors.js';
import { EMBEDDING_LENGTH } from './taughtThing.js';

/** Anchors of photos that show none of what is taught, as far as anyone can know: what a thing is told apart from. */
export interface Bank {
  readonly photos: readonly BankPhoto[];
}

export interface BankPhoto {
  /** [EMBEDDING_LENGTH] each, of unlike places all over the photo. */
  readonly embeddings: readonly Float32Array[];
  /** The largest class logit of each. */
  readonly largestLogits: Float32Array;
}

/** First bytes of the file, then its format. */
const MAGIC = 'SMBANK1\n';

/** Numbers of an embedding lie between −1 and 1, most of them near 0: each vector has a scale of its own. */
const MOST_LEVEL = 127;

/** Photos and anchors a photo that a file may name. */
const MOST_PHOTOS = 4096;
const MOST_ANCHORS = 1917;

/** Bytes of one anchor: its scale, its largest logit and its levels. */
const ANCHOR_BYTES = 8 + EMBEDDING_LENGTH;

/**
 * A bank as a file, little-endian: the magic line; u32 number of photos; of each photo u32 number of anchors and for each f32 scale,
 * f32 largest logit, [EMBEDDING_LENGTH] int8 levels, of which a number is scale × level.
 */
export function writeBank({ photos }: Bank): Uint8Array {
  const anchors = photos.reduce((sum, { embeddings }) => sum + embeddings.length, 0);
  const bytes = new Uint8Array(MAGIC.length + 4 + 4 * photos.length + ANCHOR_BYTES * anchors);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  let at = MAGIC.length;
  view.setUint32(at, photos.length, true);
  at += 4;
  for (const { embeddings, largestLogits } of photos) {
    view.setUint32(at, embeddings.length, true);
    at += 4;
    for (const [i, embedding] of embeddings.entries()) {
      const scale =
        embedding.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / MOST_LEVEL;
      view.setFloat32(at, scale, true);
      view.setFloat32(at + 4, largestLogits[i] as number, true);
      for (const [j, value] of embedding.entries()) {
        view.setInt8(at + 8 + j, scale === 0 ? 0 : Math.round(value / scale));
      }
      at += ANCHOR_BYTES;
    }
  }
  return bytes;
}

/**
 * Reads what `writeBank` wrote.
 * @throws MirrorError `input` for anything else, or for a file that is cut short or too long
 */
export function readBank(bytes: Uint8Array): Bank {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = MAGIC.length;
  const take = (count: number): number => {
    const start = at;
    at += count;
    if (at > bytes.length) throw damagedBank();
    return start;
  };
  const countUpTo = (most: number): number => {
    const count = view.getUint32(take(4), true);
    if (count === 0 || count > most) throw damagedBank();
    return count;
  };
  if (new TextDecoder().decode(bytes.subarray(0, at)) !== MAGIC) throw damagedBank();
  const photos = Array.from({ length: countUpTo(MOST_PHOTOS) }, (): BankPhoto => {
    const count = countUpTo(MOST_ANCHORS);
    const start = take(count * ANCHOR_BYTES);
    const starts = Array.from({ length: count }, (_, i) => start + i * ANCHOR_BYTES);
    return {
      embeddings: starts.map((anchor) => readEmbedding(view, anchor)),
      largestLogits: Float32Array.from(starts, (anchor) => view.getFloat32(anchor + 4, true)),
    };
  });
  const isSound = photos.every(({ embeddings, largestLogits }) =>
    [largestLogits, ...embeddings].every((numbers) => numbers.every(Number.isFinite)),
  );
  if (at !== bytes.length || !isSound) throw damagedBank();
  return { photos };
}

function readEmbedding(view: DataView, start: number): Float32Array {
  const scale = view.getFloat32(start, true);
  return Float32Array.from(
    { length: EMBEDDING_LENGTH },
    (_, i) => scale * view.getInt8(start + 8 + i),
  );
}

function damagedBank(): MirrorError {
  return new MirrorError(
    'input',
    'Expected the bank of anchors in models/taught but the file is damaged or of another version. Install sound-mirror again.',
  );
}
