import type { EncodedLatents } from './drawLatents.js';
import type { PhraseBatch } from './phraseBatch.js';
import type { PhraseNetwork } from './phraseNetwork.js';

/** Mean and log variance of each window's latent, both [B, latent]. */
export function encodeWindows(
  network: PhraseNetwork,
  batch: Pick<PhraseBatch, 'windows' | 'events'>,
): EncodedLatents {
  network.memory.clear();
  const { mean, logVariance } = encode(network, batch);
  return { mean, logVariance };
}

/** The encoder's layers, for going back through them: [B, window × embedding], [B, hidden], and the latents. */
export function encode(
  { memory, parameters: p, sizes }: PhraseNetwork,
  { windows, events }: Pick<PhraseBatch, 'windows' | 'events'>,
) {
  const rows = memory.zeros({ rows: windows * sizes.window, columns: sizes.embedding });
  memory.gather(p.embedding, events, rows);
  const embedded = memory.reshape(rows, sizes.window * sizes.embedding);
  const encoded = memory.elu(memory.multiply(embedded, p.encoderKernel, p.encoderBias));
  const both = memory.read(memory.multiply(encoded, p.latentKernel, p.latentBias));
  const mean = new Float32Array(both.length / 2);
  const logVariance = new Float32Array(mean.length);
  for (let row = 0; row < windows; row++) {
    const [from, middle] = [2 * row * sizes.latent, (2 * row + 1) * sizes.latent];
    mean.set(both.subarray(from, middle), row * sizes.latent);
    logVariance.set(both.subarray(middle, middle + sizes.latent), row * sizes.latent);
  }
  return { embedded, encoded, mean, logVariance };
}
