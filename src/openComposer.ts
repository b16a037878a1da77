import { namedInstruments } from './arguments/namedInstruments.js';
import { checkArguments, checkOptions } from './checks/checkOptions.js';
import { brokenNotes } from './collection/brokenNotes.js';
import { COLLECTION_RULE, type Collection } from './collection/collection.js';
import { readDecoder } from './collection/decoders/readDecoder.js';
import { audition } from './composition/audition.js';
import type { ChosenInstruments } from './composition/chosenInstruments.js';
import { composeScore } from './composition/composeScore.js';
import type { Players } from './composition/gatherPlayers.js';
import { gatherVoices } from './composition/gatherVoices.js';
import { matchObjects, type UnmatchedLabel } from './composition/matchObjects.js';
import { type PiecePlan, planPiece } from './composition/planPiece.js';
import { openPhraseCache } from './composition/playing/phraseCache.js';
import { type PlayedPiece, playTogether } from './composition/playTogether.js';
import { checkTakeOffs, type TakeOffs } from './composition/takeOffs.js';
import { throwIfAborted } from './errors.js';
import { MIRROR_DEFAULTS, PASSED_ON_RULES } from './mirrorOptions.js';
import type { Score } from './music/score.js';
import type { Detection } from './vision/detection.js';
import { PHOTO_RULE } from './vision/detectRules.js';
import { type Photo, photoSeed } from './vision/photo/photo.js';

export interface ComposeOptions {
  /** Length of the piece in bars, 1 or more. */
  readonly bars?: number | undefined;
  /** Quarter notes a minute; by default the objects agree on one. */
  readonly tempoBpm?: number | undefined;
  /** Whole, 0 to 2³² − 1; by default it comes from the photo's pixels. */
  readonly seed?: number | undefined;
  /** How daring the decoders choose, 0 (the likeliest) to about 1. */
  readonly temperature?: number | undefined;
  /** How far the decoders stray from their recordings, 0 (close) to 1 (free). */
  readonly variation?: number | undefined;
  /** Whether all parts are brought into one key. */
  readonly harmonise?: boolean | undefined;
  /** Chords that may begin in a second, of all parts together; 12 by default. */
  readonly mostOnsetsASecond?: number | undefined;
  /**
   * Instruments for this piece instead of the objects' own: General MIDI names by the objects' names. An object that
   * does not play may be named.
   */
  readonly instruments?: ChosenInstruments | undefined;
  /**
   * Where objects begin in their latent spaces: from there each goes where its pictures lead. All voices of an object begin there, each by
   * chance of its own. An object that does not play may be named.
   */
  readonly takeOffs?: TakeOffs | undefined;
  /** Title of the score. */
  readonly title?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called as each stage begins. */
  readonly onStage?: ((stage: 'decode' | 'compose') => void) | undefined;
}

/** A piece, and what its stages gave on the way. */
export interface Composition {
  readonly score: Score;
  readonly plan: PiecePlan;
  /** In the order of the score's parts. */
  readonly played: PlayedPiece;
  readonly unmatched: readonly UnmatchedLabel[];
  readonly gathered: Players;
  readonly seed: number;
}

/** Composes a photo again and again. */
export interface Composer {
  /**
   * Begins to read the decoders of what may be composed later, while the tiles of a photo are still being looked at. What cannot be
   * read is left to `compose`.
   */
  readonly readAhead: (detections: readonly Detection[]) => void;
  /**
   * The detections as music. What hangs on nothing that has changed since a piece before is not decoded again: of the
   * same detections and options come the same bytes, whatever was composed before.
   *
   * Options of `mirrorPhoto` may be passed on as they are: those that are not for composing change nothing.
   *
   * @param detections at least one, boxes in pixels of the upright photo; without those of an object it is silent
   * @throws MirrorError `usage` for detections that are no list, for an option out of its range, of another type or of
   *   no known name, an instrument or a take-off of an object that the collection does not have, or a box outside the
   *   photo, `input` for an instrument there is not and for damaged decoders where no other object can play,
   *   `unanswered` when nothing can be answered, `aborted` when the signal fires
   */
  readonly compose: (
    detections: readonly Detection[],
    options?: ComposeOptions,
  ) => Promise<Composition>;
}

/**
 * Opens a photo for composing, for a studio where boxes, objects and dials change.
 *
 * @throws MirrorError `usage` for what is no photo, and no collection, and for an option of no known name
 * @example
 * const { compose } = openComposer(photo, { collection });
 * const { score } = await compose(detections, { seed: 2 });
 */
export function openComposer(photo: Photo, options: { readonly collection: Collection }): Composer {
  checkOptions('openComposer', options, { collection: 'any' });
  const { collection } = options;
  checkArguments({ photo, collection }, { photo: PHOTO_RULE, collection: COLLECTION_RULE });
  const phrases = openPhraseCache();
  let ownSeed: number | undefined;
  /** Computed only where no seed is given: it is a checksum of all pixels. */
  const seedOfPhoto = (): number => {
    ownSeed ??= photoSeed(photo);
    return ownSeed;
  };
  return {
    readAhead: (detections) => {
      const { matched } = matchObjects(detections, { collection, photo });
      for (const { object } of matched) readDecoder(object).catch(() => {});
    },
    compose: async (detections, options = {}) => {
      checkOptions('compose', options, PASSED_ON_RULES);
      checkArguments({ detections }, { detections: 'array' });
      const { signal, onStage, tempoBpm, temperature, variation, mostOnsetsASecond } = options;
      const { bars = MIRROR_DEFAULTS.bars, harmonise = MIRROR_DEFAULTS.harmonise } = options;
      const { title = MIRROR_DEFAULTS.title } = options;
      const takeOffs = checkTakeOffs(options.takeOffs ?? {}, collection);
      const instruments = namedInstruments(options.instruments, collection);
      throwIfAborted(signal);
      const { seed = seedOfPhoto() } = options;

      onStage?.('decode');
      const casting = { photo, collection, instruments, takeOffs, signal };
      const { voices, gathered, unmatched } = await gatherVoices(detections, casting);
      const playing = { photo, seed, temperature, variation, phrases };
      const planning = { bars, tempoBpm, seed, harmonise, photo, mostOnsetsASecond };
      const plan = planPiece(audition(voices, playing), planning);
      const played = playTogether(plan, playing);

      onStage?.('compose');
      throwIfAborted(signal);
      const score = composeScore(played, { title, photoWidth: photo.width });
      const notes = [...brokenNotes(collection), ...gathered.notes];
      return {
        score,
        plan: played.plan,
        played,
        unmatched,
        gathered: { ...gathered, notes },
        seed,
      };
    },
  };
}
