import { describe, expect, it } from 'vitest';
import { beatTempi, bentTempo, keptBeats, MOST_BEATS } from '../../src/events/beatTempi.js';
import { type TempoChange, tempoClock } from '../../src/music/tempo.js';

const take = (
  tempoChanges: readonly TempoChange[],
  { beats = 4, tempoBpm = 100, isFree = false } = {},
) => ({ tempoBpm, tempoChanges, lengthTicks: beats * 480, isFree });

describe('the tempi of beats', () => {
  it('follow a recording that slows down, a tenth of a beat a minute for each quarter note', () => {
    const slowing = take([
      { ticks: 0, tempoBpm: 120 },
      { ticks: 960, tempoBpm: 90 },
      { ticks: 1440, tempoBpm: 61.23 },
    ]);
    expect(beatTempi(slowing)).toEqual([120, 120, 90, 61.2]);
  });

  it('are the mean of a beat that bends within itself, by the time that it lasts', () => {
    const tempi = beatTempi(
      take([
        { ticks: 0, tempoBpm: 60 },
        { ticks: 240, tempoBpm: 120 },
      ]),
    );
    // Half a second and a quarter of one.
    expect(tempi).toEqual([80, 120, 120, 120]);
  });

  it.each([
    ['keeps one tempo', take([{ ticks: 0, tempoBpm: 100 }])],
    [
      'strays by less than a hundredth',
      take([
        { ticks: 0, tempoBpm: 100.9 },
        { ticks: 480, tempoBpm: 99.1 },
      ]),
    ],
    [
      'is free',
      take(
        [
          { ticks: 0, tempoBpm: 60 },
          { ticks: 480, tempoBpm: 120 },
        ],
        { isFree: true },
      ),
    ],
    ['is shorter than a beat', take([{ ticks: 0, tempoBpm: 50 }], { beats: 0.5 })],
  ])('are none of a recording that %s', (_, recording) => {
    expect(beatTempi(recording)).toEqual([]);
  });

  it('stay among the tempi that music has', () => {
    const tempi = beatTempi(
      take([
        { ticks: 0, tempoBpm: 3.6 },
        { ticks: 480, tempoBpm: 5000 },
      ]),
    );
    expect(tempi.slice(0, 2)).toEqual([4, 1000]);
  });

  it('are kept from the beginning, as many of each recording as there is room for', () => {
    const tempi = Array.from({ length: 900 }, (_, beat) => 60 + beat / 10);
    expect(keptBeats(tempi, 2)).toEqual(tempi);
    expect(keptBeats(tempi, 8)).toEqual(tempi.slice(0, MOST_BEATS / 8));
    expect(keptBeats(tempi, MOST_BEATS / 8)).toHaveLength(8);
    expect(keptBeats(tempi, MOST_BEATS / 7)).toEqual([]);
  });
});

describe('a bent tempo', () => {
  it('goes as the recording does, and again from its beginning', () => {
    expect(bentTempo([100, 100, 80], 7 * 480)).toEqual([
      { ticks: 0, tempoBpm: 100 },
      { ticks: 960, tempoBpm: 80 },
      { ticks: 1440, tempoBpm: 100 },
      { ticks: 2400, tempoBpm: 80 },
      { ticks: 2880, tempoBpm: 100 },
    ]);
  });

  it('ends with the music, though within a beat', () => {
    expect(bentTempo([90, 70, 50], 500)).toEqual([
      { ticks: 0, tempoBpm: 90 },
      { ticks: 480, tempoBpm: 70 },
    ]);
    expect(bentTempo([90, 70], 100)).toEqual([{ ticks: 0, tempoBpm: 90 }]);
  });

  it('lasts what the recording lasted', () => {
    const changes = [110, 96.4, 81, 73.3].map((tempoBpm, beat) => ({
      ticks: beat * 480,
      tempoBpm,
    }));
    const tempi = beatTempi(take(changes, { tempoBpm: 88 }));
    const lasting = (map: readonly TempoChange[]) => tempoClock(map).secondsAt(4 * 480);
    expect(lasting(bentTempo(tempi, 4 * 480))).toBeCloseTo(lasting(changes), 6);
  });
});
