import { drawChord, logProbabilityOf } from '../autoencoder/phrase/drawEvent.js';
import type { EventLogits, EventNetwork } from '../autoencoder/phrase/eventNetwork.js';
import { chordKey } from '../events/chordKey.js';
import { type Drawn, logitsAt, type Moment, type PhrasePlayer } from './phrasePlayer.js';

/** Events from the end of a copied run at which the music may leave it. */
const MOST_BACK = 4;

/** What leaving costs in any case, nats: the more, the later the music leaves. */
const COST_OF_LEAVING = 2.5;

/**
 * Events that what leaves a recording looks back on. All four of the history are mostly in one recording, and go on as it does;
 * what follows the last one alone is known from several (back-off, Katz 1987).
 */
const BACKED_OFF = 1;

/**
 * How an event that leaves a recording is drawn: no latent plans it, and of what was before it knows the last event and
 * the keys that are down.
 */
export function backedOff({ network }: Pick<PhrasePlayer, 'network'>, moment: Moment) {
  const history = moment.history.slice(-BACKED_OFF);
  return { moment: { ...moment, history }, planned: network.unplanned };
}

/**
 * The event at which the music leaves a copied run: where another chord follows most likely, for each event that the run was
 * followed. The later it leaves, the longer it has gone on by itself.
 *
 * @param options.drawn the events, the last of which copies for too long
 * @param options.banned chords of each event, as text, that were left before
 * @param options.first the first event of the run that may be another one
 * @returns its index in `drawn`; undefined where none has another chord, for an object may have one only
 */
export function bestDivergence(
  player: PhrasePlayer,
  options: {
    readonly drawn: readonly Drawn[];
    readonly moments: readonly Moment[];
    readonly banned: readonly ReadonlySet<string>[];
    readonly first: number;
  },
): number | undefined {
  const { network, recorded, harmony } = player;
  const { drawn, moments, banned, first } = options;
  let best: number | undefined;
  let least = Infinity;
  for (let event = Math.max(first, drawn.length - MOST_BACK); event < drawn.length; event++) {
    const { moment, planned } = backedOff(player, moments[event] as Moment);
    const copied = chordKey((drawn[event] as Drawn).chord);
    const others = recorded.without(new Set(banned[event]).add(copied));
    if (others.length === 0) continue;
    const logitsOf = logitsAt(player, { planned, ...moment, bias: harmony(moment.step) });
    const cost =
      (COST_OF_LEAVING - logOfLikeliest(others, { network, logitsOf })) / (event - first + 1);
    if (cost < least) {
      least = cost;
      best = event;
    }
  }
  return best;
}

/** How likely that one of some chords is, at least one, whose notes are the likeliest one by one: the logarithm of its probability. */
function logOfLikeliest(
  chords: readonly (readonly number[])[],
  { network, logitsOf }: { network: EventNetwork; logitsOf: EventLogits },
): number {
  let left = chords;
  let notes = 0;
  let logProbability = 0;
  drawChord(network, logitsOf, (logits, from, to) => {
    const end = logits.length - 1;
    let symbol = (left[0] as readonly number[])[notes] ?? end;
    for (const chord of left) {
      const next = chord[notes] ?? end;
      if ((logits[next] as number) > (logits[symbol] as number)) symbol = next;
    }
    logProbability += logProbabilityOf(symbol, { logits, from, to });
    left = left.filter((chord) => (chord[notes] ?? end) === symbol);
    notes++;
    return symbol;
  });
  return logProbability;
}
