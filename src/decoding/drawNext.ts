import { type Choose, drawChord, drawTouch, type Touch } from '../autoencoder/phrase/drawEvent.js';
import type {
  EventLogits,
  EventNetwork,
  RememberedEvent,
} from '../autoencoder/phrase/eventNetwork.js';
import type { MusicalEvent } from '../events/events.js';
import { chordKey, type NgramMatches } from '../events/ngramIndex.js';
import type { Vocabulary } from '../events/vocabulary.js';
import { logSumExp } from '../math/logSumExp.js';
import type { Random } from '../math/random.js';
import type { CopyLimit, Standing } from './copyLimit.js';
import type { Harmony, PitchBias } from './decodePhrase.js';
import { drawAmong } from './drawAmong.js';
import { type HeldKeys, STRUCK_AGAIN } from './heldKeys.js';
import { nextPrescribed, type PrescribedEvent } from './motif.js';
import type { RecordedChords } from './recordedChords.js';
import type { VelocityOf } from './sampling.js';

/** What a window is played by. */
export interface Player {
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
  { positionOf }: Player,
  { moment, next }: { moment: Moment; next: Drawn },
): RememberedEvent {
  const { chord: pitches, touch } = next;
  const metricalPosition = positionOf(moment.step);
  return { pitches, interOnset: touch.interOnset, metricalPosition };
}

/** What of a player says how likely an event is. */
export type Prediction = Pick<Player, 'network' | 'vocabulary' | 'positionOf' | 'harmony'>;

/** The logits of an event, under the harmony that it is played in. */
export function logitsAt(
  { network, vocabulary, positionOf, harmony }: Prediction,
  { planned, step, history }: { planned: Float32Array } & Pick<Moment, 'step' | 'history'>,
): EventLogits {
  const logitsOf = network.event(planned, { metricalPosition: positionOf(step), history });
  const bias = harmony(step);
  if (bias === undefined) return logitsOf;
  return (head, context) => {
    const logits = logitsOf(head, context);
    if (head !== 'pitch') return logits;
    const { lowest } = bias;
    const isLowest = context.length === 0 && lowest !== undefined;
    for (let symbol = 0; symbol < vocabulary.pitch.length; symbol++) {
      const pitch = vocabulary.pitch[symbol] as number;
      const own = isLowest ? (lowest[pitch % 12] as number) : 0;
      logits[symbol] = (logits[symbol] as number) + biasOfPitch(bias, pitch) + own;
    }
    return logits;
  };
}

/** What a harmony adds to the logit of a pitch, besides what it adds to a lowest note. */
function biasOfPitch({ pitch: biases }: PitchBias, pitch: number): number {
  return biases[pitch % 12] as number;
}

/** Draws the event that comes. @param options.banned chords that may not be drawn, as text */
export function drawNext(
  player: Player,
  options: {
    moment: Moment;
    planned: Float32Array;
    choose: Choose;
    velocityOf: VelocityOf;
    banned: ReadonlySet<string>;
  },
): Drawn {
  const { network, vocabulary, copyLimit } = player;
  const { moment, planned, choose, velocityOf, banned } = options;
  const { step, interOnset, standing } = moment;
  const prescribed = prescribedAt(player, moment);
  const logitsOf = logitsAt(player, { planned, ...moment });
  const chord =
    prescribed?.chord ??
    drawPlayable(player, {
      step,
      logitsOf,
      choose: noteChooser(player, { moment, choose }),
      banned,
    });
  const touch = drawTouch(network, logitsOf, {
    pitches: chord,
    choose,
    chooseInterOnset: interOnsetChooser(player, { moment, prescribed, choose }),
  });
  const pitches = chord.map((symbol) => vocabulary.pitch[symbol] as number);
  return {
    chord,
    touch,
    prescribed,
    standing: copyLimit.follow(standing, pitches, interOnset),
    event: {
      pitches,
      step,
      durationTicks: vocabulary.duration[touch.duration] as number,
      velocity: Math.min(127, Math.max(1, velocityOf(touch.velocity, vocabulary.velocity))),
      microtimingTicks: vocabulary.microtiming[touch.microtiming] as number,
      noteVelocity: touch.noteVelocity.map((symbol) => velocityOf(symbol, vocabulary.noteVelocity)),
      noteDuration: touch.noteDuration.map(
        (symbol) => 2 ** ((vocabulary.noteDuration[symbol] as number) / 4),
      ),
    },
  };
}

