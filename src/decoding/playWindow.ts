import {
  type Choose,
  drawChord,
  drawTouch,
  likeliest,
  likeliestChord,
  likeliestChords,
  logSoftmax,
  type Touch,
} from '../autoencoder/drawEvent.js';
import type { EventLogits, EventNetwork, RememberedEvent } from '../autoencoder/eventNetwork.js';
import { LOOK_BACK } from '../autoencoder/phraseShapes.js';
import type { MusicalEvent } from '../events/events.js';
import type { RunPlaces } from '../events/ngramIndex.js';
import type { Vocabulary } from '../events/vocabulary.js';
import type { Random } from '../random.js';
import type { CopyLimit, Standing } from './copyLimit.js';

/** Where the music stands between two events. */
export interface Moment {
  /** Grid position of the event that comes. */
  readonly step: number;
  /** Grid steps from the event before. */
  readonly interOnset: number;
  /** The events before, the last one last; no more than are looked back on. */
  readonly history: readonly RememberedEvent[];
  readonly standing: Standing;
}

/** What a window is played by. */
export interface Player {
  readonly network: EventNetwork;
  readonly vocabulary: Vocabulary;
  /** Symbol of the metrical position of a grid position; undefined where no recording has an event. */
  readonly positionOf: (step: number) => number | undefined;
  readonly copyLimit: CopyLimit;
  /** Whether a recording holds a chord, given as symbols. */
  readonly isRecorded: (chord: readonly number[]) => boolean;
  /** How often a chord that no recording holds is let through, 0–1. */
  readonly novelty: number;
  readonly random: Random;
}

/** An event as it was drawn. */
interface Drawn {
  readonly event: MusicalEvent;
  readonly chord: readonly number[];
  readonly touch: Touch;
  readonly standing: RunPlaces;
}

/** A latent of the walk, and what it plans. */
export interface Planned<Step> {
  readonly step: Step;
  readonly plan: readonly Float32Array[];
}

/** A way to leave a recording: another latent from an event on. */
interface Way<Step> {
  readonly event: number;
  readonly planned: Planned<Step>;
  /** How unlikely the likeliest chord is that may be played there, nats. */
  readonly nats: number;
}

/** How often a window goes back at most, for an object may have one chord only. */
const MOST_RETURNS = 16;

/**
 * Plays as many events as a latent plans. Where they would be as in one recording for longer than they may, the music goes
 * over to another latent, within the copied run, where that is surest of something else.
 *
 * @param options.others latents to go over to
 */
export function playWindow<Step>(
  player: Player,
  options: {
    readonly from: Moment;
    readonly planned: Planned<Step>;
    readonly choose: Choose;
    readonly others: () => readonly Planned<Step>[];
  },
): { readonly events: readonly { event: MusicalEvent; step: Step }[]; readonly to: Moment } {
  const { copyLimit, vocabulary } = player;
  const { planned, choose } = options;
  const size = planned.plan.length;
  const moments: Moment[] = [options.from];
  const drawn: Drawn[] = [];
  const plans: Planned<Step>[] = new Array(size).fill(planned);
  const banned: Set<string>[] = Array.from({ length: size }, () => new Set());
  let returns = 0;
  while (drawn.length < size) {
    const at = drawn.length;
    const moment = moments[at] as Moment;
    const row = plans[at]?.plan[at] as Float32Array;
    const next = drawAt(player, {
      moment,
      planned: row,
      choose,
      banned: banned[at] as Set<string>,
    });
    drawn.push(next);
    const copied = copyLimit.copied(next.standing);
    if (copied > copyLimit.limit && returns < MOST_RETURNS) {
      returns++;
      for (const event of drawn.keys()) banned[event]?.add((drawn[event] as Drawn).chord.join(' '));
      const first = Math.max(0, at - copied + 1);
      const way = bestWay(player, { drawn, moments, banned, first, others: options.others() });
      plans.fill(way.planned, way.event);
      for (const [event, chords] of banned.entries()) {
        // What was drawn before the way out stays as it is, and what comes after it is drawn anew.
        if (event < way.event) chords.delete((drawn[event] as Drawn).chord.join(' '));
        else if (event > way.event) chords.clear();
      }
      drawn.length = way.event;
      moments.length = way.event + 1;
      continue;
    }
    const interOnset = vocabulary.interOnset[next.touch.interOnset] as number;
    moments.push({
      step: moment.step + interOnset,
      interOnset,
      history: [...moment.history.slice(1 - LOOK_BACK), remember(player, { moment, next })],
      standing: next.standing,
    });
  }
  const events = drawn.map(({ event }, i) => ({ event, step: (plans[i] as Planned<Step>).step }));
  return { events, to: moments.at(-1) as Moment };
}

/** Events from the end of a copied run at which the music may leave it. */
const MOST_BACK = 4;

/** What leaving costs in any case, nats: the more, the later the music leaves. */
const COST_OF_LEAVING = 5;

/**
 * The way out of a copied run that costs least for each event that it is followed: the later the music leaves, the
 * longer it has gone on by itself.
 */
