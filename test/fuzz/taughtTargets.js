// What an object was taught from: a header and its vectors, and what was learned of them. Whatever is read is finite, or the arithmetic of a
// mirror would end in NaN.
import { strict as assert } from 'node:assert';
import { formatLearned, parseLearned } from '../../dist/collection/taught/learnedFile.js';
import { loadTaughtPhoto, saveTaughtPhoto } from '../../dist/collection/taught/taughtFiles.js';
import { sha256Of } from '../../dist/files/checksum.js';
import { mutateBytes, mutateJson } from './mutate.js';

const DETECTOR = sha256Of(new Uint8Array());
const PHOTO = { sha256: DETECTOR, name: 'hall.jpg', width: 640, height: 427 };
const vector = (phase) => Float32Array.from({ length: 400 }, (_, i) => Math.sin(i + phase) / 20);
const THING = {
  name: 'mill',
  weights: vector(0.3),
  boxRegression: { mean: [0.1, -0.2, 0.3, -0.4], weights: [1, 2, 3, 4].map(vector) },
  mean: 0.07,
  deviation: 0.31,
  threshold: 2.9,
  calibration: { slope: 1.3, offset: -0.41 },
};

export function goodTaught() {
  const example = (x) => ({
    photoSha256: PHOTO.sha256,
    box: { x, y: 5, width: 70, height: 110 },
    positive: [vector(x), vector(x + 1)],
    offsets: [
      [0, 0.5, -0.1, 0.2],
      [0.1, 0, 0.3, -0.2],
    ],
    near: [vector(x + 2)],
    background: [],
  });
  const base = { photo: PHOTO, detector: DETECTOR };
  const negative = { photoSha256: PHOTO.sha256, background: [vector(7)] };
  return [
    { ...base, examples: [example(31), example(402)] },
    { ...base, examples: [], negative },
  ].map((taught) => ({ ...saveTaughtPhoto(taught), learned: formatLearned(THING, DETECTOR) }));
}

/** Vectors that were changed come with their new sum: an attacker can count. */
export function mutateTaught({ header, vectors, learned }, random) {
  if (random() < 0.3) return { header, vectors, learned: mutateJson(learned, random) };
  if (random() < 0.6) return { header: mutateJson(header, random), vectors, learned };
  const changed = mutateBytes(vectors, random);
  return {
    header: header.replace(sha256Of(vectors), sha256Of(changed)),
    vectors: changed,
    learned,
  };
}

export function taughtIsFinite({ header, vectors, learned }) {
  const thing = parseLearned(learned, { name: 'mill', key: DETECTOR });
  if (thing !== undefined) {
    const { weights, boxRegression, mean, deviation, threshold, calibration } = thing;
    const lines = [weights, boxRegression.mean, ...boxRegression.weights].flatMap((line) => [
      ...line,
    ]);
    const numbers = [...lines, mean, deviation, threshold, ...Object.values(calibration)];
    assert(numbers.every(Number.isFinite) && deviation > 0);
  }
  const { photo, examples, negative } = loadTaughtPhoto(
    { header, vectors },
    { detector: DETECTOR },
  );
  assert(examples.length > 0 !== (negative !== undefined));
  for (const { box, positive, near, background } of examples) {
    assert(positive.length > 0 && box.width > 0 && box.x + box.width <= photo.width + 1);
    for (const each of [...positive, ...near, ...background]) assertSmall(each);
  }
  for (const each of negative?.background ?? []) assertSmall(each);
}

/** Sums of squares must not overflow either. */
function assertSmall(values) {
  assert(values.length === 400 && values.every((value) => Math.abs(value) < 1e4));
}

export const packTaught = ({ header, vectors, learned }) =>
  Buffer.from(
    JSON.stringify({ header, vectors: Buffer.from(vectors).toString('base64'), learned }),
  );

export function unpackTaught(bytes) {
  const { header, vectors, learned } = JSON.parse(new TextDecoder().decode(bytes));
  return { header, vectors: Buffer.from(vectors, 'base64'), learned };
}