/**
 * Chooses the notes of a chord in two steps: whether another one follows, and then which. In one step the end of a chord would be
 * likelier than any of the notes that might follow it, and be drawn too often, where they are many. A held key is seldom struck again.
 */
function noteChooser(
  { harmony }: Pick<Player, 'harmony'>,
  { moment, choose }: { moment: Moment; choose: Choose },
): Choose {
  const struckAgain = (harmony(moment.step)?.held ?? 0) - STRUCK_AGAIN;
  return (logits, from, to) => {
    const end = logits.length - 1;
    if (to > end) {
      const ends = Float32Array.of(logSumExp(logits, from, end), logits[end] as number);
      if (choose(ends, 0, 2) === 1) return end;
    }
    const notes = logits.slice();
    for (const symbol of moment.held.keys())
      notes[symbol] = (notes[symbol] as number) + struckAgain;
    return choose(notes, from, end);
  };
}

/** The event of a motif that stands at a moment. */
function prescribedAt(
  { prescribed }: Pick<Player, 'prescribed'>,
  { step, freeUntil }: Moment,
): PrescribedEvent | undefined {
  const next = nextPrescribed(prescribed, Math.max(step, freeUntil));
  return next?.step === step ? next : undefined;
}

/** Where an event stands that follows after some steps: at the next motif's first event where that is to come before anything else. */
export function stepAfter(
  { prescribed }: Pick<Player, 'prescribed'>,
  { step, interOnset, freeUntil }: { step: number; interOnset: number; freeUntil: number },
): number {
  const next = nextPrescribed(prescribed, Math.max(step + 1, freeUntil));
  return next && step + interOnset >= next.fromStep ? next.step : step + interOnset;
}

/** Chooses an inter-onset interval that leads to a place where recordings have an event, and into no motif but at its beginning. */
function interOnsetChooser(
  { vocabulary, positionOf, prescribed: all }: Player,
  options: { moment: Moment; prescribed: PrescribedEvent | undefined; choose: Choose },
): Choose {
  const { moment, prescribed, choose } = options;
  const { step, freeUntil } = moment;
  if (prescribed?.interOnset !== undefined) return () => prescribed.interOnset as number;
  const next = nextPrescribed(all, Math.max(step + 1, freeUntil));
  return avoiding((symbol) => {
    const interOnset = vocabulary.interOnset[symbol] as number;
    const to = step + interOnset;
    if (positionOf(to) === undefined || (prescribed && interOnset === 0)) return true;
    return next !== undefined && to >= next.fromStep && to !== next.step;
  }, choose);
}

/** Draws of a chord of its own before a recorded one is taken. */
const MOST_DRAWS = 8;

/** A chord that is not banned and, but for some, one that a recording holds. */
function drawPlayable(
  { network, vocabulary, recorded, novelty, harmony, random }: Player,
  options: {
    step: number;
    logitsOf: EventLogits;
    choose: Choose;
    banned: ReadonlySet<string>;
  },
): readonly number[] {
  const { step, logitsOf, choose, banned } = options;
  // A file may hold no chords; then there are none to keep to.
  const isFree = recorded.all.length === 0 || (novelty > 0 && random() < novelty);
  const refused = new Set<string>();
  for (let draws = 0; isFree && draws < MOST_DRAWS; draws++) {
    const drawn = drawChord(network, logitsOf, choose);
    const key = chordKey(drawn);
    if (recorded.all.length === 0 || !banned.has(key)) return drawn;
    // At temperature 0 each draw is the same.
    if (refused.has(key)) break;
    refused.add(key);
  }
  const others = recorded.without(banned);
  // An object may have one chord only.
  const chords = others.length > 0 ? others : recorded.all;
  const bias = harmony(step);
  const biasOf = (symbol: number): number =>
    bias && symbol < vocabulary.pitch.length
      ? biasOfPitch(bias, vocabulary.pitch[symbol] as number)
      : 0;
  return drawAmong(chords, { network, logitsOf, choose, biasOf });
}

/** Chooses among the symbols that are not ruled out; among all where all are. */
function avoiding(isRuledOut: (symbol: number) => boolean, choose: Choose): Choose {
  return (logits, from, to) => {
    const left = logits.slice();
    let isNoneLeft = true;
    for (let symbol = from; symbol < to; symbol++) {
      if (isRuledOut(symbol)) left[symbol] = -Infinity;
      else if (left[symbol] !== -Infinity) isNoneLeft = false;
    }
    return choose(isNoneLeft ? logits : left, from, to);
  };
}
