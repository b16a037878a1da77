import { type Choose, drawChord } from '../autoencoder/phrase/drawEvent.js';
import type { EventLogits } from '../autoencoder/phrase/eventNetwork.js';
import { chordKey } from '../events/chordKey.js';
import type { HeldKeys } from '../events/heldKeys.js';
import { logSumExp } from '../math/logSumExp.js';
import type { PitchBias } from './decodePhrase.js';
import { drawAmong } from './drawAmong.js';
import { biasOfPitch, type PhrasePlayer } from './phrasePlayer.js';

/** Draws of a chord of its own before a recorded one is taken. */
const MOST_DRAWS = 8;

/**
 * Draws a chord that is not banned and, but for some, one that a recording holds.
 *
 * @param options.held keys that are down
 * @param options.bias what the harmony has added to the logits
 * @param options.banned chords as text
 * @returns symbols of its pitches, low to high
 */
export function drawPlayable(
  player: PhrasePlayer,
  options: {
    readonly held: HeldKeys;
    readonly bias: PitchBias | undefined;
    readonly logitsOf: EventLogits;
    readonly choose: Choose;
    readonly banned: ReadonlySet<string>;
  },
): readonly number[] {
  const { network, vocabulary, recorded, novelty, random } = player;
  const { bias, logitsOf, banned } = options;
  const choose = noteChooser(options);
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
  const biasOf = (symbol: number): number =>
    bias && symbol < vocabulary.pitch.length
      ? biasOfPitch(bias, vocabulary.pitch[symbol] as number)
      : 0;
  return drawAmong(chords, { network, logitsOf, choose, biasOf });
}

/**
 * Chooses the notes of a chord in two steps: whether another one follows, and then which. In one step the end of a chord would be
 * likelier than any of the notes that might follow it, and be drawn too often, where they are many. A harmony may lower keys that are down.
 */
function noteChooser({
  held,
  bias,
  choose,
}: {
  readonly held: HeldKeys;
  readonly bias: PitchBias | undefined;
  readonly choose: Choose;
}): Choose {
  const heldBias = bias?.held ?? 0;
  return (logits, from, to) => {
    const end = logits.length - 1;
    if (to > end) {
      const ends = Float32Array.of(logSumExp(logits, from, end), logits[end] as number);
      if (choose(ends, 0, 2) === 1) return end;
    }
    const notes = logits.slice();
    for (const symbol of held.keys()) notes[symbol] = (notes[symbol] as number) + heldBias;
    return choose(notes, from, end);
  };
}
