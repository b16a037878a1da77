import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import { TICKS_PER_QUARTER } from '../../src/music/time.js';
import { tempoMessages } from '../../src/output/tempoMessages.js';

/** Microseconds from the start to each tick that is asked for, as a reader of the messages counts them. */
function clockOf(messages: ReturnType<typeof tempoMessages>): (ticks: number) => number {
  const changes = messages.map(({ ticks, bytes }) => {
    const [high = 0, middle = 0, low = 0] = bytes.slice(-3);
    return { ticks, microseconds: high * 65536 + middle * 256 + low };
  });
  return (at) =>
    changes.reduce((sum, { ticks, microseconds }, i) => {
      const until = Math.min(at, changes[i + 1]?.ticks ?? at);
      return sum + (Math.max(0, until - ticks) * microseconds) / TICKS_PER_QUARTER;
    }, 0);
}

describe('tempoMessages', () => {
  it('keep the clock where tempi hold for one to eight quarters, so that what rounding owes is paid in time', () => {
    const random = seededRandom('stretches');
    let ticks = 0;
    let meant = 0;
    const changes = Array.from({ length: 500 }, () => {
      const change = { ticks, tempoBpm: 40 + 160 * random(), meant };
      const length = TICKS_PER_QUARTER * (1 + Math.floor(8 * random()));
      ticks += length;
      meant += ((length / TICKS_PER_QUARTER) * 60_000_000) / change.tempoBpm;
      return change;
    });
    const clock = clockOf(tempoMessages(changes, ticks));
    // A half microsecond a quarter is what one rounding leaves, of a stretch of eight quarters at most.
    for (const change of changes)
      expect(Math.abs(clock(change.ticks) - change.meant)).toBeLessThan(4.1);
    expect(Math.abs(clock(ticks) - meant)).toBeLessThan(4.1);
  });

  it('say each change, also one to the tempo before, and a tempo that goes on once', () => {
    const changes = [0, 480].map((ticks) => ({ ticks, tempoBpm: 120 }));
    const messages = tempoMessages(changes, 7200 * TICKS_PER_QUARTER);
    expect(messages.map(({ ticks }) => ticks)).toEqual([0, 480]);
  });

  it('say a tempo in three bytes, however slow or fast', () => {
    const slow = tempoMessages([{ ticks: 0, tempoBpm: 3 }], 480);
    expect(slow.map(({ bytes }) => bytes.slice(-3))).toEqual([[255, 255, 255]]);
    const fast = tempoMessages([{ ticks: 0, tempoBpm: 1e9 }], 480);
    expect(fast.map(({ bytes }) => bytes.slice(-3))).toEqual([[0, 0, 1]]);
  });

  it('cut each of several long stretches, none beyond where the next begins', () => {
    const changes = [119.987, 60.013, 91.237].map((tempoBpm, i) => ({
      ticks: i * 1500 * TICKS_PER_QUARTER,
      tempoBpm,
    }));
    const endTicks = 4500 * TICKS_PER_QUARTER;
    const messages = tempoMessages(changes, endTicks);
    const ticks = messages.map((message) => message.ticks);
    expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
    const clock = clockOf(messages);
    let meant = 0;
    for (const { ticks, tempoBpm } of changes) {
      expect(Math.abs(clock(ticks) - meant)).toBeLessThan(200);
      meant += (1500 * 60_000_000) / tempoBpm;
    }
    expect(Math.abs(clock(endTicks) - meant)).toBeLessThan(200);
  });

  it('cut an hour of one tempo into stretches within which the clock strays by 0.2 ms at most', () => {
    const quarters = 7200;
    const endTicks = quarters * TICKS_PER_QUARTER;
    const tempoBpm = 119.987;
    const clock = clockOf(tempoMessages([{ ticks: 0, tempoBpm }], endTicks));
    for (let quarter = 0; quarter <= quarters; quarter += 100) {
      const meant = (quarter * 60_000_000) / tempoBpm;
      expect(Math.abs(clock(quarter * TICKS_PER_QUARTER) - meant)).toBeLessThan(200);
    }
  });
});
