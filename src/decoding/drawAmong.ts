import { type Choose, drawChord } from '../autoencoder/phrase/drawEvent.js';
import type { EventLogits, EventNetwork } from '../autoencoder/phrase/eventNetwork.js';
import { logSumExp } from '../math/logSumExp.js';

/**
 * One of some chords, note by note. The notes that may follow share what the network gives to all notes that might, so that a
 * chord ends as often as the network says. To draw until a whole chord is among them would make few notes of many: of many, one
 * is soon another.
 *
 * @param options.biasOf what a harmony has added to a symbol's logit; it moves what follows, and may end a chord
 */
export function drawAmong(
  chords: readonly (readonly number[])[],
  options: {
    network: EventNetwork;
    logitsOf: EventLogits;
    choose: Choose;
    biasOf: (symbol: number) => number;
  },
): readonly number[] {
  const { network, logitsOf, choose, biasOf } = options;
  let left = chords;
  let notes = 0;
  return drawChord(network, logitsOf, (logits, from, to) => {
    const end = logits.length - 1;
    const next = new Set<number>();
    for (const chord of left) next.add(chord[notes] ?? end);
    const own = logits.map((logit, symbol) => logit - biasOf(symbol));
    const known = own.map((logit, symbol) => (next.has(symbol) ? logit : -Infinity));
    const share = logSumExp(own, from, end) - logSumExp(known, from, end);
    const symbol = choose(
      logits.map((logit, each) => {
        if (!next.has(each)) return -Infinity;
        return each === end ? logit : logit + share;
      }),
      from,
      to,
    );
    left = left.filter((chord) => (chord[notes] ?? end) === symbol);
    notes++;
    return symbol;
  });
}
