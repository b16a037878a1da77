import type { PhraseDecoder } from '../../autoencoder/decoder.js';
import type { Harmony } from '../../decoding/decodePhrase.js';
import type { Motif, MotifEvent } from '../../decoding/motif.js';
import { chordKey } from '../../events/chordKey.js';
import { STEP_TICKS, stepsPerBar } from '../../events/events.js';
import { minBy } from '../../math/maxBy.js';
import { ticksPerBar, ticksPerBeat } from '../../music/time.js';
import { voiceName } from '../assignVoices.js';
import type { Imitation } from '../form/form.js';
import { stepOfBar } from '../passages.js';
import type { PiecePlan, PlannedPart } from '../planPiece.js';
import type { PlayedPart } from '../playing/playedPart.js';
import { adaptMotif } from './adaptMotif.js';
import { idiomOf } from './idiom.js';
import { type ModelEvent, modelEvents } from './model.js';

/** Events that an answer takes up: enough to be known again. */
const MOTIF_EVENTS = 4;

/** A canon of fewer events is none. */
const LEAST_OF_CANON = 6;

/** What the notes of a motif may cost under the harmony, nats an event: beyond, the voice begins with something of its own. */
const MOST_DISSONANCE = 9;

/** The upper quartile: around it lie the top notes of a part's chords, by which a motif is known again. */
const TOP_NOTES_QUANTILE = 0.75;

/** Middle C, for a part whose player opens with nothing: the middle of the keyboard is as near to any motif as can be. */
const CENTRE_OF_SILENCE = 60;

/** A motif that a part takes up from another. */
export interface ImitatedMotif extends Motif {
  readonly kind: Imitation['kind'];
  /** Bar of the piece in which it begins beside its model, from 0. */
  readonly bar: number;
  /** Ticks of the piece by which a canon follows; 0 for an answer. */
  readonly delayTicks: number;
  /** Name of the part that has it too, and the bar of the piece in which it begins there, from 0. */
  readonly model: { readonly part: string; readonly bar: number };
}

interface ImitationOptions {
  readonly plan: Pick<PiecePlan, 'form' | 'timeSignature'>;
  /** The parts before it. */
  readonly played: readonly PlayedPart[];
  /** That it is decoded under. */
  readonly harmony: Harmony | undefined;
}

/**
 * The motifs that a part takes up from parts that have been decoded: of each imitation that is planned, the first model that its own
 * rhythms, its own chords and the harmony allow.
 *
 * @param options.voice the part's place in the plan
 */
export function imitate(
  part: PlannedPart,
  { voice, ...options }: ImitationOptions & { readonly voice: number },
): ImitatedMotif[] {
  const own = options.plan.form.imitations.filter((imitation) => imitation.voice === voice);
  return own.flatMap((imitation) => {
    for (const model of imitation.models) {
      const motif = imitateModel(part, { ...options, imitation, model });
      if (motif) return [motif];
    }
    return [];
  });
}

/** Whether the decoder played a motif from its first event to its last. */
export function isPlayed({ events }: Motif, { phrase }: Pick<PlayedPart, 'phrase'>): boolean {
  const played = new Set(phrase.events.map(({ step, pitches }) => `${step}: ${chordKey(pitches)}`));
  return events.every(({ step, pitches }) => played.has(`${step}: ${chordKey(pitches)}`));
}

