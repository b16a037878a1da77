import { describe, expect, it } from 'vitest';
import { chooseTempo, chooseTempoMap } from '../../src/decoding/chooseTempo.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';

const decoderOf = (
  tempi: readonly (readonly [tempoBpm: number | null, share: number])[],
  kind: 'phrase' | 'seed' = 'seed',
) => {
  const decoder = tinyDecoder(kind, { object: 'kettle', recordings: [] });
  const recordings = tempi.map(([tempoBpm, share], i) => ({
    name: `${i}.mid`,
    sha256: 'a'.repeat(64),
    share,
    tempoBpm,
  }));
  return { ...decoder, recordings };
};

/** How often each tempo is chosen by so many seeds in a row. */
function countTempi(
  decoder: ReturnType<typeof decoderOf>,
  { from = 0, seeds = 100, events = [] as Parameters<typeof chooseTempo>[1]['events'] } = {},
) {
  const counts: Record<string, number> = {};
  for (let seed = from; seed < from + seeds; seed++) {
    const tempo = String(chooseTempo(decoder, { events, seed }));
    counts[tempo] = (counts[tempo] ?? 0) + 1;
  }
  return counts;
}

/** Chords of the tiny decoder, six steps apart. */
const playing = (...chords: readonly (readonly number[])[]) =>
  chords.map((pitches, i) => ({
    pitches,
    step: 96 + 6 * i,
    microtimingTicks: 0,
    durationTicks: 110,
    velocity: 67,
  }));
const [LOW, MIDDLE, HIGH] = [[50, 57], [53], [62, 65, 69]] as const;

