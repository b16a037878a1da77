/**
 * Accompaniments: what stands below a melody. Each is drawn once for a section, so that its bars are alike, and gives
 * a function from a bar to its notes (ticks from the phrase's start).
 */
import { atOrAbove, chordAt, voiced } from './harmony.js';
import { playableParts } from './metres.js';

export const ACCOMPANIMENTS = {
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

/** `make` at each multiple of a unit within the bar, with the count from the bar line. */
function every(unit, { start, end }, make) {
  const made = [];
  for (let i = 0; start + i * unit < end - 1; i++) made.push(...make(start + i * unit, i));
  return made;
}

function chordNotes(chord, { tick, ticks, low, count }) {
  return voiced(chord, { low, count }).map((pitch) => ({ tick, ticks, pitch, role: 'chord' }));
}

function bassAtChanges(bar, low, mostTicks) {
  const from = [
    bar.start,
    ...bar.chords
      .map(({ tick }) => tick)
      .filter((tick) => tick > bar.start + 1 && tick < bar.end - 1),
  ];
  return from.map((tick, i) => ({
    tick,
    ticks: Math.min(mostTicks, (from[i + 1] ?? bar.end) - tick),
    pitch: atOrAbove(low, chordAt(bar.chords, tick).bass),
    role: 'bass',
  }));
}
