import { EVENT_FIELDS, type NOTE_FIELDS } from '../../events/vocabulary.js';
import { logSumExp } from '../../math/logSumExp.js';
import type { EventLogits, EventNetwork } from './eventNetwork.js';
import { type Head, pitchRange, rankOf } from './phraseShapes.js';

/** Chooses a symbol by its logits, of which those from `from` to before `to` may be chosen. */
export type Choose = (logits: Float32Array, from: number, to: number) => number;

/** How an event is played, as symbols. */
export interface Touch extends Readonly<Record<(typeof EVENT_FIELDS)[number], number>> {
  /** One a note of a chord, low to high; none of a single note. */
  readonly noteVelocity: readonly number[];
  readonly noteDuration: readonly number[];
}

/** Draws a chord note by note from low to high, as symbols of its pitches; at least one. */
export function drawChord(network: EventNetwork, logitsOf: EventLogits, choose: Choose): number[] {
  const pitches: number[] = [];
  const context: number[] = [];
  for (;;) {
    const logits = logitsOf('pitch', context);
    const end = logits.length - 1;
    const [from, to] = pitchRange(pitches.at(-1), end);
    const chosen = choose(logits, from, to);
    if (chosen === end) return pitches;
    pitches.push(chosen);
    context.push(network.rowOf('pitch', chosen));
  }
}

/**
 * Draws all that remains of an event when its chord is known.
 *
 * @param options.given the truth to go on from, where each field is to be asked for by itself
 * @param options.chooseInterOnset where not every one may be chosen
 */
export function drawTouch(
  network: EventNetwork,
  logitsOf: EventLogits,
  options: {
    readonly pitches: ArrayLike<number>;
    readonly choose: Choose;
    readonly chooseInterOnset?: Choose;
    readonly given?: Readonly<Record<(typeof EVENT_FIELDS)[number], number>>;
  },
): Touch {
  const { pitches, choose, chooseInterOnset = choose, given } = options;
  const context = Array.from(pitches, (pitch) => network.rowOf('pitch', pitch));
  const drawn: Partial<Record<(typeof EVENT_FIELDS)[number], number>> = {};
  const ask = (head: Head, own: readonly number[], pick: Choose) => {
    // A field of a single symbol has no head.
    if (!network.heads.includes(head)) return 0;
    const logits = logitsOf(head, own);
    return pick(logits, 0, logits.length);
  };
  for (const field of EVENT_FIELDS) {
    const symbol = ask(field, context, field === 'interOnset' ? chooseInterOnset : choose);
    drawn[field] = symbol;
    context.push(network.rowOf(field, given?.[field] ?? symbol));
  }
  const ofNotes = (field: (typeof NOTE_FIELDS)[number]): number[] => {
    const drawnOfNotes: number[] = [];
    for (let note = 0; pitches.length > 1 && note < pitches.length; note++) {
      context.push(network.rowOf('pitch', pitches[note] as number));
      context.push(network.rowOf('rank', rankOf(note, pitches.length)));
      drawnOfNotes.push(ask(field, context, choose));
      context.length -= 2;
    }
    return drawnOfNotes;
  };
  return {
    ...(drawn as Record<(typeof EVENT_FIELDS)[number], number>),
    noteVelocity: ofNotes('noteVelocity'),
    noteDuration: ofNotes('noteDuration'),
  };
}

/** The likeliest of the symbols that may be chosen. */
export function likeliest(logits: Float32Array, from = 0, to = logits.length): number {
  let best = from;
  for (let i = from + 1; i < to; i++) {
    if ((logits[i] as number) > (logits[best] as number)) best = i;
  }
  return best;
}

/** A chord as symbols of its pitches, and how likely it is: the logarithm of its probability. */
export interface ScoredChord {
  readonly pitches: readonly number[];
  readonly logProbability: number;
}

/** The chord whose notes are the likeliest one by one. */
export function likeliestChord(network: EventNetwork, logitsOf: EventLogits): ScoredChord {
  let logProbability = 0;
  const pitches = drawChord(network, logitsOf, (logits, from, to) => {
    const symbol = likeliest(logits, from, to);
    logProbability += logProbabilityOf(symbol, { logits, from, to });
    return symbol;
  });
  return { pitches, logProbability };
}

/** The logarithm of a symbol's probability in a softmax over some of the logits. */
export function logProbabilityOf(
  symbol: number,
  { logits, from, to }: { logits: Float32Array; from: number; to: number },
): number {
  return (logits[symbol] as number) - logSumExp(logits, from, to);
}
