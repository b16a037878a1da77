import type { Random } from '../../random.js';
import type { Matrices, Matrix } from '../matrices.js';
import { softmaxLoss } from '../softmaxLoss.js';
import { drawLatents } from './drawLatents.js';
import { NOTES_ASKED } from './headBatch.js';
import type { PhraseBatch } from './phraseBatch.js';
import { encode } from './phraseEncoder.js';
import type { PhraseNetwork } from './phraseNetwork.js';
import { type Head, historyRows, LOOK_BACK } from './phraseShapes.js';
import { dropScales, scaleUnits } from './unitDropout.js';

/**
 * How much each head counts in the loss. Microtiming is a hand's noise and velocities nearly so: at full weight they take
 * the latent's room from what the ear follows.
 */
export const HEAD_WEIGHTS: Readonly<Record<Head, number>> = {
  pitch: 1,
  interOnset: 1,
  duration: 1,
  velocity: 0.5,
  microtiming: 0.2,
  noteVelocity: 0.2 / NOTES_ASKED,
  noteDuration: 0.2 / NOTES_ASKED,
};

export interface LossOptions {
  readonly batch: PhraseBatch;
  /** Of the latent's draws (the reparameterisation) and of the units that are dropped. */
  readonly random: Random;
  readonly klWeight: number;
  /** Share of hidden units that are dropped (Srivastava et al. 2014). */
  readonly dropout: number;
}

/**
 * Loss of a batch and its gradient with respect to every parameter, in the network's memory until the next call.
 *
 * Loss in nats: cross-entropy of an event's symbols summed over the heads by their weights, mean over events; of the
 * first event's metrical position, mean over windows ÷ events of a window; plus `klWeight` × Kullback–Leibler divergence
 * of the latent from N(0, 1), summed over dimensions, mean over windows.
 *
 * The gradients are written out rather than taped: the backward pass is a dozen matrix products and their look-ups. A
 * test holds them against finite differences.
 */
