import { pick } from '../chance.js';
import type { Chord } from '../chord.js';
import { tuneOver, turnsInRound } from '../melody.js';
import type { Motif } from '../motif.js';
import type { LineOptions, Passage } from '../passage.js';
import { rhythm } from '../rhythm.js';
import type { Desk } from '../take.js';
import type { Scale } from '../theory.js';
import type { Range } from '../voicing.js';

/** What one section of a take is made of. */
export interface Verse {
  readonly desk: Desk;
  readonly motif: Motif;
  /** Each as long as the motif. */
  readonly chords: readonly Chord[];
  /** How often the section has come before. */
  readonly round: number;
}

/** How a set sings its melodies. */
export interface Singing extends LineOptions {
  readonly scale: Scale;
  readonly range: Range;
  /** Where the first round starts, a MIDI pitch; the two after it start a step higher each. */
  readonly near: number;
  /** Rhythms over the last chord, one of which is taken. */
  readonly closes: readonly string[];
}

/** The tune of a verse, a single line; each round turns the motif in its own way. */
export function melody({ desk, motif, chords, round }: Verse, singing: Singing): Passage {
  return tuneOver(chords, {
    ...singing,
    motif,
    near: singing.near + 2 * (round % 3),
    turns: turnsInRound(round),
    close: rhythm(pick(desk.random, singing.closes)),
  });
}
