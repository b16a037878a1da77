import type { PhraseDecoder } from '../autoencoder/decoder.js';
import { likeliest } from '../autoencoder/phrase/drawEvent.js';
import { type MusicalEvent, STEP_TICKS, stepsPerBar } from '../events/events.js';
import { heldLater } from '../events/heldKeys.js';
import { maxBy } from '../math/maxBy.js';
import { memoised } from '../math/memoised.js';
import { seededRandom } from '../math/random.js';
import { noveltyAt, openCopyLimit } from './copyLimit.js';
import type { DecodeOptions, PlayedLatent } from './decodePhrase.js';
import { stepAfter } from './drawNext.js';
import { openHistogramSimilarity } from './histogramSimilarity.js';
import { openLatentWalk, type WalkStep } from './latentWalk.js';
import { prescribe } from './motif.js';
import { openedOf } from './openedDecoder.js';
import type { Moment, PhrasePlayer } from './phrasePlayer.js';
import { logProbabilityOfPlan } from './planLogProbability.js';
import { type PlayedWindow, playWindow } from './playWindow.js';
import { sampleAt, velocityAt } from './sampling.js';

/**
 * What full similarity to the recordings is worth, in nats of how well a window goes on from the one before. The more,
 * the more one piece shows of its object, and the less its windows follow one another as recorded. With 0, 20, 50 and
 * 300 one draw of an object shares .85, .87, .88 and .88 with its recordings, and the order of events is .94, .93, .93
 * and .92 as likely as a held-out recording's (means over 41 objects, `mirror judge`).
 */
const SIMILARITY_NATS = 20;

/**
 * Plays for ever: as many events as a window has from each latent of the walk.
 *
 * Step 0 is a bar line. The first event may stand in the bar before it, at a negative step, so that what is played from
 * step 0 on stands in its bar where the recordings have it. Of the places that the walk may go to it takes the one that goes on best
 * and keeps the music as a whole alike to the recordings. Where it returns, the music remembers what it remembered
 * there, so that it comes back as it was, but where it has to leave a recording.
 */
export function* playEvents(
  decoder: PhraseDecoder,
  starts: readonly (readonly number[])[],
  options: PlayEventsOptions,
): Generator<{ readonly event: MusicalEvent; readonly latent: PlayedLatent }, never> {
  const { random, temperature } = options;
  const { network, histograms } = openedOf(decoder);
  const player = openPlayer(decoder, options);
  const barSteps = stepsPerBar(decoder.timeSignature);
  const planOf = memoised((step: WalkStep) => network.plan(step.latent));
  const latentOf = memoised(
    ({ latent, start }: WalkStep): PlayedLatent => ({ values: latent, start }),
  );
  /** The moments in which the music came to places first. */
  const arrivals = new Map<WalkStep, Moment>();
  const windowAt = (step: WalkStep, from: Moment): PlayedWindow => {
    const { history, held } = arrivals.get(step) ?? from;
    const sampling = { temperature, random: seededRandom(step.randomSeed) };
    return playWindow(
      { ...player, random: sampling.random },
      {
        from: { ...from, history, held },
        plan: planOf(step),
        choose: sampleAt(sampling),
        velocityOf: velocityAt(sampling),
      },
    );
  };
  const walk = openLatentWalk(starts, random);
  const similarity = openHistogramSimilarity(histograms);
  /** What a place played when the music came by last. */
  const played = new Map<WalkStep, readonly MusicalEvent[]>();
  let here: Moment | undefined;
  for (;;) {
    const before = here;
    const tried = new Map<WalkStep, PlayedWindow>();
    const tryAt = (step: WalkStep, from: Moment) => {
      const window = windowAt(step, from);
      tried.set(step, window);
      return window.events;
    };
    const walked = walk.next({
      fits: (step) => {
        const arrival = arrivals.get(step);
        return !!before && !!arrival && isSamePlace(arrival, before, barSteps);
      },
      choose: (steps) => {
        if (!before || steps.length === 1) return steps[0] as WalkStep;
        const scoreOf = (step: WalkStep) =>
          logProbabilityOfPlan(player, { from: before, plan: planOf(step) }) +
          SIMILARITY_NATS * similarity.with(played.get(step) ?? tryAt(step, before));
        return maxBy(steps, scoreOf) as WalkStep;
      },
    });
    const moment = before ?? firstMoment(player, { latent: walked.latent, barSteps });
    const { events, to } = tried.get(walked) ?? windowAt(walked, moment);
    if (!arrivals.has(walked)) arrivals.set(walked, moment);
    played.set(walked, events);
    similarity.add(events);
    const latent = latentOf(walked);
    for (const event of events) yield { event, latent };
    // A window whose events all fall on one step would never end the phrase.
    here =
      to.step === moment.step
        ? { ...to, step: to.step + 1, held: heldLater(to.held, STEP_TICKS) }
        : to;
  }
}

/** What the music is played under, beside where it starts. */
type PlayEventsOptions = Omit<Required<DecodeOptions>, 'lengthTicks' | 'mostEvents'>;

/** A player as all windows share it; each brings chance of its own. */
type SharedPlayer = Omit<PhrasePlayer, 'random'>;

function openPlayer(
  decoder: PhraseDecoder,
  { variation, harmony, motifs }: PlayEventsOptions,
): SharedPlayer {
  const { vocabulary, sequences, timeSignature } = decoder;
  const { network, recorded, positions } = openedOf(decoder);
  const barSteps = stepsPerBar(timeSignature);
  return {
    network,
    novelty: noveltyAt(variation),
    recorded,
    vocabulary,
    harmony,
    prescribed: prescribe(motifs, vocabulary),
    positionOf: (step) => positions.get(stepInBar(step, barSteps)),
    copyLimit: openCopyLimit(sequences, variation),
  };
}

/** The moment before the first event of all, which stands where the first latent has it in its bar, or where a motif begins. */
function firstMoment(
  player: SharedPlayer,
  { latent, barSteps }: { latent: readonly number[]; barSteps: number },
): Moment {
  const { network, vocabulary } = player;
  const first = vocabulary.metricalPosition[likeliest(network.start(latent))];
  const step = firstStep(first, barSteps);
  return {
    step: stepAfter(player, { step: step - 1, interOnset: 1, freeUntil: 0 }),
    freeUntil: 0,
    interOnset: 0,
    history: [],
    standing: undefined,
    held: new Map(),
  };
}

/** The step of a first event that stands so many grid steps behind a bar line: on it, or in the bar before. */
function firstStep(position: number | undefined, barSteps: number): number {
  return position ? position - barSteps : 0;
}

function isSamePlace(a: Moment, b: Moment, barSteps: number): boolean {
  return stepInBar(a.step, barSteps) === stepInBar(b.step, barSteps);
}

/** Grid steps from the bar line to a step, which may be negative; 0 to before `barSteps`. */
function stepInBar(step: number, barSteps: number): number {
  return ((step % barSteps) + barSteps) % barSteps;
}
