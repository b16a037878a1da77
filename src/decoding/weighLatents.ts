import { likeliest, likeliestChord, logProbabilityOf } from '../autoencoder/phrase/drawEvent.js';
import type { EventLogits, EventNetwork } from '../autoencoder/phrase/eventNetwork.js';
import { LOOK_BACK } from '../autoencoder/phrase/phraseShapes.js';
import { chordKey } from '../events/ngramIndex.js';
import { type Drawn, logitsAt, type Moment, type Player } from './drawNext.js';

/** A latent of the walk, and what it plans. */
export interface Planned<Step> {
  readonly step: Step;
  readonly plan: readonly Float32Array[];
}

/** A way to leave a recording: another latent from an event on. */
interface Way<Step> {
  readonly event: number;
  readonly planned: Planned<Step>;
}

/** Events from the end of a copied run at which the music may leave it. */
const MOST_BACK = 4;

/** What leaving costs in any case, nats: the more, the later the music leaves. */
const COST_OF_LEAVING = 5;

/**
 * The way out of a copied run that costs least for each event that it is followed: the later the music leaves, the
 * longer it has gone on by itself.
 */
export function bestWayOut<Step>(
  player: Player,
  options: {
    drawn: readonly Drawn[];
    moments: readonly Moment[];
    banned: readonly ReadonlySet<string>[];
    first: number;
    others: readonly Planned<Step>[];
  },
): Way<Step> {
  const { network } = player;
  const { drawn, moments, banned, first, others } = options;
  let best: Way<Step> | undefined;
  let least = Infinity;
  for (let event = Math.max(first, drawn.length - MOST_BACK); event < drawn.length; event++) {
    const { step, history } = moments[event] as Moment;
    for (const planned of others) {
      const row = planned.plan[event] as Float32Array;
      const logitsOf = logitsAt(player, { planned: row, step, history });
      const other = likeliestChord(network, logitsOf);
      const name = chordKey(other.pitches);
      const goesOn = name === chordKey((drawn[event] as Drawn).chord) || banned[event]?.has(name);
      const cost = (COST_OF_LEAVING - other.logProbability) / (event - first + 1);
      if (!goesOn && player.recorded.has(other.pitches) && cost < least) {
        least = cost;
        best = { event, planned };
      }
    }
  }
  return best ?? { event: drawn.length - 1, planned: others[0] as Planned<Step> };
}

/** Events that tell whether a latent goes on from what was played. */
const JOINED = 2;

/**
 * How sure the network is of the first events that follow a moment by a plan: a plan that contradicts the events before
 * leaves it unsure. The logarithm of the probability of the likeliest ones.
 */
export function confidence(
  player: Player,
  { from, plan }: { from: Moment; plan: readonly Float32Array[] },
): number {
  const { network, vocabulary, positionOf } = player;
  let { step, history } = from;
  let sum = 0;
  for (const planned of plan.slice(0, JOINED)) {
    const metricalPosition = positionOf(step);
    const logitsOf = logitsAt(player, { planned, step, history });
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
