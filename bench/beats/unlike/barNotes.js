/** Notes of one bar of an accompaniment; a bar is `{ start, end, chords }` in ticks from the phrase's start. */
import { atOrAbove, chordAt, voiced } from './harmony.js';

/** `make` at each multiple of a unit within the bar, with the count from the bar line. */
export function every(unit, { start, end }, make) {
  const made = [];
  for (let i = 0; start + i * unit < end - 1; i++) made.push(...make(start + i * unit, i));
  return made;
}

export function chordNotes(chord, { tick, ticks, low, count }) {
  return voiced(chord, { low, count }).map((pitch) => ({ tick, ticks, pitch, role: 'chord' }));
}

export function bassAtChanges(bar, low, mostTicks) {
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
