/** Accompaniments of single notes, one after another; in the shape of accompaniments.js. */
import { every } from './barNotes.js';
import { chordAt, voiced } from './harmony.js';
import { playableParts } from './metres.js';

export const BROKEN_CHORDS = {
  /** Alberti bass, murky octaves, triplet figures: three or four notes of the chord, over and over. */
  alberti: ({ metre, chance }) => {
    const parts = playableParts(
      metre.division === 3 ? chance.pick([3, 3, 6]) : chance.pick([2, 4, 4, 3]),
      metre,
    );
    const order =
      parts % 3 === 0
        ? chance.pick([
            [0, 1, 2],
            [0, 2, 1],
            [2, 1, 0],
            [0, 1, 2, 3, 2, 1],
          ])
        : chance.pick([
            [0, 2, 1, 2],
            [0, 1, 2, 1],
            [0, 2, 1, 2],
            [0, 3],
            [0, 1],
            [2, 0, 1, 0],
            [0, 1, 2, 3],
          ]);
    const low = chance.whole(41, 53);
    return (bar) =>
      every(metre.beatTicks / parts, bar, (tick, i) => {
        const notes = voiced(chordAt(bar.chords, tick), { low, count: 4, withBass: true });
        return [
          {
            tick,
            ticks: metre.beatTicks / parts,
            pitch: notes[order[i % order.length]] ?? low,
            role: 'figure',
          },
        ];
      });
  },
  /** Wide arpeggios in the pedal: nocturnes, études, songs. */
  arpeggio: ({ metre, chance }) => {
    const parts = playableParts(
      metre.division === 3 ? chance.pick([3, 3, 6]) : chance.pick([2, 2, 3, 4, 4, 6]),
      metre,
    );
    const perFigure = Math.max(
      4,
      parts * chance.pick([1, 2, 2, Math.round(metre.barTicks / metre.beatTicks)]),
    );
    const turns = chance.happens(0.7);
    const low = chance.whole(31, 46);
    return (bar) =>
      every(metre.beatTicks / parts, bar, (tick, i) => {
        const notes = voiced(chordAt(bar.chords, tick), {
          low,
          count: 7,
          withBass: true,
          open: true,
        });
        const at = i % perFigure;
        const top = Math.min(notes.length - 1, turns ? Math.ceil(perFigure / 2) : perFigure - 1);
        const index = turns && at > top ? 2 * top - at : at;
        const pitch = notes[Math.max(at === 0 ? 0 : 1, Math.min(notes.length - 1, index))];
        return [
          {
            tick,
            ticks: metre.beatTicks / parts,
            pitch,
            role: at === 0 ? 'bass' : 'figure',
            pedalled: true,
          },
        ];
      });
  },
  /** A figure of few notes that comes again and again, not always as long as the beat or the bar. */
  ostinato: ({ metre, chance }) => {
    const unit =
      metre.beatTicks / playableParts(metre.division === 3 ? 3 : chance.pick([2, 2, 4]), metre);
    const length = chance.pick([3, 4, 4, 6, 8, 8, 5]);
    const shape = Array.from({ length }, () => (chance.happens(0.15) ? -1 : chance.whole(0, 4)));
    shape[0] = 0;
    const low = chance.whole(38, 52);
    let at = 0;
    return (bar) =>
      every(unit, bar, (tick) => {
        const index = shape[at++ % length];
        if (index < 0) return [];
        const notes = voiced(chordAt(bar.chords, tick), { low, count: 5, withBass: true });
        return [{ tick, ticks: unit, pitch: notes[index] ?? low, role: 'figure' }];
      });
  },
  /** Octaves or chords that tremble through the bar. */
  tremolo: ({ metre, chance }) => {
    const low = chance.whole(36, 50);
    const parts = playableParts(chance.pick([6, 8, 8]), metre);
    return (bar) =>
      every(metre.beatTicks / parts, bar, (tick, i) => {
        const notes = voiced(chordAt(bar.chords, tick), { low, count: 3, withBass: true });
        const pitches = i % 2 === 0 ? [notes[0]] : notes.slice(1);
        return pitches.map((pitch) => ({
          tick,
          ticks: metre.beatTicks / parts,
          pitch,
          role: 'figure',
        }));
      });
  },
};
