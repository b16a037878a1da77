/**
 * Accompaniments: what stands below a melody. Each is drawn once for a section, so that its bars are alike, and gives
 * a function from a bar to its notes (ticks from the phrase's start).
 */
import { bassAtChanges, chordNotes, every } from './barNotes.js';
import { BROKEN_CHORDS } from './brokenChords.js';
import { atOrAbove, chordAt, voiced } from './harmony.js';
import { playableParts } from './metres.js';
import { RHYTHM_PATTERNS } from './rhythmPatterns.js';

export const ACCOMPANIMENTS = {
  ...BROKEN_CHORDS,
  ...RHYTHM_PATTERNS,
  /** Bass on the strong places, chords on the others: waltz, march, polka, ragtime. */
  oomPah: ({ metre, chance }) => {
    const low = chance.whole(31, 43);
    const octaves = chance.happens(0.25);
    const chordLow = chance.whole(50, 58);
    const divided =
      metre.division === 2 && !metre.strong[1] && metre.barTicks / metre.beatTicks === 2
        ? true
        : chance.happens(0.25);
    const unit = metre.isCompound
      ? metre.beatTicks / 3
      : divided
        ? metre.beatTicks / 2
        : metre.beatTicks;
    const onlyLast = chance.happens(0.3);
    const count = chance.whole(2, 3);
    return (bar) => {
      const perGroup = metre.isCompound ? 3 : divided ? 2 : 0;
      return every(unit, bar, (tick, i) => {
        const inBar = tick - bar.start;
        const isBass = perGroup
          ? i % perGroup === 0
          : metre.strong.some((strong) => Math.abs(strong - inBar) < 1);
        const chord = chordAt(bar.chords, tick);
        if (isBass) {
          const fifth = inBar > 1 && chord.classes.length > 2 && octaves === false;
          const pitch = atOrAbove(low, fifth ? chord.classes[2] : chord.bass);
          const bass = [{ tick, ticks: unit, pitch, role: 'bass' }];
          return octaves ? [...bass, { tick, ticks: unit, pitch: pitch - 12, role: 'bass' }] : bass;
        }
        if (perGroup === 3 && onlyLast && i % 3 === 1) return [];
        return chordNotes(chord, { tick, ticks: unit * 0.7, low: chordLow, count });
      });
    };
  },
  /** Chords that are repeated at one distance: beats, eighths, triplets, sixteenths. */
  repeated: ({ metre, chance }) => {
    const parts = playableParts(
      metre.division === 3 ? chance.pick([1, 3, 3]) : chance.pick([1, 1, 2, 2, 3, 4]),
      metre,
    );
    const low = chance.whole(45, 57);
    const count = chance.whole(2, 4);
    const hasBass = chance.happens(0.5);
    const bassLow = chance.whole(30, 42);
    return (bar) => [
      ...every(metre.beatTicks / parts, bar, (tick) =>
        chordNotes(chordAt(bar.chords, tick), { tick, ticks: metre.beatTicks / parts, low, count }),
      ),
      ...(hasBass ? bassAtChanges(bar, bassLow, metre.barTicks) : []),
    ];
  },
  /** Rest on the beat, chords between: the bass may hold the beat, or nothing does. */
  offBeat: ({ metre, chance }) => {
    const low = chance.whole(50, 58);
    const bassLow = chance.whole(32, 43);
    const count = chance.whole(2, 4);
    const bassEvery = chance.pick([1, 1, 2, 4, 0]);
    const late =
      metre.division === 3 ? chance.pick([1 / 3, 2 / 3]) : chance.pick([0.5, 0.5, 0.5, 0.25]);
    return (bar) =>
      every(metre.beatTicks, bar, (tick, i) => {
        const chord = chordAt(bar.chords, tick);
        const after = chordNotes(chord, {
          tick: tick + late * metre.beatTicks,
          ticks: metre.beatTicks * (1 - late),
          low,
          count,
        });
        if (bassEvery === 0 || i % bassEvery > 0) return after;
        return [
          {
            tick,
            ticks: metre.beatTicks * 0.9,
            pitch: atOrAbove(bassLow, chord.bass),
            role: 'bass',
          },
          ...after,
        ];
      });
  },
  /** A chord or octave that is held for a bar, half of it or a beat. */
  held: ({ metre, chance }) => {
    const low = chance.whole(36, 50);
    const count = chance.whole(1, 4);
    const open = chance.happens(0.5);
    const perBeat = chance.happens(0.2);
    const rolled = chance.happens(0.2);
    const octave = chance.happens(0.3);
    return (bar) => {
      const from = perBeat
        ? every(metre.beatTicks, bar, (tick) => [tick])
        : [
            bar.start,
            ...bar.chords
              .map(({ tick }) => tick)
              .filter((tick) => tick > bar.start && tick < bar.end),
          ];
      return from.flatMap((tick, i) => {
        const ticks = (from[i + 1] ?? bar.end) - tick;
        const chord = chordAt(bar.chords, tick);
        const pitches = octave
          ? [atOrAbove(low - 12, chord.bass), atOrAbove(low - 12, chord.bass) + 12]
          : voiced(chord, { low, count, withBass: true, open });
        return pitches.map((pitch, place) => ({
          tick,
          ticks,
          pitch,
          role: place === 0 ? 'bass' : 'chord',
          rolled,
        }));
      });
    };
  },
  /** A bass that walks, and chords between: swing. */
  walking: ({ metre, chance }) => {
    const low = chance.whole(29, 40);
    const comps = Array.from({ length: 2 * Math.round(metre.barTicks / metre.beatTicks) }, () =>
      chance.happens(0.22),
    );
    let last = low + 6;
    return (bar) =>
      every(metre.beatTicks, bar, (tick, i) => {
        const chord = chordAt(bar.chords, tick);
        const isChange = bar.chords.some((change) => Math.abs(change.tick - tick) < 1);
        const step = last + chance.pick([-2, -1, 1, 2, 3, -3]);
        last = isChange ? atOrAbove(low, chord.root) : Math.max(low - 3, Math.min(low + 16, step));
        const notes = [{ tick, ticks: metre.beatTicks * 0.95, pitch: last, role: 'bass' }];
        for (const half of [0, 1]) {
          if (!comps[(2 * i + half) % comps.length]) continue;
          notes.push(
            ...chordNotes(chord, {
              tick: tick + (half * metre.beatTicks) / 2,
              ticks: metre.beatTicks * 0.4,
              low: 54,
              count: 3,
            }),
          );
        }
        return notes;
      });
  },
  /** One bass note a chord, often an octave. */
  bass: ({ metre, chance }) => {
    const low = chance.whole(28, 42);
    const moves = chance.happens(0.5);
    return (bar) => {
      const notes = bassAtChanges(bar, low, metre.barTicks);
      if (moves && chance.happens(0.5)) {
        const tick = bar.end - metre.beatTicks;
        if (notes.every((note) => note.tick < tick - 1)) {
          notes.push({
            tick,
            ticks: metre.beatTicks,
            pitch: notes.at(-1).pitch + chance.pick([-2, 2, 3]),
            role: 'bass',
          });
        }
      }
      return notes;
    };
  },
  none: () => () => [],
};
