import type { Decoder, LearnedRecording } from '../autoencoder/decoder.js';
import { DECODER_RULE } from '../checks/argumentRules.js';
import {
  checkArguments,
  checkOptions,
  type OptionRules,
  SEED_RANGE,
} from '../checks/checkOptions.js';
import { bentTempo } from '../events/beatTempi.js';
import { chordKey } from '../events/chordKey.js';
import type { MusicalEvent } from '../events/events.js';
import { type KeptEvent, type KeptSequences, keptRecordings } from '../events/sequences.js';
import { memoised } from '../math/memoised.js';
import { seededRandom } from '../math/random.js';
import type { TempoChange } from '../music/tempo.js';
import { DECODE_RANGES } from './decodeRanges.js';

/** The fraction of the golden ratio: its multiples fill 0–1 more evenly than those of any other number. */
const GOLDEN_FRACTION = (Math.sqrt(5) - 1) / 2;

/** Events at the beginning of a phrase that tell which recordings it is like: two windows. */
const OPENING_EVENTS = 32;

/**
 * A recording that knows at least this share of the transitions that the best one knows could have begun like that. Of six
 * takes of one idea all could, and of takes of two ideas in two tempi those of one: the overlap of
 * inter-onset intervals in seconds is 0.86 for the latter, where a choice by shares alone gave 0.69 (means of three
 * pairs of starter ideas, the first by `bench/tempi.js` with 64 draws).
 */
const ENOUGH_KNOWN = 1 / 3;

/** What `chooseTempo` goes by. */
export interface TempoChoice {
  /** As the decoder played them, in order; the first 32 count. Without any, every recording may be chosen. */
  readonly events: readonly MusicalEvent[];
  /** Whole, 0 to 2³² − 1. */
  readonly seed: number;
}

const CHOICE_RULES: OptionRules<TempoChoice> = { events: 'array', seed: SEED_RANGE };

/**
 * The tempo that a phrase is played in: that of one of the recordings which know the transitions of its opening
 * (chord, inter-onset interval, next chord), each as often as its share. It is a tempo that was played, where a mean of
 * several may lie between all of them, and slow music is not played at the tempo of fast takes.
 *
 * Seeds that follow one another go through the tempi evenly (a low-discrepancy sequence, Kronecker's with the golden
 * ratio), so that a few phrases already have all of them. Free recordings have no vote.
 *
 * @returns quarter notes a minute; null if all recordings are free, and their seconds are to be kept
 * @throws MirrorError `usage` for a seed that is none, and for an option of another type or of no known name
 */
export function chooseTempo(decoder: Decoder, choice: TempoChoice): number | null {
  checkOptions('chooseTempo', choice, CHOICE_RULES);
  checkChoice(decoder, choice);
  return chooseRecording(decoder, choice)?.tempoBpm ?? null;
}

/**
 * The tempo map of a phrase that is heard alone: it bends as the recording does whose tempo `chooseTempo` gives, beat by beat
 * from its beginning.
 *
 * @param choice.lengthTicks of the phrase
 * @returns null if all recordings are free; without `tempoChanges` where the recording keeps one tempo
 * @throws MirrorError `usage` for a seed that is none, a length that a phrase cannot have, and an option of another
 *   type or of no known name
 */
export function chooseTempoMap(
  decoder: Decoder,
  choice: TempoChoice & { readonly lengthTicks: number },
): { readonly tempoBpm: number; readonly tempoChanges?: readonly TempoChange[] } | null {
  const { lengthTicks: length } = DECODE_RANGES;
  checkOptions('chooseTempoMap', choice, { ...CHOICE_RULES, lengthTicks: length });
  checkChoice(decoder, choice);
  const { lengthTicks } = choice;
  const recording = chooseRecording(decoder, choice);
  if (!recording) return null;
  const { tempoBpm, beatTempi } = recording;
  return { tempoBpm, ...(beatTempi && { tempoChanges: bentTempo(beatTempi, lengthTicks) }) };
}

function checkChoice(decoder: Decoder, choice: TempoChoice): void {
  const { events } = choice;
  checkArguments({ decoder, events }, { decoder: DECODER_RULE, events: 'array' });
}

/** A recording with a tempo of its own. */
type Voter = Pick<LearnedRecording, 'share' | 'beatTempi'> & {
  readonly tempoBpm: number;
  /** Transitions of the phrase that it has. */
  readonly known: number;
};

function chooseRecording(decoder: Decoder, { events, seed }: TempoChoice): Voter | undefined {
  const known = transitionsKnown(decoder, events.slice(0, OPENING_EVENTS));
  const voters = decoder.recordings.flatMap(({ tempoBpm, ...recording }, i): Voter[] =>
    tempoBpm === null ? [] : [{ ...recording, tempoBpm, known: known[i] as number }],
  );
  const most = voters.reduce((best, voter) => Math.max(best, voter.known), 0);
  const candidates = voters
    .filter((voter) => voter.known >= ENOUGH_KNOWN * most)
    // Neighbours in the sequence of seeds lie far apart, so in this order they are unlike tempi.
    .sort((a, b) => a.tempoBpm - b.tempoBpm);
  const total = candidates.reduce((sum, { share }) => sum + share, 0);
  const offset = seededRandom(`tempo ${decoder.object}`)();
  let left = ((offset + seed * GOLDEN_FRACTION) % 1) * total;
  const chosen = candidates.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return chosen ?? candidates.at(-1);
}

/** How many of the transitions from event to event each recording has; none for kind `seed`, which knows no time. */
function transitionsKnown(decoder: Decoder, events: readonly MusicalEvent[]): number[] {
  const known = decoder.recordings.map(() => 0);
  if (decoder.kind === 'seed') return known;
  const played = events.slice(1).map(({ pitches, step }, i) => {
    const before = events[i] as MusicalEvent;
    return `${chordKey(before.pitches)} +${step - before.step} ${chordKey(pitches)}`;
  });
  const places = keptRecordings(known.length);
  for (const [i, transitions] of transitionsOf(decoder.sequences).entries()) {
    const place = places[i];
    // A file may hold more sequences than recordings.
    if (place !== undefined) known[place] = played.filter((each) => transitions.has(each)).length;
  }
  return known;
}

/** The transitions of each sequence, gathered once: a decoder is asked for its tempo in every piece that it plays in. */
const transitionsOf = memoised(gatherTransitions);

function gatherTransitions({ chords, events }: KeptSequences): Set<string>[] {
  const names = chords.map(chordKey);
  return events.map(
    (sequence) =>
      new Set(
        sequence.slice(1).map(([next], i) => {
          const [chord, interOnset] = sequence[i] as KeptEvent;
          return `${names[chord]} +${interOnset} ${names[next]}`;
        }),
      ),
  );
}