export function phraseGradients(
  network: PhraseNetwork,
  options: LossOptions,
): { readonly loss: number; readonly gradients: PhraseNetwork['parameters'] } {
  const { memory, sizes } = network;
  const { batch, random, klWeight, dropout } = options;
  const { windows } = batch;
  const { multiply, eluBackward, columnSums, reshape, zeros, gather, scatter } = memory;
  const p = network.parameters;
  memory.clear();
  const events = windows * sizes.window;

  // Forward.
  const { embedded, encoded, ...latents } = encode(network, batch);
  const draw = drawLatents(memory, latents, { random, size: sizes.latent });
  const { latent } = draw;
  const startLogits = multiply(latent, p.startKernel, p.startBias);
  const planned = memory.elu(multiply(latent, p.planKernel, p.planBias));
  const window = memory.elu(multiply(planned, p.windowKernel, p.windowBias));
  const plan = reshape(window, sizes.plan);
  const remembered = { ...p.embedding, rows: historyRows(sizes.symbols) };
  const table = reshape(multiply(remembered, p.historyKernel), sizes.hidden);
  const hidden = multiply(plan, p.stateKernel, p.stateBias);
  for (const [back, lists] of batch.history.entries()) gather(atBack(table, back), lists, hidden);
  memory.elu(hidden);
  const scales = dropScales(memory, { random, dropout, windows, units: sizes.hidden });
  const dropped = scaleUnits(memory, hidden, scales);
  const sums = reshape(multiply(dropped, p.headKernel, p.headBias), sizes.embedding);

  const start = softmaxLoss(memory, startLogits, { targets: batch.starts, weight: 1 / events });
  let loss = start.loss + (klWeight * draw.divergence) / windows;

  // Each head forward and backward: `d…` is the derivative of the loss with respect to what it names.
  const gradients: Record<string, Matrix> = {};
  const dEmbedding = zeros(p.embedding);
  const dSums = zeros(sums);
  for (const { head, sums: own, contexts, ...asked } of batch.heads) {
    const [kernel, bias] = [p[`${head}Kernel`] as Matrix, p[`${head}Bias`] as Matrix];
    if (asked.targets.length === 0) {
      gradients[`${head}Kernel`] = zeros(kernel);
      gradients[`${head}Bias`] = zeros(bias);
      continue;
    }
    const units = zeros({ rows: asked.targets.length, columns: sizes.embedding });
    gather(sums, own, units);
    for (const context of contexts) gather(p.embedding, context, units);
    memory.elu(units);
    const weight = HEAD_WEIGHTS[head] / events;
    const said = softmaxLoss(memory, multiply(units, kernel, bias), { ...asked, weight });
    loss += said.loss;
    gradients[`${head}Kernel`] = multiply({ transposed: units }, said.gradient);
    gradients[`${head}Bias`] = columnSums(said.gradient);
    const dUnits = eluBackward(multiply(said.gradient, { transposed: kernel }), units);
    scatter(dUnits, own, dSums);
    for (const context of contexts) scatter(dUnits, context, dEmbedding);
  }

  // Backward through what the heads share.
  const dHeads = reshape(dSums, p.headBias.columns);
  const dDropped = multiply(dHeads, { transposed: p.headKernel });
  const dHidden = eluBackward(scaleUnits(memory, dDropped, scales), hidden);
  const dTable = zeros(table);
  for (const [back, lists] of batch.history.entries())
    scatter(dHidden, lists, atBack(dTable, back));
  const dHistory = reshape(dTable, p.historyKernel.columns);
  addTo(memory, multiply(dHistory, { transposed: p.historyKernel }), dEmbedding);
  const dPlan = multiply(dHidden, { transposed: p.stateKernel });
  const dWindow = eluBackward(reshape(dPlan, window.columns), window);
  const dPlanned = eluBackward(multiply(dWindow, { transposed: p.windowKernel }), planned);
  const dLatent = multiply(dPlanned, { transposed: p.planKernel });
  const dStart = multiply(start.gradient, { transposed: p.startKernel });
  const dLatentRow = draw.backward([dLatent, dStart], klWeight / windows);
  const dEncoded = eluBackward(multiply(dLatentRow, { transposed: p.latentKernel }), encoded);
  const dEvents = reshape(multiply(dEncoded, { transposed: p.encoderKernel }), sizes.embedding);
  scatter(dEvents, batch.events, dEmbedding);

  return {
    loss,
    gradients: {
      ...gradients,
      embedding: dEmbedding,
      encoderKernel: multiply({ transposed: embedded }, dEncoded),
      encoderBias: columnSums(dEncoded),
      latentKernel: multiply({ transposed: encoded }, dLatentRow),
      latentBias: columnSums(dLatentRow),
      startKernel: multiply({ transposed: latent }, start.gradient),
      startBias: columnSums(start.gradient),
      planKernel: multiply({ transposed: latent }, dPlanned),
      planBias: columnSums(dPlanned),
      windowKernel: multiply({ transposed: planned }, dWindow),
      windowBias: columnSums(dWindow),
      stateKernel: multiply({ transposed: plan }, dHidden),
      stateBias: columnSums(dHidden),
      historyKernel: multiply({ transposed: remembered }, dHistory),
      headKernel: multiply({ transposed: dropped }, dHeads),
      headBias: columnSums(dHeads),
    },
  };
}

/** What each symbol gives so many events later, of a table with a row for each symbol and number of events. */
function atBack(table: Matrix, back: number): Matrix {
  const { address, rows, stride } = table;
  const backs = 1 + LOOK_BACK;
  const first = address + 4 * back * stride;
  return { ...table, address: first, rows: rows / backs, stride: backs * stride };
}

function addTo(memory: Matrices, some: Matrix, all: Matrix): void {
  const [from, to] = [memory.view(some), memory.view(all)];
  for (let i = 0; i < some.rows * some.stride; i++) {
    to[i] = (to[i] as number) + (from[i] as number);
  }
}
