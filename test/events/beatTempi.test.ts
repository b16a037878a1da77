import { describe, expect, it } from 'vitest';
import { beatTempi, bentTempo, keepBeatTempi, MOST_BEATS } from '../../src/events/beatTempi.js';
import { type TempoChange, tempoClock } from '../../src/music/tempo.js';
import { COMMON_TIME, type TimeSignature } from '../../src/music/time.js';

const take = (
  tempoChanges: readonly TempoChange[],
  {
    beats = 4,
    tempoBpm = 100,
    isFree = false,
    timeSignature = COMMON_TIME,
  }: { beats?: number; tempoBpm?: number; isFree?: boolean; timeSignature?: TimeSignature } = {},
) => ({ tempoBpm, tempoChanges, timeSignature, lengthTicks: Math.round(beats * 480), isFree });

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

  it.each([
    ['4/4', { beats: 4, beatUnit: 4 }, 8],
    ['3/4', { beats: 3, beatUnit: 4 }, 6],
    ['6/8', { beats: 6, beatUnit: 8 }, 6],
    // Two bars of five eighths are five quarter notes.
    ['5/8', { beats: 5, beatUnit: 8 }, 5],
    ['a metre that no one counts', { beats: 3, beatUnit: 2 ** 60 }, 6],
  ])('are those of whole bars, the last one to its end: %s', (_, timeSignature, count) => {
    const slowing = [
      { ticks: 0, tempoBpm: 100 },
      { ticks: 480, tempoBpm: 50 },
    ];
    // The last note ends a little ahead of the bar line.
    const tempi = beatTempi(take(slowing, { beats: 4.9, timeSignature }));
    expect(tempi).toEqual([100, ...new Array(count - 1).fill(50)]);
  });

  it('are no more than a decoder keeps, however long the recording is', () => {
    const slow = [
      { ticks: 0, tempoBpm: 60 },
      { ticks: 480, tempoBpm: 50 },
    ];
    expect(beatTempi(take(slow, { beats: 1e7 }))).toHaveLength(MOST_BEATS);
    const waltz = { beats: 3, beatUnit: 4 };
    expect(beatTempi(take(slow, { beats: 1e7, timeSignature: waltz }))).toHaveLength(3999);
  });
});

describe('the tempi of a recording longer than a decoder keeps', () => {
  it('are those of its beginning, at the mean tempo of the whole', () => {
    const changes = [
      { ticks: 0, tempoBpm: 50 },
      { ticks: 480, tempoBpm: 60 },
      { ticks: MOST_BEATS * 480, tempoBpm: 180 },
    ];
    const tempi = beatTempi(take(changes, { beats: 2 * MOST_BEATS, tempoBpm: 90 }));
    expect(tempi).toHaveLength(MOST_BEATS);
    expect(tempi.slice(0, 3)).toEqual([75, 90, 90]);
  });
});

describe('the beats that are kept', () => {
  const curve = (length: number, { tempoBpm = 90, timeSignature = COMMON_TIME } = {}) => ({
    tempoBpm,
    timeSignature,
    beatTempi: Array.from({ length }, (_, beat) => (beat < 40 ? 60 : 120)),
  });
  const meanTempo = (tempi: readonly number[]) =>
    tempi.length / tempi.reduce((sum, tempo) => sum + 1 / tempo, 0);

  it('are all, where there is room; shorter curves leave theirs to the others', () => {
    const recordings = [curve(3000), ...Array.from({ length: 7 }, () => curve(100))];
    expect(keepBeatTempi(recordings)).toEqual(recordings.map(({ beatTempi: all }) => all));
  });

  it('are as they were played where they just fill the room', () => {
    const [all] = keepBeatTempi([curve(MOST_BEATS)]);
    expect(all).toEqual(curve(MOST_BEATS).beatTempi);
  });

  it('are whole bars from the beginning, at the mean tempo of the recording', () => {
    const recordings = Array.from({ length: 100 }, () => curve(400, { tempoBpm: 109.1 }));
    for (const tempi of keepBeatTempi(recordings)) {
      expect(tempi).toHaveLength(40);
      expect(meanTempo(tempi)).toBeCloseTo(109.1, 0);
    }
    const waltz = { beats: 3, beatUnit: 4 };
    const [first] = keepBeatTempi(
      Array.from({ length: 100 }, () => curve(400, { timeSignature: waltz })),
    );
    expect(first).toHaveLength(39);
  });

  it('are none of recordings so many that each would keep hardly any, and none of a steady one', () => {
    const many = Array.from({ length: 1000 }, () => curve(400));
    expect(keepBeatTempi(many).flat()).toEqual([]);
    const eightEach = keepBeatTempi(Array.from({ length: 500 }, () => curve(400)));
    expect(new Set(eightEach.map(({ length }) => length))).toEqual(new Set([8]));
    expect(keepBeatTempi([curve(0), curve(8)]).map(({ length }) => length)).toEqual([0, 8]);
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
