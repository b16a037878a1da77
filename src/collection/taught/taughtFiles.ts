import { sha256Of } from '../../checksum.js';
import { MirrorError } from '../../errors.js';
import { type Box, bottomOf, rightOf } from '../../vision/box.js';
import { EMBEDDING_LENGTH, type TaughtExample } from '../../vision/taught/taughtThing.js';
import { TAUGHT_FILES, TAUGHT_LIMITS, type TaughtPhoto } from './taughtPhoto.js';
import { formatShifts, parseShifts } from './taughtShifts.js';

/** What `taught.json` says of itself. */
const FORMAT = 'sound-mirror taught photo';

/** Raise it with every change of the layout: photos of an older one have to be taught again. */
const VERSION = 2;

/** Largest level of a number: each vector has a scale of its own, as those of the bank have. */
const MOST_LEVEL = 127;

/** Bytes of one vector: its scale, 32-bit little-endian, and a level of 8 bits for each number, which is scale × level. */
export const VECTOR_BYTES = 4 + EMBEDDING_LENGTH;

/** What the header counts of each box, in the order in which the vectors lie. */
const KINDS = ['positive', 'near', 'background'] as const;

/** A taught photo as it lies on the disk. */
export interface TaughtFiles {
  /** Text of taught.json. */
  readonly header: string;
  /** Bytes of vectors.bin: `VECTOR_BYTES` each, as many as the header counts. */
  readonly vectors: Uint8Array;
}

/**
 * A taught photo as files; `loadTaughtPhoto` gives the same back but for the numbers of the vectors, which are rounded to a 254th of
 * the largest in each: a box takes 71 KB instead of 280.
 */
export function saveTaughtPhoto(taught: TaughtPhoto): TaughtFiles {
  const { photo, detector, examples, negative } = taught;
  const vectors = packVectors(vectorsOf(taught));
  const header = {
    format: FORMAT,
    version: VERSION,
    detector,
    photo,
    examples: examples.map(({ box, positive, shifts, near, background }) => ({
      box,
      shifts: formatShifts(shifts),
      positive: positive.length,
      near: near.length,
      background: background.length,
    })),
    ...(negative && { negative: { background: negative.background.length } }),
    vectors: {
      file: TAUGHT_FILES.vectors,
      sha256: sha256Of(vectors),
      length: EMBEDDING_LENGTH,
    },
  };
  return { header: `${JSON.stringify(header, null, 2)}\n`, vectors };
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
  const parsed = parseHeader(header, expected);
  const { photo, detector, boxes, negative, sha256 } = parsed;
  const counts = [...boxes.flatMap((each) => KINDS.map((kind) => each[kind])), negative ?? 0];
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
      shifts: each.shifts,
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

function vectorsOf({ examples, negative }: TaughtPhoto): Float32Array[] {
  return [
    ...examples.flatMap((example) => KINDS.flatMap((kind) => [...example[kind]])),
    ...(negative?.background ?? []),
  ];
}

function packVectors(vectors: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(VECTOR_BYTES * vectors.length);
  const view = new DataView(bytes.buffer);
  for (const [i, vector] of vectors.entries()) {
    const start = i * VECTOR_BYTES;
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = Math.fround(largest / MOST_LEVEL);
    view.setFloat32(start, scale, true);
    for (let j = 0; j < EMBEDDING_LENGTH; j++) {
      const level = scale === 0 ? 0 : Math.round((vector[j] as number) / scale);
      view.setInt8(start + 4 + j, Math.min(MOST_LEVEL, Math.max(-MOST_LEVEL, level)));
    }
  }
  return bytes;
}

/** Takes vectors off the front of the bytes, of which there are enough. */
function vectorReader(bytes: Uint8Array): (count: number) => Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let start = 0;
  const next = () => {
    const scale = view.getFloat32(start, true);
    if (!(Number.isFinite(scale) && scale >= 0)) {
      throw unlike(`scales in ${TAUGHT_FILES.vectors}`, `${scale}`);
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

type Json = Readonly<Record<string, unknown>>;

function parseHeader(text: string, detector: string) {
  const file = recordOf(parse(text), TAUGHT_FILES.header);
  if (file.format !== FORMAT) throw unlike(`format "${FORMAT}"`, show(file.format));
  if (file.version !== VERSION) {
    throw new MirrorError(
      'stale',
      `Expected a taught photo of format ${VERSION} but received one of format ${show(file.version)}, which another version of this program made.`,
    );
  }
  const photo = photoOf(recordOf(file.photo, 'photo'));
  const found = hexAt(file, 'detector');
  if (found !== detector) {
    throw new MirrorError(
      'stale',
      `Expected a photo that was taught with the detector's weights ${detector.slice(0, 8)} but received one of ${found.slice(0, 8)}, which see in other numbers.`,
    );
  }
  const vectors = recordOf(file.vectors, 'vectors');
  if (vectors.length !== EMBEDDING_LENGTH) {
    throw unlike(`vectors of ${EMBEDDING_LENGTH} numbers`, show(vectors.length));
  }
  const negative = file.negative === undefined ? undefined : recordOf(file.negative, 'negative');
  const boxes = listOf(file.examples, 'examples').map((each) =>
    exampleOf(recordOf(each, 'examples'), photo),
  );
  if ((boxes.length === 0) !== (negative !== undefined)) {
    throw unlike('either examples or a photo that shows none', 'both or neither');
  }
  return {
    photo,
    detector: found,
    boxes,
    negative: negative && countAt(negative, 'background', 1),
    sha256: hexAt(vectors, 'sha256'),
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
  const side = (key: string) => numberAt(photo, key, { least: 1, most: TAUGHT_LIMITS.side });
  return { sha256: hexAt(photo, 'sha256'), name, width: side('width'), height: side('height') };
}

function exampleOf(example: Json, { width, height }: TaughtPhoto['photo']) {
  const record = recordOf(example.box, 'box');
  const at = (key: string) => numberAt(record, key, { least: 0, most: TAUGHT_LIMITS.side });
  const box: Box = { x: at('x'), y: at('y'), width: at('width'), height: at('height') };
  const isInside = rightOf(box) <= width + 1 && bottomOf(box) <= height + 1;
  if (!(isInside && box.width > 0 && box.height > 0)) {
    throw unlike(`a box inside ${width} × ${height} pixels`, show(Object.values(box).join(',')));
  }
  const positive = countAt(example, 'positive', 1);
  return {
    box,
    positive,
    shifts: parseShifts(example.shifts, positive),
    near: countAt(example, 'near'),
    background: countAt(example, 'background'),
  };
}

function recordOf(value: unknown, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw unlike(`a record in «${name}»`, show(value));
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value) && value.length <= TAUGHT_LIMITS.examples) return value;
  throw unlike(`a list of at most ${TAUGHT_LIMITS.examples} in «${name}»`, show(value));
}

function countAt(record: Json, key: string, least = 0): number {
  const count = numberAt(record, key, { least, most: TAUGHT_LIMITS.vectors });
  if (Number.isInteger(count)) return count;
  throw unlike(`a whole number in «${key}»`, show(count));
}

function numberAt(
  record: Json,
  key: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const value = record[key];
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw unlike(`a number from ${least} to ${most} in «${key}»`, show(value));
}

function hexAt(record: Json, key: string): string {
  const value = record[key];
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  throw unlike(`a checksum in «${key}»`, show(value));
}

function unlike(expected: string, received: string): MirrorError {
  return new MirrorError('input', `Expected ${expected} but received ${received}.`);
}

/** A value in a few words, safe for one line. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a record';
  return JSON.stringify(value)?.slice(0, 40) ?? typeof value;
}
