import { describe, expect, it } from 'vitest';
import { loadTaughtPhoto, saveTaughtPhoto } from '../../../src/collection/taught/taughtFiles.js';
import type { TaughtPhoto } from '../../../src/collection/taught/taughtPhoto.js';
import { sha256Of } from '../../../src/files/checksum.js';
import { BOX, DETECTOR, taughtPhoto } from './taughtPhotos.js';

const load = (files: Parameters<typeof loadTaughtPhoto>[0]) =>
  loadTaughtPhoto(files, { detector: DETECTOR });

describe('a taught photo as files', () => {
  it.each([
    ['with a box', { name: 'kitchen.jpg' }],
    ['with two boxes', { name: '台所 \u{1f375}.heic', boxes: [BOX, { ...BOX, x: 501.5 }] }],
    ['that does not show the object', { name: 'hall.jpg', boxes: [] }],
  ])('%s comes back as it was, but for the last digits of its vectors', (_, plan) => {
    const taught = taughtPhoto(plan);
    const files = saveTaughtPhoto(taught);
    const loaded = load(files);
    expect(withoutVectors(loaded)).toEqual(withoutVectors(taught));
    const before = vectorsOf(taught);
    for (const [i, vector] of vectorsOf(loaded).entries()) {
      const exact = before[i] as Float32Array;
      const largest = Math.max(...exact.map(Math.abs));
      const error = vector.map((value, j) => Math.abs(value - (exact[j] as number)));
      expect(Math.max(...error)).toBeLessThan(largest / 253);
    }
    // What was rounded once stays as it is.
    expect(saveTaughtPhoto(loaded)).toEqual(files);
  });

  it('keeps a vector of zeros', () => {
    const taught = taughtPhoto({ name: 'hall.jpg', boxes: [] });
    const negative = { ...taught.negative, background: [new Float32Array(400)] };
    const zeros = { ...taught, negative: { photoSha256: taught.photo.sha256, ...negative } };
    expect(load(saveTaughtPhoto(zeros))).toEqual(zeros);
  });

  it('keeps nothing of the vectors in the header, so that it stays small', () => {
    const { header, vectors } = saveTaughtPhoto(taughtPhoto({ name: 'kitchen.jpg' }));
    expect(header.length).toBeLessThan(1200);
    expect(vectors).toHaveLength(10 * 404);
  });
});

type Header = Record<string, unknown>;

