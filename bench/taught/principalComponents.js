import * as tf from '@tensorflow/tfjs-core';
import { drawNormals, seededRandom } from '../../dist/math/random.js';

/** Rounds of orthogonal iteration: components that it has not told apart by then have much the same variance. */
const ROUNDS = 30;

/** Rows that are multiplied at a time. */
const BLOCK = 128;

/**
 * The directions along which vectors vary most, by orthogonal iteration on their covariance (Golub and Van Loan,
 * «Matrix Computations», section 7.3.2).
 *
 * @param rows Float32Array each, of one length, which is a multiple of four
 * @returns mean [length], vectors [count][length] of unit length and at right angles, variances [count], falling
 */
export function principalComponents(rows, count) {
  const length = rows[0].length;
  const mean = new Float64Array(length);
  for (const row of rows) for (let i = 0; i < length; i++) mean[i] += row[i] / rows.length;
  const covariance = covarianceOf(rows, mean);
  const random = seededRandom('principal components');
  let vectors = orthonormal(Array.from({ length: count }, () => drawNormals(length, random)));
  let variances = [];
  for (let round = 0; round < ROUNDS; round++) {
    const flat = Float32Array.from(vectors.flatMap((vector) => [...vector]));
    const turned = tf.tidy(() =>
      tf.matMul(tf.tensor2d(flat, [count, length]), covariance).dataSync(),
    );
    const next = vectors.map((_, k) =>
      Float64Array.from(turned.subarray(k * length, (k + 1) * length)),
    );
    variances = next.map((vector, k) => vector.reduce((sum, x, i) => sum + x * vectors[k][i], 0));
    vectors = orthonormal(next);
  }
  covariance.dispose();
  return { mean, vectors, variances };
}

/**
 * In blocks of rows that stay in the processor's cache, sixteen pairs of columns at a time: TensorFlow.js' WebAssembly multiplies
 * a transposed matrix some twenty times more slowly.
 */
function covarianceOf(rows, mean) {
  const length = mean.length;
  const sums = new Float64Array(length * length);
  const columns = new Float64Array(length * BLOCK);
  for (let from = 0; from < rows.length; from += BLOCK) {
    columns.fill(0);
    for (const [n, row] of rows.slice(from, from + BLOCK).entries()) {
      for (let i = 0; i < length; i++) columns[i * BLOCK + n] = row[i] - mean[i];
    }
    for (let i = 0; i < length; i += 4) {
      for (let j = i; j < length; j += 4) addProducts(sums, { columns, length, i, j });
    }
  }
  const covariance = new Float32Array(length * length);
  for (let i = 0; i < length; i++) {
    for (let j = i; j < length; j++) {
      const value = sums[i * length + j] / rows.length;
      covariance[i * length + j] = value;
      covariance[j * length + i] = value;
    }
  }
  return tf.tensor2d(covariance, [length, length]);
}

/** Adds to sums the products of columns i to i + 3 with columns j to j + 3. */
function addProducts(sums, { columns, length, i, j }) {
  for (let k = i; k < i + 4; k++) {
    const left = k * BLOCK;
    const [r0, r1, r2, r3] = [j * BLOCK, (j + 1) * BLOCK, (j + 2) * BLOCK, (j + 3) * BLOCK];
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let n = 0; n < BLOCK; n++) {
      const x = columns[left + n];
      s0 += x * columns[r0 + n];
      s1 += x * columns[r1 + n];
      s2 += x * columns[r2 + n];
      s3 += x * columns[r3 + n];
    }
    const at = k * length + j;
    sums[at] += s0;
    sums[at + 1] += s1;
    sums[at + 2] += s2;
    sums[at + 3] += s3;
  }
}

/** Gram and Schmidt, twice, for single precision has turned the vectors a little toward one another. */
function orthonormal(vectors) {
  const done = [];
  for (const given of vectors) {
    const vector = Float64Array.from(given);
    for (let output = 0; output < 2; output++) {
      for (const other of done) {
        let along = 0;
        for (let i = 0; i < vector.length; i++) along += vector[i] * other[i];
        for (let i = 0; i < vector.length; i++) vector[i] -= along * other[i];
      }
    }
    const size = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
    for (let i = 0; i < vector.length; i++) vector[i] /= size;
    done.push(vector);
  }
  return done;
}
