import { expect, it } from 'vitest';

const { generateTake } = await import(
  new URL('../../../bench/beats/generate.js', import.meta.url).href
);

const takes = Array.from({ length: 60 }, (_, i) => generateTake(`test ${i}`, { seconds: 30 }));

it('makes the same take of the same seed, and another of another', () => {
  expect(generateTake('test 7', { seconds: 30 })).toEqual(takes[7]);
  expect(takes[8].notes).not.toEqual(takes[7].notes);
});

it('writes notes that can be played, by time', () => {
  for (const { notes, style } of takes) {
    const starts = notes.map(([, start]: number[]) => start);
    expect(Math.min(...starts), style).toBeGreaterThanOrEqual(0);
    expect(
      [...starts].sort((a, b) => a - b),
      style,
    ).toEqual(starts);
    const wrong = notes.filter(
      ([pitch, , duration, velocity]: [number, number, number, number]) =>
        !(duration > 0 && isWhole(pitch, 21, 108) && isWhole(velocity, 1, 127)),
    );
    expect(wrong, style).toEqual([]);
  }
});

it('gives beats that rise, of which every downbeat is one, as many as the metre says', () => {
  for (const { beats, downbeats, metre, style } of takes) {
    expect(
      [...beats].sort((a, b) => a - b),
      style,
    ).toEqual(beats);
    expect(new Set(beats).size, style).toBe(beats.length);
    expect(
      downbeats.every((downbeat: number) => beats.includes(downbeat)),
      style,
    ).toBe(true);
    const [units, unit] = metre.split('/').map(Number);
    const perBar = unit >= 8 && units > 3 && units % 3 === 0 ? units / 3 : units;
    const places = downbeats.map((downbeat: number) => beats.indexOf(downbeat));
    for (const [i, place] of places.slice(1).entries()) {
      expect(place - places[i], style).toBe(perBar);
    }
  }
});

it('has notes on most of its beats, and more of them than chance would have', () => {
  const shares = takes.map(({ notes, beats }) => {
    const onsets = notes.map(([, start]: [number, number]) => start);
    const isStruck = (seconds: number) =>
      onsets.some((onset: number) => Math.abs(onset - seconds) < 0.05);
    const between = beats.slice(1).map((beat: number, i: number) => 0.37 * beat + 0.63 * beats[i]);
    const share = (places: number[]) => places.filter(isStruck).length / places.length;
    return { on: share(beats), off: share(between) };
  });
  const mean = (key: 'on' | 'off') => shares.reduce((sum, each) => sum + each[key], 0) / 60;
  expect(mean('on')).toBeGreaterThan(0.8);
  expect(mean('off')).toBeLessThan(0.7 * mean('on'));
});

it('draws many metres, tempi and players', () => {
  expect(new Set(takes.map(({ metre }) => metre)).size).toBeGreaterThan(6);
  expect(new Set(takes.map(({ player }) => player)).size).toBe(4);
  const tempi = takes.map(({ tempoBpm }) => tempoBpm);
  expect(Math.min(...tempi)).toBeLessThan(50);
  expect(Math.max(...tempi)).toBeGreaterThan(150);
});

function isWhole(value: number, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && value >= lowest && value <= highest;
}
