import type { Touch } from '../autoencoder/phrase/drawEvent.js';
import type {
  EventLogits,
  EventNetwork,
  RememberedEvent,
} from '../autoencoder/phrase/eventNetwork.js';
import type { MusicalEvent } from '../events/events.js';
import type { HeldKeys } from '../events/heldKeys.js';
import type { NgramMatches } from '../events/ngramIndex.js';
import type { Vocabulary } from '../events/vocabulary.js';
import type { Random } from '../math/random.js';
import { pitchClassOf } from '../music/note.js';
import type { CopyLimit, Standing } from './copyLimit.js';
import type { Harmony, PitchBias } from './decodePhrase.js';
import type { PrescribedEvent } from './motif.js';
import type { RecordedChords } from './recordedChords.js';

/** A decoder of kind `phrase`, opened for one window, with what it is played under. */
export interface PhrasePlayer {
  readonly network: EventNetwork;
  readonly vocabulary: Vocabulary;
  /** Symbol of the metrical position of a grid position; undefined where no recording has an event. */
  readonly positionOf: (step: number) => number | undefined;
  readonly copyLimit: CopyLimit;
  readonly recorded: RecordedChords;
  /** How often a chord that no recording holds is let through, 0–1. */
  readonly novelty: number;
  readonly harmony: Harmony;
  /** Events of motifs, in order. */
  readonly prescribed: readonly PrescribedEvent[];
  readonly random: Random;
}

/** Where the music stands between two events. */
export interface Moment {
  /** Grid position of the event that comes. */
  readonly step: number;
  /** Grid steps from the event before. */
  readonly interOnset: number;
  /** The events before, the last one last; no more than are looked back on. */
  readonly history: readonly RememberedEvent[];
  readonly standing: Standing;
  /** Keys that are down. */
  readonly held: HeldKeys;
  /** Before this grid position nothing is prescribed any more. */
  readonly freeUntil: number;
}

/** An event as it was drawn. */
export interface Drawn {
  readonly event: MusicalEvent;
  /** The event of a motif that it is; undefined where the decoder chose it. */
  readonly prescribed: PrescribedEvent | undefined;
  /** Symbols of its pitches. */
  readonly chord: readonly number[];
  readonly touch: Touch;
  readonly standing: NgramMatches;
}

/** What the events after it remember of an event. */
export function remember(
  { positionOf }: PhrasePlayer,
  { moment, next }: { moment: Moment; next: Drawn },
): RememberedEvent {
  const { chord: pitches, touch } = next;
  const metricalPosition = positionOf(moment.step);
  return { pitches, interOnset: touch.interOnset, metricalPosition };
}

/**
 * The logits of an event, under the harmony that it is played in.
 *
 * @param options.planned what the latent plans for it, [hidden]
 * @param options.bias what the harmony says where it stands; undefined where the decoder is free
 */
export function logitsAt(
  { network, vocabulary, positionOf }: Pick<PhrasePlayer, 'network' | 'vocabulary' | 'positionOf'>,
  {
    planned,
    step,
    history,
    held,
    bias,
  }: { readonly planned: Float32Array; readonly bias: PitchBias | undefined } & Pick<
    Moment,
    'step' | 'history' | 'held'
  >,
): EventLogits {
  const logitsOf = network.event(planned, { metricalPosition: positionOf(step), history, held });
  if (bias === undefined) return logitsOf;
  return (head, context) => {
    const logits = logitsOf(head, context);
    if (head !== 'pitch') return logits;
    const { lowest } = bias;
    const isLowest = context.length === 0 && lowest !== undefined;
    for (let symbol = 0; symbol < vocabulary.pitch.length; symbol++) {
      const pitch = vocabulary.pitch[symbol] as number;
      const own = isLowest ? (lowest[pitchClassOf(pitch)] as number) : 0;
      logits[symbol] = (logits[symbol] as number) + biasOfPitch(bias, pitch) + own;
    }
    return logits;
  };
}

/** What a harmony adds to the logit of a pitch, besides what it adds to a lowest note. */
export function biasOfPitch({ pitch: biases }: PitchBias, pitch: number): number {
  return biases[pitchClassOf(pitch)] as number;
}
