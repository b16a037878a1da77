import type { Chord } from './chord.js';
import { backward, inverted, type Motif, sing } from './motif.js';
import { inTurn, type LineOptions, line, type Passage } from './passage.js';
import type { Rhythm } from './rhythm.js';
import { nearestPitch, type Scale } from './theory.js';
import type { Range } from './voicing.js';

/** What a figure does in one bar of a tune. */
export type Turn = 'state' | 'repeat' | 'invert' | 'reverse';

/** What a tune does when it comes for the first, second, third time: it returns, but not unchanged. */
const TURNS_BY_ROUND: readonly (readonly Turn[])[] = [
  ['state', 'repeat', 'invert'],
  ['state', 'repeat', 'reverse'],
  ['state', 'invert', 'repeat'],
];

/** The turns of a tune that has come `round` times before. */
export function turnsInRound(round: number): readonly Turn[] {
  return TURNS_BY_ROUND[round % TURNS_BY_ROUND.length] ?? [];
}

export interface TuneOptions extends LineOptions {
  readonly motif: Motif;
  readonly scale: Scale;
  readonly range: Range;
  /** Where the tune comes from; its first note is the chord tone nearest to it. */
  readonly near: number;
  /** What happens to the figure over each chord but the last. */
  readonly turns: readonly Turn[];
  /** The rhythm over the last chord, sung on chord tones down to its root. */
  readonly close: Rhythm;
  readonly strongEvery?: number;
}

/** A tune over chords: the figure stated, answered and turned, then a close. One figure a chord. */
export function tuneOver(chords: readonly Chord[], options: TuneOptions): Passage {
  const bars: Passage[] = [];
  let near = options.near;
  for (const [bar, chord] of chords.slice(0, -1).entries()) {
    const motif = turned(options.motif, options.turns[bar % options.turns.length] ?? 'state');
    const pitches = sing(motif, { ...options, chord, near });
    bars.push(line(motif.rhythm, pitches, options));
    // A tune climbs through its first half and comes down through its second.
    near = (pitches.at(-1) ?? near) + (bar + 1 < chords.length / 2 ? 2 : -2);
  }
  const last = chords.at(-1);
  if (last !== undefined) bars.push(closing(last, { ...options, near }));
  return inTurn(bars);
}

function closing(chord: Chord, options: TuneOptions): Passage {
  // Downward if it can: a tune that ends above where it was sounds like a question.
  const { lowest, highest } = options.range;
  const root = nearestPitch([chord.pitchClasses[0] ?? 0], options.near - 3);
  const rest = root < lowest ? root + 12 : root > highest ? root - 12 : root;
  const approach = nearestPitch(chord.pitchClasses, rest + 4);
  const sounds = options.close.filter((value) => value.sounds).length;
  const pitches = Array.from({ length: sounds }, (_, note) =>
    note < sounds - 1 ? approach : rest,
  );
  return line(options.close, pitches, options);
}

function turned(motif: Motif, turn: Turn): Motif {
  if (turn === 'invert') return inverted(motif);
  if (turn === 'reverse') return backward(motif);
  return motif;
}
