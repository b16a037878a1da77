import type { Decoder } from '../autoencoder/decoder.js';
import { readDecoder } from '../collection/decoders/readDecoder.js';
import { MirrorError } from '../errors.js';
import { MOST_VOICES } from './assignVoices.js';
import type { MatchedObject, UnmatchedLabel } from './matchObjects.js';
import { whyUnplayable } from './whyUnplayable.js';

/** A matched object with its decoder: one that can play. */
export interface TrainedObject {
  readonly matched: MatchedObject;
  readonly decoder: Decoder;
}

/** The objects that play, what was seen and cannot, and a line for each fault that a user should know of. */
export interface Players {
  readonly players: readonly TrainedObject[];
  readonly unmatched: readonly UnmatchedLabel[];
  readonly notes: readonly string[];
}

/**
 * Fetches the decoders of the matched objects. An object that was never trained, or whose decoder cannot be used, does
 * not stop the others: it is listed as unmatched, with a note. Beyond 15 objects, so are the smallest.
 *
 * @param options.noted names of objects of which it was said before why they cannot play
 * @throws MirrorError `input` when a decoder's files are damaged and no other object can play
 */
export async function gatherPlayers(
  matched: readonly MatchedObject[],
  { noted = new Set() }: { readonly noted?: ReadonlySet<string> } = {},
): Promise<Players> {
  const players: TrainedObject[] = [];
  const unmatched: UnmatchedLabel[] = [];
  const notes: string[] = [];
  const damaged: MirrorError[] = [];
  const leaveOut = ({ labels, areaShare }: MatchedObject) =>
    unmatched.push(...labels.map((label) => ({ label, areaShare })));
  const fail = (candidate: MatchedObject, fault: string) => {
    leaveOut(candidate);
    if (!noted.has(candidate.object.name)) notes.push(fault);
  };
  const decoders = await Promise.allSettled(matched.map(({ object }) => readDecoder(object)));
  for (const [i, candidate] of matched.entries()) {
    const { name } = candidate.object;
    if (players.length === MOST_VOICES) {
      leaveOut(candidate);
      notes.push(`${name} is left out: a MIDI file has room for ${MOST_VOICES} objects.`);
      continue;
    }
    const read = decoders[i] as (typeof decoders)[number];
    if (read.status === 'rejected') {
      const error: unknown = read.reason;
      if (!(error instanceof MirrorError)) throw error;
      fail(candidate, error.message);
      if (error.code !== 'stale') damaged.push(error);
      continue;
    }
    const decoder = read.value;
    if (decoder) players.push({ matched: candidate, decoder });
    else fail(candidate, whyUnplayable(candidate.object));
  }
  if (players.length === 0 && damaged[0]) throw damaged[0];
  return { players, unmatched, notes };
}
