import { describe, expect, it } from 'vitest';
import { performanceToEvents, STEP_TICKS } from '../../src/events/events.js';
import { chordOf, gatherEvents, type PackedRecording } from '../../src/events/recordedEvents.js';
import { makePerformance } from '../autoencoder/performances.js';
import { takeOf } from './takes.js';

describe('gatherEvents', () => {
  it('packs what the events of each performance say', async () => {
    const performances = [makePerformance('one'), makePerformance('two', { events: 7 })];
    const recorded = await gatherEvents(performances);
    for (const [r, performance] of performances.entries()) {
      const packed = recorded.recordings[r] as PackedRecording;
      const unpacked = Array.from(packed.step, (step, i) => ({
        pitches: chordOf(recorded, packed, i),
        step,
        microtimingTicks: packed.microtimingTicks[i],
        durationTicks: packed.durationTicks[i],
        velocity: packed.velocity[i],
      }));
      const events = performanceToEvents(performance);
      expect(unpacked).toEqual(
        events.map(({ noteVelocity: _, noteDuration: __, ...event }) => event),
      );
    }
  });

  it('tells the notes of each chord beside their event, durations in quarter-octaves', async () => {
    const chord = { pitches: [60, 64, 67], velocity: [40, 50, 66], durationTicks: [100, 200, 700] };
    const take = takeOf([{ pitches: [55] }, chord, { pitches: [52] }, chord]);
    const [packed] = (await gatherEvents([take])).recordings;
    expect([...(packed?.firstNote ?? [])]).toEqual([0, 1, 4, 5]);
    // The mean is 52, the median 200; log₂ 3.5 is 1.81 octaves.
    expect([...(packed?.noteVelocity ?? [])]).toEqual([0, -12, -2, 14, 0, -12, -2, 14]);
    expect([...(packed?.noteDuration ?? [])]).toEqual([0, -4, 0, 7, 0, -4, 0, 7]);
  });

  it('tells durations of a chord apart by a factor of 256 at most', async () => {
    const take = takeOf([{ pitches: [60, 64, 67], durationTicks: [1, 1000, 1_000_000] }]);
    const [packed] = (await gatherEvents([take])).recordings;
    expect([...(packed?.noteDuration ?? [])]).toEqual([-32, 0, 32]);
  });

  it('asks for a performance only when it is done with the one before', async () => {
    const open = new Set<string>();
    async function* stream() {
      for (const seed of ['one', 'two', 'three']) {
        open.add(seed);
        expect(open.size).toBe(1);
        yield makePerformance(seed);
        open.delete(seed);
      }
    }
    expect((await gatherEvents(stream())).recordings).toHaveLength(3);
  });

  it('brings a free performance to the tempo of those beside it, so that it lasts what it lasted', async () => {
    const free = { ...makePerformance('free'), tempoBpm: 120, isFree: true };
    const slow = { ...makePerformance('slow'), tempoBpm: 53 };
    const { recordings } = await gatherEvents([free, slow]);
    const [brought, kept] = recordings.map(({ step, microtimingTicks, durationTicks }) => ({
      onsets: Array.from(step, (each, i) => each * STEP_TICKS + (microtimingTicks[i] as number)),
      durations: [...durationTicks],
    }));
    const before = performanceToEvents(free);
    const onsets = before.map(({ step, microtimingTicks }) => step * STEP_TICKS + microtimingTicks);
    expect(brought?.onsets).toEqual(onsets.map((ticks) => Math.round((ticks * 53) / 120)));
    expect(brought?.durations).toEqual(before.map(() => Math.round((211 * 53) / 120)));
    expect(kept?.durations).toEqual(before.map(() => 211));
  });

  it('brings durations to the nearest tick, none to less than one, and onsets to the nearest grid step', async () => {
    const notes = [212, 213, 1].map((durationTicks, i) => ({
      pitches: [60 + i],
      durationTicks,
      after: 7,
    }));
    const free = takeOf(notes, { isFree: true });
    const { recordings } = await gatherEvents([free, takeOf(notes, { tempoBpm: 53 })]);
    // 212 · 53/120 is 93.6, 213 · 53/120 is 94.1.
    expect([...(recordings[0]?.durationTicks ?? [])]).toEqual([94, 94, 1]);
    // 7 · 53/120 is 3.1, 14 · 53/120 is 6.2; of a tempo twice as fast 14 and 28.
    expect([...(recordings[0]?.step ?? [])]).toEqual([0, 3, 6]);
    const fast = await gatherEvents([free, takeOf(notes, { tempoBpm: 60 })]);
    expect([...(fast.recordings[0]?.step ?? [])]).toEqual([0, 4, 7]);
    expect([...(fast.recordings[0]?.microtimingTicks ?? [])]).toEqual([0, -20, 0]);
  });

  it('tells a duration by the nearest quarter-octave', async () => {
    // 110 ÷ 100 is 0.55 quarter-octaves, 105 ÷ 100 is 0.28.
    const take = takeOf([{ pitches: [60, 64, 67], durationTicks: [100, 110, 105] }]);
    const [packed] = (await gatherEvents([take])).recordings;
    expect([...(packed?.noteDuration ?? [])]).toEqual([0, 0, 0]);
    const wider = takeOf([{ pitches: [60, 64, 67], durationTicks: [91, 100, 110] }]);
    const [other] = (await gatherEvents([wider])).recordings;
    expect([...(other?.noteDuration ?? [])]).toEqual([-1, 0, 1]);
  });

  it('leaves free performances as they are where all are free', async () => {
    const free = { ...makePerformance('free'), tempoBpm: 120, isFree: true };
    const { recordings, barSteps } = await gatherEvents([free]);
    expect([...(recordings[0]?.step ?? [])]).toEqual(
      performanceToEvents(free).map(({ step }) => step),
    );
    expect(barSteps).toBe(48);
  });

  it('refuses a performance without notes by its name', async () => {
    const silent = { ...makePerformance('silent'), notes: [] };
    await expect(gatherEvents([makePerformance('one'), silent])).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('silent.mid'),
    });
  });

  it('stops between performances when the signal fires', async () => {
    const gathering = gatherEvents([makePerformance('one')], { signal: AbortSignal.abort() });
    await expect(gathering).rejects.toMatchObject({ code: 'aborted' });
  });
});
