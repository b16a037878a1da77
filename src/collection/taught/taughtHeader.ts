import { MirrorError } from '../../errors.js';
import { type Json, show } from '../../files/jsonFields.js';
import { type Box, bottomOf, rightOf } from '../../vision/box.js';
import type { BoxOffsets } from '../../vision/taught/boxRegression.js';
import { EMBEDDING_LENGTH } from '../../vision/taught/taughtThing.js';
import { list, number, record, sha256, unlike } from './jsonFields.js';
import { formatOffsets, parseOffsets } from './taughtOffsets.js';
import { TAUGHT_FILES, TAUGHT_LIMITS, type TaughtPhoto } from './taughtPhoto.js';

/** What `taught.json` says of itself. */
const FORMAT = 'sound-mirror taught photo';

/** Raise it with every change of the layout: photos of an older one have to be taught again. */
const VERSION = 2;

/** What the header counts of each box, in the order in which the vectors lie. */
export const VECTOR_KINDS = ['positive', 'near', 'background'] as const;

/** A box, how many vectors of each kind are kept of it, and how each positive anchor lies to it. */
export type CountedBox = { readonly box: Box; readonly offsets: readonly BoxOffsets[] } & Readonly<
  Record<(typeof VECTOR_KINDS)[number], number>
>;

/** What `taught.json` says. */
export interface TaughtHeader extends Pick<TaughtPhoto, 'photo' | 'detector'> {
  readonly boxes: readonly CountedBox[];
  /** Vectors of a photo that does not show the object. */
  readonly negative?: number;
  /** SHA-256 of `vectors.bin`. */
  readonly sha256: string;
}

/** The text of `taught.json`; `parseTaughtHeader` reads it back. */
export function formatTaughtHeader(header: TaughtHeader): string {
  const { photo, detector, boxes, negative, sha256 } = header;
  const file = {
    format: FORMAT,
    version: VERSION,
    detector,
    photo,
    examples: boxes.map(({ offsets, ...each }) => ({ ...each, shifts: formatOffsets(offsets) })),
    ...(negative !== undefined && { negative: { background: negative } }),
    vectors: { file: TAUGHT_FILES.vectors, sha256, length: EMBEDDING_LENGTH },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads the text of `taught.json`, all of it checked.
 *
 * @throws MirrorError `stale` for another version of the file; `input` for one that is cut short or holds anything that is not
 *   what it should be
 */
export function parseTaughtHeader(text: string): TaughtHeader {
  const file = record(parse(text), TAUGHT_FILES.header);
  if (file.format !== FORMAT) throw unlike(`format "${FORMAT}"`, show(file.format));
  if (file.version !== VERSION) {
    throw new MirrorError(
      'stale',
      `Expected a taught photo of format ${VERSION} but received one of format ${show(file.version)}, which another version of this program made.`,
    );
  }
  const photo = photoOf(record(file.photo, 'photo'));
  const vectors = record(file.vectors, 'vectors');
  if (vectors.length !== EMBEDDING_LENGTH) {
    throw unlike(`vectors of ${EMBEDDING_LENGTH} numbers`, show(vectors.length));
  }
  const negative = file.negative === undefined ? undefined : record(file.negative, 'negative');
  const boxes = list(file.examples, 'examples', TAUGHT_LIMITS.examples).map((each) =>
    countedBoxOf(record(each, 'examples'), photo),
  );
  if ((boxes.length === 0) !== (negative !== undefined)) {
    throw unlike('either examples or a photo that shows none', 'both or neither');
  }
  return {
    photo,
    detector: sha256(file.detector, 'detector'),
    boxes,
    ...(negative && { negative: vectorsAt(negative, 'background', 1) }),
    sha256: sha256(vectors.sha256, 'sha256'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unlike(`JSON in ${TAUGHT_FILES.header}`, 'something cut short or damaged');
  }
}

function photoOf(photo: Json): TaughtPhoto['photo'] {
  const { name } = photo;
  if (typeof name !== 'string' || name.length === 0 || name.length > TAUGHT_LIMITS.name) {
    throw unlike('the name of a photo', show(name));
  }
  const side = (key: string) => number(photo[key], key, { least: 1, most: TAUGHT_LIMITS.side });
  return {
    sha256: sha256(photo.sha256, 'sha256'),
    name,
    width: side('width'),
    height: side('height'),
  };
}

function countedBoxOf(example: Json, { width, height }: TaughtPhoto['photo']): CountedBox {
  const edges = record(example.box, 'box');
  const at = (key: string) => number(edges[key], key, { least: 0, most: TAUGHT_LIMITS.side });
  const box: Box = { x: at('x'), y: at('y'), width: at('width'), height: at('height') };
  const isInside = rightOf(box) <= width + 1 && bottomOf(box) <= height + 1;
  if (!(isInside && box.width > 0 && box.height > 0)) {
    throw unlike(`a box inside ${width} × ${height} pixels`, show(Object.values(box).join(',')));
  }
  const positive = vectorsAt(example, 'positive', 1);
  return {
    box,
    positive,
    offsets: parseOffsets(example.shifts, positive),
    near: vectorsAt(example, 'near'),
    background: vectorsAt(example, 'background'),
  };
}

function vectorsAt(counts: Json, key: string, least = 0): number {
  return number(counts[key], key, { least, most: TAUGHT_LIMITS.vectors, whole: true });
}
