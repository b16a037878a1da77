/**
 * Trains the small network that tells notes from ghosts: a layer of `units` (tanh), one output (logistic),
 * cross-entropy, Adam over all examples at once, its rate falling along a cosine.
 *
 * @param examples features, isNote (0 or 1) and how much each counts
 */
export function trainNoteProbability(
  examples,
  { units, steps = 600, rate = 0.03, decay = 1e-4, random },
) {
  const size = examples[0].features.length;
  const { means, spreads } = scaleOf(examples, size);
  const inputs = new Float32Array(examples.length * size);
  for (const [i, { features }] of examples.entries()) {
    for (let k = 0; k < size; k++) inputs[i * size + k] = (features[k] - means[k]) / spreads[k];
  }
  const total = examples.reduce((sum, { counts }) => sum + counts, 0);
  const targets = Float32Array.from(examples, ({ isNote }) => isNote);
  const counts = Float32Array.from(examples, (example) => example.counts / total);

  // One flat list of numbers: a row of weights and a bias for each unit, then the output's.
  const row = size + 1;
  const values = Float64Array.from({ length: units * (row + 1) + 1 }, () => 0);
  for (let u = 0; u < units; u++) {
    for (let k = 0; k < size; k++) values[u * row + k] = (random() * 2 - 1) / Math.sqrt(size);
    values[units * row + u] = (random() * 2 - 1) / Math.sqrt(units);
  }
  const first = new Float64Array(values.length);
  const second = new Float64Array(values.length);
  const hidden = new Float64Array(units);
  for (let step = 1; step <= steps; step++) {
    const slope = values.map((value) => decay * value);
    for (let i = 0; i < targets.length; i++) {
      const at = i * size;
      let sum = values[units * (row + 1)];
      for (let u = 0; u < units; u++) {
        let input = values[u * row + size];
        for (let k = 0; k < size; k++) input += values[u * row + k] * inputs[at + k];
        hidden[u] = Math.tanh(input);
        sum += values[units * row + u] * hidden[u];
      }
      const error = counts[i] * (1 / (1 + Math.exp(-sum)) - targets[i]);
      slope[units * (row + 1)] += error;
      for (let u = 0; u < units; u++) {
        slope[units * row + u] += error * hidden[u];
        const back = error * values[units * row + u] * (1 - hidden[u] ** 2);
        slope[u * row + size] += back;
        for (let k = 0; k < size; k++) slope[u * row + k] += back * inputs[at + k];
      }
    }
    const now = rate * (0.5 + 0.5 * Math.cos((Math.PI * step) / steps));
    for (let j = 0; j < values.length; j++) {
      first[j] = 0.9 * first[j] + 0.1 * slope[j];
      second[j] = 0.99 * second[j] + 0.01 * slope[j] ** 2;
      values[j] -=
        (now * first[j]) / (1 - 0.9 ** step) / (Math.sqrt(second[j] / (1 - 0.99 ** step)) + 1e-9);
    }
  }
  return unscaled(values, { units, size, means, spreads });
}

/** Mean and spread of each kind of features. */
function scaleOf(examples, size) {
  const meanOf = (f) => examples.reduce((sum, example) => sum + f(example), 0) / examples.length;
  const keys = Array.from({ length: size }, (_, k) => k);
  const means = keys.map((k) => meanOf(({ features }) => features[k]));
  const spreads = keys.map((k) =>
    Math.sqrt(meanOf(({ features }) => (features[k] - means[k]) ** 2) + 1e-6),
  );
  return { means, spreads };
}

/** The network as it takes features that is not scaled. */
function unscaled(values, { units, size, means, spreads }) {
  const row = size + 1;
  const rows = Array.from({ length: units }, (_, u) => u * row);
  const weights = rows.map((at) => spreads.map((spread, k) => values[at + k] / spread));
  const biases = rows.map((at, u) =>
    weights[u].reduce((bias, weight, k) => bias - weight * means[k], values[at + size]),
  );
  const outputWeights = [...values.subarray(units * row, units * row + units)];
  return { weights, biases, outputWeights, outputBias: values[units * row + units] };
}
