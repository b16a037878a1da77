import * as tf from '@tensorflow/tfjs-core';
import { drawNormals, seededRandom } from '../../dist/random.js';

/** Rounds of orthogonal iteration: components that it has not told apart by then have much the same variance. */
const ROUNDS = 60;

/**
 * The directions along which vectors vary most, by orthogonal iteration on their covariance (Golub and Van Loan,
 * «Matrix Computations», section 7.3.2).
 *
 * @param rows Float32Array each, of one length
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

function covarianceOf(rows, mean) {
  const length = mean.length;
  const centred = new Float32Array(rows.length * length);
  for (const [n, row] of rows.entries()) {
    for (let i = 0; i < length; i++) centred[n * length + i] = row[i] - mean[i];
  }
  return tf.tidy(() => {
    const matrix = tf.tensor2d(centred, [rows.length, length]);
    return tf.div(tf.matMul(matrix, matrix, true, false), rows.length);
  });
}

/** Gram and Schmidt, twice, for single precision has turned the vectors a little toward one another. */
function orthonormal(vectors) {
  const done = [];
  for (const given of vectors) {
    const vector = Float64Array.from(given);
    for (let pass = 0; pass < 2; pass++) {
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