describe('chooseTempo', () => {
  it('takes each recording\u2019s tempo as often as its share, and nothing between them', () => {
    const counts = countTempi(
      decoderOf([
        [143.7, 0.2],
        [61, 0.5],
        [97, 0.3],
      ]),
    );
    expect(Object.keys(counts).sort()).toEqual(['143.7', '61', '97']);
    expect(Math.abs((counts['61'] ?? 0) - 50)).toBeLessThan(4);
    expect(Math.abs((counts['97'] ?? 0) - 30)).toBeLessThan(4);
  });

  it.each([1, 1000, 2 ** 32 - 12])('meets six equal tempi in any twelve seeds, from %d', (from) => {
    const tempi = [60, 78, 96, 114, 132, 150].map((tempo) => [tempo, 1 / 6] as const);
    expect(Object.keys(countTempi(decoderOf(tempi), { from, seeds: 12 }))).toHaveLength(6);
  });

  it.each([14, 40])(
    'goes through %d equal tempi as evenly as multiples of the golden ratio do',
    (count) => {
      const tempi = Array.from({ length: count }, (_, i) => [60 + i, 1 / count] as const);
      const decoder = decoderOf(tempi);
      const chosen = Array.from({ length: 2000 }, (_, seed) =>
        chooseTempo(decoder, { events: [], seed }),
      );
      // No gap between n of them is wider than 1.9 ÷ n (Świerczkowski 1958).
      const most = Math.ceil(1.9 * count);
      for (let from = 0; from + most <= chosen.length; from++)
        expect(new Set(chosen.slice(from, from + most)).size).toBe(count);
    },
  );

  it('asks not in which order the recordings stand', () => {
    const tempi = [61, 143, 97, 120].map((tempo) => [tempo, 0.25] as const);
    const [one, other] = [tempi, [...tempi].reverse()].map((own) => decoderOf(own));
    for (let seed = 0; seed < 20; seed++) {
      const [first, second] = [one, other].map((decoder) =>
        chooseTempo(decoder as ReturnType<typeof decoderOf>, { events: [], seed }),
      );
      expect(first).toBe(second);
    }
  });

  /** Of three recordings, the last of which has no tempo; each event: its chord, and steps to the next one. */
  const knowing = (events: readonly (readonly (readonly [chord: number, steps: number])[])[]) =>
    ({
      ...decoderOf(
        [
          [61, 0.3],
          [143, 0.3],
          [null, 0.4],
        ],
        'phrase',
      ),
      sequences: { chords: [LOW, MIDDLE, HIGH], events },
    }) as ReturnType<typeof decoderOf>;

  it('takes only those that know how the phrase opens, where some do', () => {
    const decoder = knowing([
      [
        [0, 6],
        [1, 6],
        [0, 0],
      ],
      [
        [2, 6],
        [2, 0],
      ],
      [
        [2, 6],
        [2, 6],
        [0, 0],
      ],
    ]);
    expect(countTempi(decoder, { events: playing(LOW, MIDDLE) })).toEqual({ '61': 100 });
    expect(countTempi(decoder, { events: playing(LOW, MIDDLE, LOW) })).toEqual({ '61': 100 });
    expect(countTempi(decoder, { events: playing(HIGH, HIGH, HIGH) })).toEqual({ '143': 100 });
    // Known chords at another pace are not the same music.
    const slowly = playing(LOW, MIDDLE, LOW).map((event) => ({ ...event, step: 2 * event.step }));
    expect(Object.keys(countTempi(decoder, { events: slowly })).sort()).toEqual(['143', '61']);
    // A step that no recording with a tempo knows, and none at all, leave the choice to the shares.
    for (const events of [playing(HIGH, LOW), playing(MIDDLE, HIGH), []]) {
      expect(Object.keys(countTempi(decoder, { events })).sort()).toEqual(['143', '61']);
    }
  });

  it('counts what the first 32 events say, and not the next one', () => {
    const decoder = knowing([
      [
        [0, 6],
        [2, 0],
      ],
      [[1, 0]],
    ]);
    const opening = (before: number) =>
      playing(...new Array<typeof MIDDLE>(before).fill(MIDDLE), LOW, HIGH);
    expect(countTempi(decoder, { events: opening(30) })).toEqual({ '61': 100 });
    expect(Object.keys(countTempi(decoder, { events: opening(31) })).sort()).toEqual(['143', '61']);
  });

  it('takes a recording of which nothing is kept for one that does not know the opening', () => {
    const decoder = knowing([
      [
        [0, 6],
        [1, 6],
        [0, 0],
      ],
    ]);
    expect(countTempi(decoder, { events: playing(LOW, MIDDLE, LOW) })).toEqual({ '61': 100 });
  });

  it('takes those with a tempo by their shares, however much is free', () => {
    const decoder = decoderOf([
      [61, 0.2],
      [97, 0.1],
      [null, 0.7],
    ]);
    expect(Math.abs((countTempi(decoder)['61'] ?? 0) - 67)).toBeLessThan(4);
  });

  it('gives free recordings no vote', () => {
    expect(
      countTempi(
        decoderOf([
          [null, 0.9],
          [71, 0.1],
        ]),
      ),
    ).toEqual({ '71': 100 });
    const free = decoderOf([
      [null, 0.5],
      [null, 0.5],
    ]);
    expect(chooseTempo(free, { events: [], seed: 3 })).toBeNull();
  });

  it('chooses though a file says that no recording counts', () => {
    const decoder = decoderOf([
      [71, 0],
      [83, 0],
    ]);
    expect(chooseTempo(decoder, { events: [], seed: 3 })).toBe(83);
  });
});

describe('chooseTempoMap', () => {
  const bending = () => {
    const decoder = decoderOf([
      [100, 0.5],
      [60, 0.5],
    ]);
    const [fast, slow] = decoder.recordings as [object, object];
    return {
      ...decoder,
      recordings: [{ ...fast, beatTempi: [120, 110, 80] }, slow],
    } as typeof decoder;
  };

  it('bends as the recording does whose tempo is chosen, and is none where that keeps one tempo', () => {
    const maps = Array.from({ length: 20 }, (_, seed) => {
      const choice = { events: [], seed };
      const map = chooseTempoMap(bending(), { ...choice, lengthTicks: 1920 });
      expect(map?.tempoBpm).toBe(chooseTempo(bending(), choice));
      return map;
    });
    const bent = [120, 110, 80, 120].map((tempoBpm, beat) => ({ ticks: 480 * beat, tempoBpm }));
    expect(new Set(maps.map((map) => JSON.stringify(map)))).toEqual(
      new Set(
        [{ tempoBpm: 60 }, { tempoBpm: 100, tempoChanges: bent }].map((map) => JSON.stringify(map)),
      ),
    );
  });

  it('is none where all recordings are free', () => {
    const free = decoderOf([[null, 1]]);
    expect(chooseTempoMap(free, { events: [], seed: 1, lengthTicks: 1920 })).toBeNull();
  });
});
