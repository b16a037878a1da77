/** Textures that fill both hands and need no melody above them, in the shape of accompaniments. */
import { chordAt, voiced } from './harmony.js';
import { playableParts } from './metres.js';

export const TWO_HANDS = {
  /** A chord broken across both hands by a pattern of its own: preludes. */
  prelude: ({ metre, chance }) => {
    const parts = playableParts(
      metre.division === 3 ? chance.pick([3, 6]) : chance.pick([2, 4, 4, 4, 3, 6]),
      metre,
    );
    const slots = Math.max(
      3,
      parts * chance.pick([1, 2, 2, Math.round(metre.barTicks / metre.beatTicks)]),
    );
    const pattern = drawPattern(slots, chance);
    const low = chance.whole(40, 52);
    const restsFirst = chance.happens(0.15);
    return (bar) =>
      each(metre.beatTicks / parts, bar, (tick, i) => {
        const at = i % slots;
        if (restsFirst && at === 0 && i === 0) return [];
        const notes = voiced(chordAt(bar.chords, tick), { low, count: 7, withBass: true });
        const pitch = notes[Math.min(notes.length - 1, pattern[at])];
        const isBass = at === 0;
        const ticks = isBass ? (metre.beatTicks / parts) * slots : metre.beatTicks / parts;
        return [{ tick, ticks, pitch, role: isBass ? 'bass' : 'figure', pedalled: true }];
      });
  },
  /** Hands that alternate: octave below, chord above. */
  toccata: ({ metre, chance }) => {
    const parts = playableParts(
      metre.division === 3 ? chance.pick([3, 6]) : chance.pick([2, 4]),
      metre,
    );
    const leftFirst = chance.happens(0.8);
    const low = chance.whole(38, 48);
    const count = chance.whole(1, 3);
    return (bar) =>
      each(metre.beatTicks / parts, bar, (tick, i) => {
        const chord = chordAt(bar.chords, tick);
        const isLeft = (i % 2 === 0) === leftFirst;
        const pitches = isLeft
          ? voiced(chord, { low, count: 1, withBass: true })
          : voiced(chord, { low: low + 20 + (i % 8), count });
        return pitches.map((pitch) => ({
          tick,
          ticks: metre.beatTicks / parts,
          pitch,
          role: isLeft ? 'bass' : 'figure',
        }));
      });
  },
  /** Four voices that move together, beat by beat, with passing notes. */
  chorale: ({ metre, chance }) => {
    const longer = chance.happens(0.25) && metre.barTicks / metre.beatTicks > 2;
    const passing = chance.between(0, 0.5);
    let last = [45, 55, 62, 69].map((pitch) => pitch + chance.whole(-3, 3));
    return (bar) =>
      each(longer ? metre.beatTicks * 2 : metre.beatTicks, bar, (tick, _, ticks) => {
        const chord = chordAt(bar.chords, tick);
        const home = [43, 54, 61, 68];
        last = last.map((pitch, voice) => {
          const drawn =
            pitch +
            chance.pick([-2, -1, 0, 0, 1, 2]) +
            Math.sign(home[voice] - pitch) * (chance.happens(0.4) ? 1 : 0);
          return voice === 0 ? near(drawn, [chord.bass]) : near(drawn, chord.classes);
        });
        return last.flatMap((pitch, voice) => {
          const role = voice === 3 ? 'melody' : voice === 0 ? 'bass' : 'chord';
          if (metre.division === 2 && chance.happens(passing * 0.4)) {
            const next = near(pitch + chance.pick([-2, 2]), chord.scale);
            return [
              { tick, ticks: ticks / 2, pitch, role },
              { tick: tick + ticks / 2, ticks: ticks / 2, pitch: next, role },
            ];
          }
          return [{ tick, ticks, pitch, role }];
        });
      });
  },
};

function drawPattern(slots, chance) {
  const kind = chance.pick(['up', 'upDown', 'twice', 'mixed', 'down']);
  if (kind === 'up') return Array.from({ length: slots }, (_, i) => Math.min(6, i));
  if (kind === 'down')
    return Array.from({ length: slots }, (_, i) => (i === 0 ? 0 : Math.max(1, 6 - i)));
  if (kind === 'twice')
    return Array.from({ length: slots }, (_, i) => (i % Math.max(3, slots / 2)) % 6);
  if (kind === 'upDown') {
    return Array.from({ length: slots }, (_, i) => Math.min(i, slots - i, 6));
  }
  return Array.from({ length: slots }, (_, i) => (i === 0 ? 0 : chance.whole(1, 6)));
}

function each(unit, { start, end }, make) {
  const made = [];
  for (let i = 0; start + i * unit < end - 1; i++) {
    const tick = start + i * unit;
    made.push(...make(tick, i, Math.min(unit, end - tick)));
  }
  return made;
}

function near(pitch, classes) {
  for (let away = 0; away < 7; away++) {
    if (classes.includes((pitch + away) % 12)) return pitch + away;
    if (classes.includes((pitch - away + 12) % 12)) return pitch - away;
  }
  return pitch;
}
