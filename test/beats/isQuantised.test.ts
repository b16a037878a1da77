import { describe, expect, it } from 'vitest';
import { isQuantised } from '../../src/beats/isQuantised.js';
import { inFileTicks, playedFreely, writtenOnsets } from './writtenOnsets.js';

const RESOLUTIONS = [96, 120, 192, 220, 240, 256, 384, 480, 960, 1024];
const SEEDS = Array.from({ length: 20 }, (_, i) => `piece ${i}`);
const MIXED = [1, 2, 2, 4, 4, 3, 5, 7];

describe('onsets that were written', () => {
  const kinds = [
    { what: 'quintuplets and septuplets among others', divisions: MIXED },
    { what: 'quintuplets alone', divisions: [5] },
    { what: 'septuplets alone', divisions: [7] },
    { what: 'quintuplets of eighths', divisions: [10, 2, 4] },
    { what: 'a quintuplet among swung eighths', divisions: [2, 2, 2, 5], offbeat: 2 / 3 },
    { what: 'grace notes and arpeggios', divisions: MIXED, ornaments: 0.12 },
  ];
  it.each(
    kinds.flatMap((kind) => RESOLUTIONS.map((ticksPerQuarter) => ({ ...kind, ticksPerQuarter }))),
  )('are quantised: $what, $ticksPerQuarter ticks a quarter', ({ ticksPerQuarter, ...kind }) => {
    const missed = SEEDS.filter((seed, i) => {
      const round = i % 2 === 0 ? Math.round : Math.floor;
      const ticks = inFileTicks(writtenOnsets({ ...kind, seed }), ticksPerQuarter, round);
      return !isQuantised(ticks, { ticksPerQuarter });
    });
    expect(missed).toEqual([]);
  });
});

describe('onsets that were played freely', () => {
  it.each(
    [24, 48, ...RESOLUTIONS].flatMap((ticksPerQuarter) =>
      [0, 5, 10, 20, 30].map((milliseconds) => ({ ticksPerQuarter, milliseconds })),
    ),
  )(
    'are not, at $ticksPerQuarter ticks a quarter, with $milliseconds ms of jitter',
    ({ ticksPerQuarter, milliseconds }) => {
      const taken = SEEDS.filter((seed, i) => {
        const quarters = [6, 24, 100][i % 3] as number;
        const written = writtenOnsets({ seed, quarters, divisions: MIXED });
        const seconds = playedFreely(written, { seed, jitterSeconds: milliseconds / 1000 });
        // A sequencer at its default tempo records two quarters a second.
        const atDefault = seconds.map((each) => 2 * each);
        return isQuantised(inFileTicks(atDefault, ticksPerQuarter), { ticksPerQuarter });
      });
      expect(taken).toEqual([]);
    },
  );

  it('are not where every tick of a coarse file is a division of the quarter', () => {
    const ticks = Array.from({ length: 200 }, (_, i) => 20 * i);
    expect(isQuantised(ticks, { ticksPerQuarter: 24 })).toBe(false);
    expect(isQuantised(ticks, { ticksPerQuarter: 1 })).toBe(false);
  });
});
