import type { PhraseDecoder } from '../autoencoder/decoder.js';
import { likeliest } from '../autoencoder/phrase/drawEvent.js';
import { type EventNetwork, openEventNetwork } from '../autoencoder/phrase/eventNetwork.js';
import { type MusicalEvent, STEP_TICKS, stepsPerBar } from '../events/events.js';
import { heldLater } from '../events/heldKeys.js';
import { seededRandom } from '../math/random.js';
import { cutNote } from '../music/note.js';
import { noveltyAt, openCopyLimit } from './copyLimit.js';
import type {
  DecodedPhrase,
  DecodeOptions,
  Harmony,
  PlayedEvent,
  PlayedLatent,
} from './decodePhrase.js';
import { stepAfter } from './drawNext.js';
import { openLatentWalk, type WalkStep } from './latentWalk.js';
import { prescribe } from './motif.js';
import type { Moment } from './phrasePlayer.js';
import { logProbabilityOfPlan } from './planLogProbability.js';
import { playedNotes } from './playedNotes.js';
import { playWindow } from './playWindow.js';
import { openRecordedChords, type RecordedChords } from './recordedChords.js';
import { sampleAt, velocityAt } from './sampling.js';

/** A phrase from a decoder of kind `phrase`: event after event, along a latent walk. */
export function decodePhraseKind(
  decoder: PhraseDecoder,
  starts: readonly (readonly number[])[],
  { lengthTicks: mostTicks, mostEvents, ...playing }: Required<DecodeOptions>,
): DecodedPhrase {
  let lengthTicks = mostTicks;
  const events: PlayedEvent[] = [];
  const latents: PlayedLatent[] = [];
  for (const { event, latent } of playEvents(decoder, starts, {
    ...playing,
    harmony: withFirstAtStart(playing.harmony, mostTicks),
  })) {
    const isBeyond = event.step * STEP_TICKS >= lengthTicks;
    if (isBeyond && events.length > 0) break;
    if (event.step < 0) continue;
    if (events.length === mostEvents) {
      // Two events may stand on one step: the last is to lie within the phrase.
      const lastStep = events.at(-1)?.step ?? 0;
      lengthTicks = Math.max(event.step, lastStep + 1) * STEP_TICKS;
      break;
    }
    if (latents.at(-1) !== latent) latents.push(latent);
    // A slow object's first chord may fall after the end of a short phrase: it is played at the start.
    const inside = isBeyond ? { ...event, step: 0, microtimingTicks: 0 } : event;
    events.push({ ...inside, latent: latents.length - 1 });
  }
  const notes = playedNotes(events).map((note) => cutNote(note, lengthTicks));
  return { notes, lengthTicks, events, latents };
}

/**
 * A harmony that says of the first event, where it falls behind the end, what it says of the start: that is where it is
 * played.
 */
function withFirstAtStart(harmony: Harmony, lengthTicks: number): Harmony {
  let isAnyInside = false;
  return (step) => {
    const ticks = step * STEP_TICKS;
    isAnyInside ||= ticks >= 0 && ticks < lengthTicks;
    return harmony(isAnyInside || ticks < 0 ? step : 0);
  };
}

/**
 * Plays for ever: as many events as a window has from each latent of the walk.
 *
 * Step 0 is a bar line. The first event may stand in the bar before it, at a negative step, so that what is played from
 * step 0 on stands in its bar where the recordings have it. Where the walk returns, the music remembers what it remembered
 * there, so that it comes back as it was, but where it has to leave a recording.
 */
