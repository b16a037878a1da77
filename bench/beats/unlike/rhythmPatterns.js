/** Accompaniments of popular songs and dances: a rhythm of chords and one of the bass, in the shape of accompaniments.js. */
import { chordNotes } from './barNotes.js';
import { atOrAbove, chordAt } from './harmony.js';
import { playableParts } from './metres.js';

export const RHYTHM_PATTERNS = {
  /** A rhythm of chords drawn once on eighths or sixteenths, above a bass of its own: popular songs, Latin dances. */
  pattern: ({ metre, chance }) => {
    const grid =
      metre.division === 3
        ? metre.beatTicks / 3
        : metre.beatTicks / playableParts(chance.pick([2, 2, 4]), metre);
    const slots = Math.round(metre.barTicks / grid);
    const known = slots === 8 ? chance.pick([...EIGHTHS, undefined, undefined]) : undefined;
    const density = chance.between(0.25, 0.6);
    const hits = known
      ? [...known.chords]
      : Array.from({ length: slots }, (_, i) => i).filter(() => chance.happens(density));
    const bassHits = known
      ? [...known.bass]
      : [0, ...hits.filter((hit) => hit > 0 && chance.happens(0.3))];
    const low = chance.whole(50, 60);
    const bassLow = chance.whole(29, 42);
    const count = chance.whole(2, 4);
    const short = chance.pick([0.5, 0.9, 1]);
    return (bar) => [
      ...hits.flatMap((hit, i) => {
        const tick = bar.start + hit * grid;
        const ticks = ((hits[i + 1] ?? slots) - hit) * grid * short;
        // A hit just before the next bar already has that bar's chord.
        const heard = hit === slots - 1 ? tick + grid : tick;
        return chordNotes(chordAt(bar.chords, heard), { tick, ticks, low, count });
      }),
      ...bassHits.map((hit, i) => ({
        tick: bar.start + hit * grid,
        ticks: ((bassHits[i + 1] ?? slots) - hit) * grid * 0.9,
        pitch: atOrAbove(bassLow, chordAt(bar.chords, bar.start + hit * grid).bass),
        role: 'bass',
      })),
    ];
  },
};

/** Bars of eight eighths: Charleston, tresillo, habanera, bossa, ballads, rock, reggae. */
const EIGHTHS = [
  { chords: [0, 3], bass: [0, 4] },
  { chords: [0, 3, 6], bass: [0, 3, 6] },
  { chords: [2, 4, 6], bass: [0, 3, 4, 6] },
  { chords: [0, 3, 6], bass: [0, 4] },
  { chords: [0, 1, 2, 3, 4, 5, 6, 7], bass: [0, 3, 4] },
  { chords: [0, 2, 4, 6], bass: [0, 3, 4, 7] },
  { chords: [2, 6], bass: [0, 4] },
  { chords: [1, 3, 5, 7], bass: [0, 2, 4, 6] },
  { chords: [0, 3, 4, 7], bass: [0, 4] },
  { chords: [0, 2, 3, 5, 6], bass: [0, 4] },
  { chords: [2, 3, 6, 7], bass: [0, 4, 5] },
];