/** What may be wrong with the header: each row changes it, and the message says what was expected. */
const DAMAGED_HEADERS: readonly [string, (header: Header) => unknown, RegExp][] = [
  ['another format', (header) => ({ ...header, format: 'decoder' }), /format "sound-mirror taught/],
  ['no photo', ({ photo: _, ...header }) => header, /a record in «photo»/],
  ['a list for a photo', (header) => ({ ...header, photo: [1] }), /received a list of 1/],
  ['a photo without a name', withPhoto({ name: '' }), /the name of a photo/],
  ['a name that never ends', withPhoto({ name: 'a'.repeat(201) }), /the name of a photo/],
  ['a photo of no pixels', withPhoto({ width: 0 }), /from 1 to 65535 in «width»/],
  ['a photo of a billion pixels', withPhoto({ height: 1e9 }), /received 1000000000/],
  ['a checksum that is none', withPhoto({ sha256: '../../etc' }), /a checksum in «sha256»/],
  ['a billion boxes', (header) => ({ ...header, examples: { length: 1e9 } }), /at most 64/],
  ['65 boxes', (header) => ({ ...header, examples: Array(65).fill(0) }), /a list of 65/],
  ['a billion vectors', withExample({ positive: 1e9 }), /received 1000000000/],
  ['half a vector', withExample({ near: 1.5 }), /a whole number from 0 to 256 in «near»/],
  ['fewer than no vectors', withExample({ background: -1 }), /from 0 to 256 in «background»/],
  ['a box without vectors', withExample({ positive: 0 }), /from 1 to 256 in «positive»/],
  ['one vector more', withExample({ near: 3 }), /vectors.bin of 4444 bytes/],
  ['a shift too few', withExample({ shifts: [[0, 0, 0, 0]] }), /3 shifts of four numbers/],
  ['a shift of three', withExample({ shifts: Array(3).fill([0, 0, 0]) }), /3 shifts of four/],
  ['a shift to afar', withExample({ shifts: Array(3).fill([0, 0, 0, 1e9]) }), /from -4 to 4/],
  ['a box outside', withExample({ box: { ...BOX, x: 600 } }), /a box inside 640 × 427/],
  ['a box of nothing', withExample({ box: { ...BOX, width: 0 } }), /a box inside/],
  [
    'a box that is no number',
    withExample({ box: { ...BOX, y: null } }),
    /in «y» but received null/,
  ],
  ['longer vectors', withVectors({ length: 401 }), /vectors of 400 numbers/],
  ['other vectors', withVectors({ sha256: 'a'.repeat(64) }), /received other bytes/],
  ['neither boxes nor none', (header) => ({ ...header, examples: [] }), /both or neither/],
  ['boxes and none', (header) => ({ ...header, negative: { background: 3 } }), /both or neither/],
  ['a list', () => [], /a record in «taught.json»/],
  ['null', () => null, /a record in «taught.json»/],
];

describe('a taught photo that is damaged', () => {
  it.each(DAMAGED_HEADERS)('is refused in one line: %s', (_, change, message) => {
    const files = saveTaughtPhoto(taughtPhoto({ name: 'kitchen.jpg' }));
    const header = JSON.stringify(change(JSON.parse(files.header)));
    expectRefusal(() => load({ ...files, header }), { code: 'input', message });
  });

  it.each([
    ['cut short', (bytes: Uint8Array) => bytes.subarray(0, 2001), /received 2001 bytes/],
    ['empty', (bytes: Uint8Array) => bytes.subarray(0, 0), /received 0 bytes/],
    ['with a byte changed', (bytes: Uint8Array) => bytes.with(333, 1), /received other bytes/],
  ])('is refused where its vectors are %s', (_, change, message) => {
    const files = saveTaughtPhoto(taughtPhoto({ name: 'kitchen.jpg' }));
    const vectors = change(files.vectors);
    expectRefusal(() => load({ ...files, vectors }), { code: 'input', message });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -0.1, 3e36])(
    'is refused where a vector has the scale %d, whatever its checksum',
    (value) => {
      const { header, vectors } = saveTaughtPhoto(taughtPhoto({ name: 'kitchen.jpg' }));
      new DataView(vectors.buffer).setFloat32(2 * 404, value, true);
      const json = JSON.parse(header);
      json.vectors.sha256 = sha256Of(vectors);
      expectRefusal(() => load({ header: JSON.stringify(json), vectors }), {
        code: 'input',
        message: /scales from 0 to 8 in vectors.bin/,
      });
    },
  );

  it('is refused where its header is cut short', () => {
    const files = saveTaughtPhoto(taughtPhoto({ name: 'kitchen.jpg' }));
    expectRefusal(() => load({ ...files, header: files.header.slice(0, 300) }), {
      code: 'input',
      message: /JSON in taught.json but received something cut short/,
    });
  });

  it('is stale where other weights made it, or another version wrote it', () => {
    const other = saveTaughtPhoto(taughtPhoto({ name: 'a.jpg', detector: 'c0ffee01'.repeat(8) }));
    expectRefusal(() => load(other), { code: 'stale', message: /weights .* of c0ffee01/ });
    const files = saveTaughtPhoto(taughtPhoto({ name: 'a.jpg' }));
    const header = files.header.replace('"version": 2', '"version": 3');
    expectRefusal(() => load({ ...files, header }), {
      code: 'stale',
      message: /format 2 but .* 3/,
    });
  });
});

function vectorsOf({ examples, negative }: TaughtPhoto): Float32Array[] {
  return [
    ...examples.flatMap(({ positive, near, background }) => [...positive, ...near, ...background]),
    ...(negative?.background ?? []),
  ];
}

function withoutVectors({ examples, negative, ...others }: TaughtPhoto) {
  const counted = examples.map(({ box, positive, near, background }) => [
    box,
    [positive, near, background].map(({ length }) => length),
  ]);
  return { ...others, counted, negatives: negative?.background.length };
}

function withPhoto(changed: Header) {
  return (header: Header) => ({ ...header, photo: { ...(header.photo as Header), ...changed } });
}

function withVectors(changed: Header) {
  return (header: Header) => ({
    ...header,
    vectors: { ...(header.vectors as Header), ...changed },
  });
}

function withExample(changed: Header) {
  return (header: Header) => {
    const [example] = header.examples as [Header];
    return { ...header, examples: [{ ...example, ...changed }] };
  };
}

function expectRefusal(
  act: () => unknown,
  { code, message }: { readonly code: string; readonly message: RegExp },
): void {
  let refused: unknown;
  try {
    act();
  } catch (error) {
    refused = error;
  }
  expect(refused).toMatchObject({
    name: 'MirrorError',
    code,
    message: expect.stringMatching(message),
  });
  expect((refused as Error).message).not.toMatch(/\n/);
}
