import { describe, expect, it } from 'vitest';
import {
  barStart,
  firstBarStart,
  governingTimeSignature,
  timeSignaturesIn,
  upbeatTo,
} from '../../src/recordings/bars.js';
import type { TimeSignatureEvent } from '../../src/recordings/midiEvents.js';

const change = (ticks: number, beats: number, beatUnit: number): TimeSignatureEvent => ({
  kind: 'timeSignature',
  ticks,
  track: 1,
  timeSignature: { beats, beatUnit },
});

describe('barStart', () => {
  it.each<[string, TimeSignatureEvent[], number, number]>([
    ['4/4 without a time signature', [], 1000, 768],
    ['4/4 before the first', [change(1536, 3, 4)], 400, 384],
    ['the first tick of a bar', [], 768, 768],
    ['6/8', [change(0, 6, 8)], 600, 576],
    ['a change in mid-bar, which starts a new one', [change(100, 3, 4)], 388, 388],
    ['the last of two changes at one tick', [change(0, 3, 4), change(0, 5, 4)], 600, 480],
    ['a bar that is no whole number of ticks', [change(0, 1, 128)], 4, 3],
  ])('finds the bar in %s', (_, changes, ticks, expected) => {
    expect(barStart(changes, { ticks, ticksPerQuarter: 96 })).toBe(expected);
  });
});

describe('upbeatTo', () => {
  const inBar = (changes: TimeSignatureEvent[], fromTicks: number, toTicks = 4000) =>
    upbeatTo(changes, { fromTicks, toTicks, ticksPerQuarter: 96 })?.ticks;

  it.each<[string, TimeSignatureEvent[], number, number]>([
    ['a quarter in 1/4', [change(0, 1, 4), change(96, 4, 4)], 0, 96],
    ['one in the last bar before the change', [change(96, 3, 4)], 40, 96],
    ['the last of two changes', [change(0, 1, 4), change(96, 1, 4), change(96, 3, 4)], 10, 96],
    ['one after silence', [change(0, 4, 4), change(768, 1, 4), change(864, 4, 4)], 800, 864],
    ['a bar of another signature that is shorter', [change(0, 3, 4), change(288, 4, 4)], 3, 288],
  ])('is the signature behind %s', (_, changes, fromTicks, expected) => {
    expect(inBar(changes, fromTicks)).toBe(expected);
  });

  it.each<[string, TimeSignatureEvent[], number, number?]>([
    ['nothing', [], 0],
    ['a whole bar', [change(0, 3, 4), change(288, 3, 4)], 0],
    ['a longer bar', [change(0, 4, 4), change(384, 3, 4)], 0],
    ['a bar before the last one', [change(0, 1, 4), change(192, 4, 4)], 0],
    ['a signature that comes some ticks late', [change(11, 4, 4)], 0],
    ['music that ends in its first bar', [change(0, 1, 4), change(96, 4, 4)], 0, 96],
  ])('is undefined behind %s', (_, changes, fromTicks, toTicks) => {
    expect(inBar(changes, fromTicks, toTicks)).toBeUndefined();
  });
});

describe('firstBarStart', () => {
  const [five, four, three] = [change(0, 5, 4), change(480, 4, 4), change(384, 3, 4)];

  it.each<[string, TimeSignatureEvent[], number, number]>([
    ['in 4/4 without a change', [], 400, 384],
    ['of an upbeat', [change(0, 1, 4), change(96, 4, 4)], 0, 96 - 384],
    ['of an upbeat before a bar, both in 5/4', [five, four], 0, 480 - 2 * 384],
    ['of the bar where the upbeat is silent', [five, four], 96, 480 - 384],
    [
      'of the upbeat where the bar before it is silent',
      [change(0, 7, 8), change(336, 3, 4)],
      50,
      48,
    ],
    ['of 4/4 before 3/4', [three], 0, 384 - 2 * 288],
    ['of a long bar behind which its length comes again', [five, four, change(864, 5, 4)], 0, 0],
    ['of the first of two long bars', [five, change(960, 4, 4)], 0, 0],
    ['of a bar of two, 8/4 before 4/4', [change(0, 8, 4), change(768, 4, 4)], 0, 0],
  ])('is the start %s', (_, changes, fromTicks, expected) => {
    expect(firstBarStart(changes, { fromTicks, toTicks: 4000, ticksPerQuarter: 96 })).toBe(
      expected,
    );
  });
});

describe('governingTimeSignature', () => {
  it.each<[string, TimeSignatureEvent[], string]>([
    ['4/4 where there is none', [], '4/4'],
    ['the only one', [change(0, 3, 8)], '3/8'],
    ['4/4 that holds until a late change', [change(700, 3, 4)], '4/4'],
    ['the one that holds longest', [change(0, 3, 4), change(300, 5, 4), change(800, 2, 4)], '5/4'],
    ['the sum of its stretches', [change(0, 3, 4), change(300, 5, 4), change(700, 3, 4)], '3/4'],
    [
      'the sum of them, not less what lies before',
      [change(0, 3, 4), change(20, 5, 4), change(545, 3, 4)],
      '3/4',
    ],
    ['only what holds within the stretch', [change(0, 3, 4), change(1200, 7, 8)], '3/4'],
    ['the earlier of two', [change(0, 3, 4), change(550, 2, 2)], '3/4'],
  ])('is %s', (_, changes, expected) => {
    const { beats, beatUnit } = governingTimeSignature(changes, { fromTicks: 100, toTicks: 1000 });
    expect(`${beats}/${beatUnit}`).toBe(expected);
  });
});

describe('timeSignaturesIn', () => {
  it.each<[string, TimeSignatureEvent[], string]>([
    ['4/4 where there is none', [], '4/4'],
    ['the only one', [change(0, 3, 8)], '3/8'],
    ['all in order', [change(0, 4, 4), change(300, 3, 4), change(500, 6, 8)], '4/4 3/4 6/8'],
    ['4/4 where it comes', [change(0, 3, 4), change(300, 4, 4)], '3/4 4/4'],
    ['each once', [change(0, 3, 4), change(300, 5, 4), change(700, 3, 4)], '3/4 5/4'],
    [
      'none from before, or after',
      [change(50, 2, 4), change(100, 3, 4), change(1000, 7, 8)],
      '3/4',
    ],
    ['none that another takes the place of', [change(300, 2, 4), change(300, 3, 4)], '4/4 3/4'],
  ])('are %s', (_, changes, expected) => {
    const found = timeSignaturesIn(changes, { fromTicks: 100, toTicks: 1000 });
    expect(found.map(({ beats, beatUnit }) => `${beats}/${beatUnit}`).join(' ')).toBe(expected);
  });
});
