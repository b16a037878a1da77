import type { Collection } from '../collection/collection.js';
import { MirrorError, throwIfAborted } from '../errors.js';
import type { Detection } from '../vision/detection.js';
import type { Photo } from '../vision/photo/photo.js';
import { assignVoices } from './assignVoices.js';
import { type ChosenInstruments, withInstruments } from './chosenInstruments.js';
import { gatherPlayers, type Players } from './gatherPlayers.js';
import { matchObjects, type UnmatchedLabel } from './matchObjects.js';
import type { Player } from './playing/player.js';
import { standInsFor } from './standIns.js';
import { takeOffOf } from './takeOffs.js';

/** Who plays what was seen, and what was seen and is not played. */
export interface GatheredVoices {
  readonly voices: readonly Player[];
  readonly gathered: Players;
  readonly unmatched: readonly UnmatchedLabel[];
}

/**
 * From detections to voices: who answers, who stands in for an object that cannot play, on which instrument, from which place of its
 * latent space.
 *
 * @throws MirrorError `input` for an instrument there is not and for damaged decoders where no other object can play, `unanswered` when
 *   nothing can be answered, `aborted` when the signal fires
 */
export async function gatherVoices(
  detections: readonly Detection[],
  {
    photo,
    collection,
    instruments,
    takeOffs,
    signal,
  }: {
    readonly photo: Photo;
    readonly collection: Collection;
    readonly instruments: ChosenInstruments | undefined;
    /** As `checkTakeOffs` gives them. */
    readonly takeOffs: ReadonlyMap<string, readonly number[]>;
    readonly signal: AbortSignal | undefined;
  },
): Promise<GatheredVoices> {
  const standIns = await standInsFor(detections, collection);
  const { matched, unmatched } = matchObjects(detections, {
    collection: standIns.collection,
    photo,
  });
  // An object that was taught and leaves labels to others is matched all the same: what it lacks is said once.
  const { noted } = standIns;
  const players = await gatherPlayers(withInstruments(matched, instruments), { noted });
  const gathered = { ...players, notes: [...standIns.notes, ...players.notes] };
  throwIfAborted(signal);
  if (gathered.players.length === 0) throw unanswered(unmatched, gathered);
  const voices = assignVoices(gathered.players, photo).map((voice) => {
    const { matched, decoder } = voice;
    const { latent: length } = decoder.sizes;
    return { ...voice, takeOff: takeOffOf(matched.object.name, { takeOffs, length }) };
  });
  return { voices, gathered, unmatched };
}

function unanswered(unmatched: readonly UnmatchedLabel[], { notes }: Players): MirrorError {
  const labels = unmatched.map(({ label }) => label).join(', ');
  return new MirrorError(
    'unanswered',
    notes.length > 0
      ? notes.join(' ')
      : labels === ''
        ? 'Expected at least one detection to compose from but received none. Add a box, or ask for a lower confidence.'
        : `Expected a photo with objects that the collection can answer, but it has no recordings about ${labels}. Record them with \`mirror add\`.`,
  );
}
