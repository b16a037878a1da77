import { likeliest, likeliestChord, logProbabilityOf } from '../autoencoder/phrase/drawEvent.js';
import type { EventLogits, EventNetwork } from '../autoencoder/phrase/eventNetwork.js';
import { LOOK_BACK } from '../autoencoder/phrase/phraseShapes.js';
import { logitsAt, type Moment, type PhrasePlayer } from './phrasePlayer.js';

/** Events that tell whether a latent goes on from what was played. */
const JOINED = 2;

/**
 * How sure the network is of the first events that follow a moment by a plan: a plan that contradicts the events before
 * leaves it unsure. The logarithm of the probability of the likeliest ones.
 */
export function confidence(
  player: Pick<PhrasePlayer, 'network' | 'vocabulary' | 'positionOf' | 'harmony'>,
  { from, plan }: { from: Moment; plan: readonly Float32Array[] },
): number {
  const { network, vocabulary, positionOf, harmony } = player;
  let { step, history } = from;
  let sum = 0;
  for (const planned of plan.slice(0, JOINED)) {
    const metricalPosition = positionOf(step);
    const logitsOf = logitsAt(player, { planned, step, history, bias: harmony(step) });
    const { pitches, logProbability } = likeliestChord(network, logitsOf);
    const next = likeliestInterOnset(network, { logitsOf, pitches });
    const { interOnset } = next;
    sum += logProbability + next.logProbability;
    history = [...history.slice(1 - LOOK_BACK), { pitches, interOnset, metricalPosition }];
    step += vocabulary.interOnset[interOnset] as number;
  }
  return sum;
}

/** A field of a single symbol has no head: it is certain. */
function likeliestInterOnset(
  network: EventNetwork,
  { logitsOf, pitches }: { logitsOf: EventLogits; pitches: readonly number[] },
): { readonly interOnset: number; readonly logProbability: number } {
  if (!network.heads.includes('interOnset')) return { interOnset: 0, logProbability: 0 };
  const logits = logitsOf(
    'interOnset',
    pitches.map((symbol) => network.rowOf('pitch', symbol)),
  );
  const interOnset = likeliest(logits);
  const all = { logits, from: 0, to: logits.length };
  return { interOnset, logProbability: logProbabilityOf(interOnset, all) };
}
