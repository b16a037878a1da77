import type { Matrices, Matrix } from '../matrices.js';
import { softmaxLoss } from '../softmaxLoss.js';
import { NOTES_ASKED } from './headBatch.js';
import type { PhraseBatch } from './phraseBatch.js';
import type { DecoderNetwork } from './phraseNetwork.js';
import { type Head, HISTORY_SLOTS, historyRows } from './phraseShapes.js';
import { planScales, scaleUnits } from './unitDropout.js';

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

/**
 * The decoder's half of the network, forward and backward: the cross-entropy of a batch given its latents, in nats, and the
 * derivatives of that loss with respect to the latents and to what the decoder alone has.
 *
 * Loss: cross-entropy of an event's symbols summed over the heads by their weights, mean over events; and of the first event's
 * metrical position, mean over windows ÷ events of a window.
 *
 * @param options.latent [windows, latent]
 * @param options.penalty what is added to the loss, such as a divergence of the latents
 * @param options.scales what each hidden unit counts in each window; undefined where none is dropped
 * @returns `dLatent`: two matrices of the latents' shape whose sum is the derivative
 */
export function passDecoder(
  network: DecoderNetwork,
  {
    batch,
    latent,
    penalty,
    scales,
  }: {
    readonly batch: Omit<PhraseBatch, 'events'>;
    readonly latent: Matrix;
    readonly penalty: number;
    readonly scales?: Matrix | undefined;
  },
) {
  const { memory, parameters: p, sizes } = network;
  const { multiply, eluBackward, columnSums, reshape, zeros, gather, scatter } = memory;
  const events = batch.windows * sizes.window;

  // Forward.
  const startLogits = multiply(latent, p.startKernel, p.startBias);
  const planned = memory.elu(multiply(latent, p.planKernel, p.planBias));
  const window = memory.elu(multiply(planned, p.windowKernel, p.windowBias));
  const plans = planScales(memory, { unplanned: batch.unplanned, plan: sizes.plan });
  const plan = scaleUnits(memory, reshape(window, sizes.plan), plans);
  const remembered = { ...p.embedding, rows: historyRows(sizes.symbols) };
  const table = reshape(multiply(remembered, p.historyKernel), sizes.hidden);
  const hidden = multiply(plan, p.stateKernel, p.stateBias);
  for (const [slot, lists] of batch.history.entries()) gather(inSlot(table, slot), lists, hidden);
  memory.elu(hidden);
  const dropped = scaleUnits(memory, hidden, scales);
  const sums = reshape(multiply(dropped, p.headKernel, p.headBias), sizes.embedding);

  const start = softmaxLoss(memory, startLogits, { targets: batch.starts, weight: 1 / events });
  const heads = passHeads(network, { heads: batch.heads, sums, events });

  // Backward through what the heads share: `d…` is the derivative of the loss with respect to what it names.
  const dHeads = reshape(heads.dSums, p.headBias.columns);
  const dDropped = multiply(dHeads, { transposed: p.headKernel });
  const dHidden = eluBackward(scaleUnits(memory, dDropped, scales), hidden);
  const dPlan = scaleUnits(memory, multiply(dHidden, { transposed: p.stateKernel }), plans);
  const dWindow = eluBackward(reshape(dPlan, window.columns), window);
  const dPlanned = eluBackward(multiply(dWindow, { transposed: p.windowKernel }), planned);
  const dLatent = multiply(dPlanned, { transposed: p.planKernel });
  const dStart = multiply(start.gradient, { transposed: p.startKernel });

  return {
    loss: heads.losses.reduce((sum, loss) => sum + loss, start.loss + penalty),
    dLatent: [dLatent, dStart] as const,
    /** Of the decoder's parameters, and of the embedding as far as the decoder uses it; to be asked once. */
    gradients: () => {
      const ofHeads = heads.gradients();
      const dTable = zeros(table);
      for (const [slot, lists] of batch.history.entries())
        scatter(dHidden, lists, inSlot(dTable, slot));
      const dHistory = reshape(dTable, p.historyKernel.columns);
      addTo(memory, multiply(dHistory, { transposed: p.historyKernel }), heads.dEmbedding);
      return {
        ...ofHeads,
        embedding: heads.dEmbedding,
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
      };
    },
  };
}

/**
 * The heads, each forward and backward.
 *
 * @param options.sums what the hidden layer gives the heads, [events × sums, embedding]
 * @returns `losses`: nats, one a head, weighted; `gradients` adds to `dEmbedding` and is to be asked once
 */
function passHeads(
  { memory, parameters: p, sizes }: DecoderNetwork,
  options: { readonly heads: PhraseBatch['heads']; readonly sums: Matrix; readonly events: number },
) {
  const { multiply, eluBackward, columnSums, zeros, gather, scatter } = memory;
  const { heads, sums, events } = options;
  const losses: number[] = [];
  const ofHeads: (() => Record<string, Matrix>)[] = [];
  const dEmbedding = zeros(p.embedding);
  const dSums = zeros(sums);
  for (const { head, sums: own, contexts, ...asked } of heads) {
    const [kernel, bias] = [p[`${head}Kernel`] as Matrix, p[`${head}Bias`] as Matrix];
    const named = (dKernel: Matrix, dBias: Matrix) => ({
      [`${head}Kernel`]: dKernel,
      [`${head}Bias`]: dBias,
    });
    if (asked.targets.length === 0) {
      ofHeads.push(() => named(zeros(kernel), zeros(bias)));
      continue;
    }
    const units = zeros({ rows: asked.targets.length, columns: sizes.embedding });
    gather(sums, own, units);
    for (const context of contexts) gather(p.embedding, context, units);
    memory.elu(units);
    const weight = HEAD_WEIGHTS[head] / events;
    const { loss, gradient } = softmaxLoss(memory, multiply(units, kernel, bias), {
      ...asked,
      weight,
    });
    losses.push(loss);
    const dUnits = eluBackward(multiply(gradient, { transposed: kernel }), units);
    scatter(dUnits, own, dSums);
    ofHeads.push(() => {
      for (const context of contexts) scatter(dUnits, context, dEmbedding);
      return named(multiply({ transposed: units }, gradient), columnSums(gradient));
    });
  }
  const gradients = (): Record<string, Matrix> =>
    Object.assign({}, ...ofHeads.map((gradientsOf) => gradientsOf()));
  return { losses, dSums, dEmbedding, gradients };
}

/** What each symbol gives in a slot of the history, of a table with a row for each symbol and slot. */
function inSlot(table: Matrix, slot: number): Matrix {
  const { address, rows, stride } = table;
  const first = address + 4 * slot * stride;
  return { ...table, address: first, rows: rows / HISTORY_SLOTS, stride: HISTORY_SLOTS * stride };
}

function addTo(memory: Matrices, some: Matrix, all: Matrix): void {
  const [from, to] = [memory.view(some), memory.view(all)];
  for (let i = 0; i < some.rows * some.stride; i++) {
    to[i] = (to[i] as number) + (from[i] as number);
  }
}
