import { likeliest, likeliestChord, logProbabilityOf } from '../autoencoder/phrase/drawEvent.js';
import type { EventLogits, EventNetwork } from '../autoencoder/phrase/eventNetwork.js';
import { LOOK_BACK } from '../autoencoder/phrase/phraseShapes.js';
import { STEP_TICKS } from '../events/events.js';
import { heldAfter } from '../events/heldKeys.js';
import { logitsAt, type Moment, type PhrasePlayer } from './phrasePlayer.js';

/** Events that show whether a plan goes on from what was played. */
const JOINED = 2;

/**
 * Log-probability of the likeliest first events that follow a moment by a plan, nats, 0 or less: low for a plan that contradicts
 * the events before.
 */
export function logProbabilityOfPlan(
  player: Pick<PhrasePlayer, 'network' | 'vocabulary' | 'positionOf' | 'harmony'>,
  { from, plan }: { from: Moment; plan: readonly Float32Array[] },
): number {
  const { network, vocabulary, positionOf, harmony } = player;
  let { step, history, held } = from;
  let sum = 0;
  for (const planned of plan.slice(0, JOINED)) {
    const metricalPosition = positionOf(step);
    const logitsOf = logitsAt(player, { planned, step, history, held, bias: harmony(step) });
    const { pitches, logProbability } = likeliestChord(network, logitsOf);
    const context = pitches.map((symbol) => network.rowOf('pitch', symbol));
    const next = likeliestOf('interOnset', { network, logitsOf, context });
    const interOnset = next.symbol;
    sum += logProbability + next.logProbability;
    context.push(network.rowOf('interOnset', interOnset));
    const duration = likeliestOf('duration', { network, logitsOf, context }).symbol;
    const steps = vocabulary.interOnset[interOnset] as number;
    held = heldAfter(held, {
      chord: pitches,
      event: { durationTicks: vocabulary.duration[duration] as number },
      ticks: steps * STEP_TICKS,
    });
    history = [...history.slice(1 - LOOK_BACK), { pitches, interOnset, metricalPosition }];
    step += steps;
  }
  return sum;
}

/** A field of a single symbol has no head: it is certain. */
function likeliestOf(
  head: 'interOnset' | 'duration',
  options: { network: EventNetwork; logitsOf: EventLogits; context: readonly number[] },
): { readonly symbol: number; readonly logProbability: number } {
  const { network, logitsOf, context } = options;
  if (!network.heads.includes(head)) return { symbol: 0, logProbability: 0 };
  const logits = logitsOf(head, context);
  const symbol = likeliest(logits);
  const all = { logits, from: 0, to: logits.length };
  return { symbol, logProbability: logProbabilityOf(symbol, all) };
}