function bestWay<Step>(
  player: Player,
  options: {
    drawn: readonly Drawn[];
    moments: readonly Moment[];
    banned: readonly ReadonlySet<string>[];
    first: number;
    others: readonly Planned<Step>[];
  },
): Way<Step> {
  const { network, positionOf } = player;
  const { drawn, moments, banned, first, others } = options;
  let best: Way<Step> | undefined;
  let least = Infinity;
  for (let event = Math.max(first, drawn.length - MOST_BACK); event < drawn.length; event++) {
    const { step, history } = moments[event] as Moment;
    for (const planned of others) {
      const row = planned.plan[event] as Float32Array;
      const logitsOf = network.event(row, { metricalPosition: positionOf(step), history });
      const other = likeliestChord(network, logitsOf);
      if (banned[event]?.has(other.pitches.join(' ')) || !player.isRecorded(other.pitches))
        continue;
      const nats = -other.logProbability;
      const cost = (nats + COST_OF_LEAVING) / (event - first + 1);
      if (cost < least) {
        least = cost;
        best = { event, planned, nats };
      }
    }
  }
  return best ?? { event: drawn.length - 1, planned: others[0] as Planned<Step>, nats: 0 };
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
  const sure: Choose = (logits, first, to) => {
    const symbol = likeliest(logits, first, to);
    sum += logSoftmax(logits, first, to)[symbol - first] as number;
    return symbol;
  };
  for (const planned of plan.slice(0, JOINED)) {
    const metricalPosition = positionOf(step);
    const logitsOf = network.event(planned, { metricalPosition, history });
    const pitches = drawChord(network, logitsOf, sure);
    const context = pitches.map((symbol) => network.rowOf('pitch', symbol));
    const interOnset = network.heads.includes('interOnset')
      ? ((logits) => sure(logits, 0, logits.length))(logitsOf('interOnset', context))
      : 0;
    history = [...history.slice(1 - LOOK_BACK), { pitches, interOnset, metricalPosition }];
    step += vocabulary.interOnset[interOnset] as number;
  }
  return sum;
}

function remember(
  { positionOf }: Player,
  { moment, next }: { moment: Moment; next: Drawn },
): RememberedEvent {
  const { chord: pitches, touch } = next;
  const metricalPosition = positionOf(moment.step);
  return { pitches, interOnset: touch.interOnset, metricalPosition };
}

function drawAt(
  player: Player,
  options: {
    moment: Moment;
    planned: Float32Array;
    choose: Choose;
    banned: ReadonlySet<string>;
  },
): Drawn {
  const { network, vocabulary, positionOf, copyLimit } = player;
  const { moment, planned, choose, banned } = options;
  const { step, history, interOnset, standing } = moment;
  const logitsOf = network.event(planned, { metricalPosition: positionOf(step), history });
  const chord = drawPlayable(player, { logitsOf, choose, banned });
  const leadsNowhere = (symbol: number) =>
    positionOf(step + (vocabulary.interOnset[symbol] as number)) === undefined;
  const touch = drawTouch(network, logitsOf, {
    pitches: chord,
    choose,
    chooseInterOnset: avoiding(leadsNowhere, choose),
  });
  const pitches = chord.map((symbol) => vocabulary.pitch[symbol] as number);
  return {
    chord,
    touch,
    standing: copyLimit.follow(standing, pitches, interOnset),
    event: {
      pitches,
      step,
      durationTicks: vocabulary.duration[touch.duration] as number,
      velocity: vocabulary.velocity[touch.velocity] as number,
      microtimingTicks: vocabulary.microtiming[touch.microtiming] as number,
      noteVelocity: touch.noteVelocity.map((symbol) => vocabulary.noteVelocity[symbol] as number),
      noteDuration: touch.noteDuration.map(
        (symbol) => 2 ** ((vocabulary.noteDuration[symbol] as number) / 4),
      ),
    },
  };
}

/** Draws of a chord, and then chords that are compared, before one is played that should not be. */
const MOST_DRAWS = 8;
const BEAM = 8;

/**
 * A chord that is not banned and, but for some, one that a recording holds: as likely as the network says that each of
 * them is.
 */
function drawPlayable(
  { network, isRecorded, novelty, random }: Player,
  options: { logitsOf: EventLogits; choose: Choose; banned: ReadonlySet<string> },
): readonly number[] {
  const { logitsOf, choose, banned } = options;
  const isPlayable = (chord: readonly number[]) =>
    !banned.has(chord.join(' ')) && (isRecorded(chord) || random() < novelty);
  let drawn = drawChord(network, logitsOf, choose);
  for (let draws = 1; draws < MOST_DRAWS && !isPlayable(drawn); draws++) {
    if (draws === MOST_DRAWS - 1) {
      const chords = likeliestChords(network, logitsOf, BEAM + banned.size);
      const others = chords.filter(({ pitches }) => !banned.has(pitches.join(' ')));
      const known = others.filter(({ pitches }) => isRecorded(pitches));
      const [best] = known.length > 0 ? known : others;
      return best?.pitches ?? drawn;
    }
    drawn = drawChord(network, logitsOf, choose);
  }
  return drawn;
}

/** Chooses among the symbols that are not ruled out; among all where all are. */
function avoiding(isRuledOut: (symbol: number) => boolean, choose: Choose): Choose {
  return (logits, from, to) => {
    const left = logits.map((logit, symbol) => (isRuledOut(symbol) ? -Infinity : logit));
    const isNoneLeft = left.slice(from, to).every((logit) => logit === -Infinity);
    return choose(isNoneLeft ? logits : left, from, to);
  };
}