function* playEvents(
  decoder: PhraseDecoder,
  starts: readonly (readonly number[])[],
  {
    random,
    temperature,
    variation,
    harmony,
    motifs,
  }: Omit<Required<DecodeOptions>, 'lengthTicks' | 'mostEvents'>,
): Generator<{ readonly event: MusicalEvent; readonly latent: PlayedLatent }, never> {
  const { vocabulary } = decoder;
  const { network, recorded, positions } = openedOf(decoder);
  const barSteps = stepsPerBar(decoder.timeSignature);
  const inBar = (step: number) => ((step % barSteps) + barSteps) % barSteps;
  const player = {
    network,
    novelty: noveltyAt(variation),
    recorded,
    vocabulary,
    harmony,
    prescribed: prescribe(motifs, vocabulary),
    positionOf: (step: number) => positions.get(inBar(step)),
    copyLimit: openCopyLimit(decoder.sequences, variation),
  };
  const walk = openLatentWalk(starts, random);
  const plans = new WeakMap<WalkStep, readonly Float32Array[]>();
  const planOf = (step: WalkStep): readonly Float32Array[] => {
    const plan = plans.get(step) ?? network.plan(step.latent);
    plans.set(step, plan);
    return plan;
  };
  const latents = new Map<WalkStep, PlayedLatent>();
  const latentOf = (step: WalkStep): PlayedLatent => {
    const latent = latents.get(step) ?? { values: step.latent, start: step.start };
    latents.set(step, latent);
    return latent;
  };
  const arrivals = new Map<WalkStep, Moment>();
  let here: Moment | undefined;
  for (;;) {
    const before = here;
    const walked = walk.next({
      fits: (step) => {
        const arrival = arrivals.get(step);
        return !!before && !!arrival && inBar(arrival.step) === inBar(before.step);
      },
      choose: (steps) =>
        before && steps.length > 1
          ? mostBy(steps, (step) =>
              logProbabilityOfPlan(player, { from: before, plan: planOf(step) }),
            )
          : (steps[0] as WalkStep),
    });
    const first = vocabulary.metricalPosition[likeliest(network.start(walked.latent))];
    const moment: Moment = before ?? {
      step: stepAfter(player, {
        step: firstStep(first, barSteps) - 1,
        interOnset: 1,
        freeUntil: 0,
      }),
      freeUntil: 0,
      interOnset: 0,
      history: [],
      standing: undefined,
      held: new Map(),
    };
    const arrival = arrivals.get(walked) ?? moment;
    arrivals.set(walked, arrival);
    const sampling = { temperature, random: seededRandom(walked.randomSeed) };
    const { events, to }: ReturnType<typeof playWindow> = playWindow(
      { ...player, random: sampling.random },
      {
        from: { ...moment, history: arrival.history, held: arrival.held },
        plan: planOf(walked),
        choose: sampleAt(sampling),
        velocityOf: velocityAt(sampling),
      },
    );
    const latent = latentOf(walked);
    for (const event of events) yield { event, latent };
    // A window whose events all fall on one step would never end the phrase.
    here =
      to.step === moment.step
        ? { ...to, step: to.step + 1, held: heldLater(to.held, STEP_TICKS) }
        : to;
  }
}

/** What is the same for every phrase of a decoder. */
interface OpenedDecoder extends Pick<PhraseDecoder, 'vocabulary' | 'sequences'> {
  readonly network: EventNetwork;
  readonly recorded: RecordedChords;
  /** Metrical position → its symbol. */
  readonly positions: ReadonlyMap<number, number>;
}

/** Opening a network costs as much as a bar of music, and a piece asks a decoder for several phrases. */
const opened = new WeakMap<PhraseDecoder['weights'], OpenedDecoder>();

/** A decoder, opened once for its parts, which nothing changes. */
function openedOf(decoder: PhraseDecoder): OpenedDecoder {
  const { weights, vocabulary, sequences } = decoder;
  const known = opened.get(weights);
  if (known?.vocabulary === vocabulary && known.sequences === sequences) return known;
  const fresh = openDecoder(decoder);
  opened.set(weights, fresh);
  return fresh;
}

function openDecoder({ weights, sizes, vocabulary, sequences }: PhraseDecoder): OpenedDecoder {
  const pitches = new Map(vocabulary.pitch.map((pitch, symbol) => [pitch, symbol]));
  const chords = sequences.chords.map((chord) =>
    chord.map((pitch) => pitches.get(pitch)).filter((symbol) => symbol !== undefined),
  );
  return {
    vocabulary,
    sequences,
    network: openEventNetwork(weights, { ...sizes, vocabulary }),
    recorded: openRecordedChords(chords.filter(({ length }) => length > 0)),
    positions: new Map(vocabulary.metricalPosition.map((at, symbol) => [at, symbol])),
  };
}

function mostBy<Item>(items: readonly Item[], figure: (item: Item) => number): Item {
  const figures = items.map(figure);
  return items[figures.indexOf(Math.max(...figures))] as Item;
}

/** The step of a first event that stands so many grid steps behind a bar line: on it, or in the bar before. */
function firstStep(position: number | undefined, barSteps: number): number {
  return position ? position - barSteps : 0;
}