/** Of the times at which a canon may follow, the one that the harmony likes best; an answer stands where its model does in its bars. */
function imitateModel(
  part: PlannedPart,
  options: ImitationOptions & { imitation: Imitation; model: Imitation['models'][number] },
): ImitatedMotif | undefined {
  const { plan, played, harmony, imitation, model } = options;
  const { kind, firstBar, bars } = imitation;
  const { decoder } = part;
  const barTicks = ticksPerBar(plan.timeSignature);
  const fromStep = stepOfBar(part, { bar: firstBar, barTicks });
  const source = played[model.voice];
  if (decoder.kind !== 'phrase' || fromStep === undefined || !source) return undefined;
  const idiom = idiomOf(decoder);
  const events = modelEvents(source, { firstBar: model.firstBar, bars, barTicks });
  const isOfOwnObject = source.matched.object.name === part.matched.object.name;
  const delays = kind === 'answer' ? [0] : canonDelays(plan.timeSignature);
  const adapted = delays.flatMap((delayTicks) => {
    const within = events
      .slice(0, kind === 'answer' ? MOTIF_EVENTS : events.length)
      .map(({ ticks, pitches }): ModelEvent => ({ ticks: ticks + delayTicks, pitches }))
      .filter(({ ticks }) => ticks < bars * barTicks);
    if (within.length < (kind === 'answer' ? MOTIF_EVENTS : LEAST_OF_CANON)) return [];
    const steps = onOwnGrid(within, { part, decoder, fromStep });
    if (!steps || !(isOfOwnObject || idiom.hasRhythm(interOnsetsOf(steps)))) return [];
    const motif = adaptMotif(steps, {
      idiom,
      bias: (step) => harmony?.(step),
      centre: centreOf(part),
    });
    return motif && motif.dissonance <= MOST_DISSONANCE ? [{ ...motif, delayTicks }] : [];
  });
  const cheapest = minBy(adapted, ({ dissonance }) => dissonance);
  if (!cheapest) return undefined;
  const places = nearestPlaces(plan.form.bars, { own: firstBar, model: model.firstBar });
  return {
    kind,
    fromStep,
    events: cheapest.events,
    bar: places.own,
    delayTicks: cheapest.delayTicks,
    model: { part: voiceName(source.matched), bar: places.model },
  };
}

/** Of the bars of the piece in which two bars of material stand, the first two that are nearest to one another. */
function nearestPlaces(
  bars: readonly number[],
  { own, model }: { own: number; model: number },
): { own: number; model: number } {
  const placesOf = (bar: number) => [...bars.keys()].filter((at) => bars[at] === bar);
  const pairs = placesOf(own).flatMap((at) =>
    placesOf(model).map((other) => ({ own: at, model: other })),
  );
  return minBy(pairs, (pair) => Math.abs(pair.own - pair.model)) as { own: number; model: number };
}

/** From a beat to a bar. */
function canonDelays(timeSignature: PiecePlan['timeSignature']): number[] {
  const beatTicks = ticksPerBeat(timeSignature);
  const beats = Math.floor(ticksPerBar(timeSignature) / beatTicks);
  return Array.from({ length: beats }, (_, i) => (i + 1) * beatTicks);
}

/** Events on the decoder's own grid; undefined where no recording has one at such a place or after such a time. */
function onOwnGrid(
  events: readonly ModelEvent[],
  options: { part: PlannedPart; decoder: PhraseDecoder; fromStep: number },
): MotifEvent[] | undefined {
  const { part, decoder, fromStep } = options;
  const { interOnset, metricalPosition } = decoder.vocabulary;
  const barSteps = stepsPerBar(decoder.timeSignature);
  const steps = events.map(({ ticks, pitches }) => ({
    step: fromStep + ticks / part.stretch / STEP_TICKS,
    pitches,
  }));
  const isKnown = ({ step }: MotifEvent, i: number) =>
    Number.isInteger(step) &&
    metricalPosition.includes(step % barSteps) &&
    (i === 0 || interOnset.includes(step - (steps[i - 1] as MotifEvent).step));
  return steps.every(isKnown) ? steps : undefined;
}

function interOnsetsOf(events: readonly MotifEvent[]): number[] {
  return events.slice(1).map(({ step }, i) => step - (events[i] as MotifEvent).step);
}

/** The pitch around which the top notes of what a part plays alone lie. */
function centreOf({ audition }: PlannedPart): number {
  const pitches = audition.notes.map(({ pitch }) => pitch).sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length * TOP_NOTES_QUANTILE)] ?? CENTRE_OF_SILENCE;
}
