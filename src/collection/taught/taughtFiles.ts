import { MirrorError } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import type { TaughtExample } from '../../vision/taught/taughtThing.js';
import { unlike } from './jsonFields.js';
import { packVectors, VECTOR_BYTES, vectorReader } from './packedVectors.js';
import { formatTaughtHeader, parseTaughtHeader, VECTOR_KINDS } from './taughtHeader.js';
import { TAUGHT_FILES, type TaughtPhoto } from './taughtPhoto.js';

/** A taught photo as it lies on the disk. */
export interface TaughtFiles {
  /** Text of taught.json. */
  readonly header: string;
  /** Bytes of vectors.bin: `VECTOR_BYTES` each, as many as the header counts. */
  readonly vectors: Uint8Array;
}

/**
 * A taught photo as files; `loadTaughtPhoto` gives the same back but for the numbers of the vectors, which are rounded to a 254th of
 * the largest in each.
 */
export function saveTaughtPhoto(taught: TaughtPhoto): TaughtFiles {
  const { photo, detector, examples, negative } = taught;
  const vectors = packVectors([
    ...examples.flatMap((example) => VECTOR_KINDS.flatMap((kind) => [...example[kind]])),
    ...(negative?.background ?? []),
  ]);
  const header = formatTaughtHeader({
    photo,
    detector,
    boxes: examples.map(({ box, positive, offsets, near, background }) => ({
      box,
      offsets,
      positive: positive.length,
      near: near.length,
      background: background.length,
    })),
    ...(negative && { negative: negative.background.length }),
    sha256: sha256Of(vectors),
  });
  return { header, vectors };
}

/**
 * The taught photo that two files hold, checked through before any of it is used.
 *
 * @param options.detector SHA-256 of the weights in use
 * @throws MirrorError `stale` for another version of the files or other weights; `input` for files that are cut short, do not
 *   belong together, or hold anything that is not what it should be
 */
export function loadTaughtPhoto(
  { header, vectors }: TaughtFiles,
  { detector: expected }: { readonly detector: string },
): TaughtPhoto {
  const { photo, detector, boxes, negative, sha256 } = parseTaughtHeader(header);
  if (detector !== expected) {
    throw new MirrorError(
      'stale',
      `Expected a photo that was taught with the detector's weights ${expected.slice(0, 8)} but received one of ${detector.slice(0, 8)}, which see in other numbers.`,
    );
  }
  const counts = [
    ...boxes.flatMap((each) => VECTOR_KINDS.map((kind) => each[kind])),
    negative ?? 0,
  ];
  const bytes = VECTOR_BYTES * counts.reduce((sum, count) => sum + count, 0);
  if (vectors.length !== bytes) {
    throw unlike(`${TAUGHT_FILES.vectors} of ${bytes} bytes`, `${vectors.length} bytes`);
  }
  if (sha256Of(vectors) !== sha256) {
    throw unlike(`${TAUGHT_FILES.vectors} with the checksum that the header names`, 'other bytes');
  }
  const take = vectorReader(vectors);
  const examples = boxes.map(
    (each): TaughtExample => ({
      photoSha256: photo.sha256,
      box: each.box,
      positive: take(each.positive),
      offsets: each.offsets,
      near: take(each.near),
      background: take(each.background),
    }),
  );
  return {
    photo,
    detector,
    examples,
    ...(negative !== undefined && {
      negative: { photoSha256: photo.sha256, background: take(negative) },
    }),
  };
}
