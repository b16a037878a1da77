import { describe, expect, it } from 'vitest';
import { performanceToEvents, STEP_TICKS } from '../../src/events/events.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import { makePerformance } from '../autoencoder/performances.js';

describe('gatherEvents', () => {
  it('packs what the events of each performance say', async () => {
    const performances = [makePerformance('one'), makePerformance('two', { events: 7 })];
    const { chords, voicings, recordings } = await gatherEvents(performances);
    for (const [r, performance] of performances.entries()) {
      const { chord, step, durationTicks, velocity, nudgeTicks } = recordings[
        r
      ] as (typeof recordings)[number];
      const unpacked = Array.from(step, (each, i) => ({
        pitches: chords[chord[i] as number],
        step: each,
        nudgeTicks: nudgeTicks[i],
        durationTicks: durationTicks[i],
        velocity: velocity[i],
        // These chords are always struck alike.
        voicing: voicings[chord[i] as number],
      }));
      expect(unpacked).toEqual(performanceToEvents(performance));
    }
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
    const [brought, kept] = recordings.map(({ step, nudgeTicks, durationTicks }) => ({
      onsets: Array.from(step, (each, i) => each * STEP_TICKS + (nudgeTicks[i] as number)),
      durations: [...durationTicks],
    }));
    const before = performanceToEvents(free);
    const onsets = before.map(({ step, nudgeTicks }) => step * STEP_TICKS + nudgeTicks);
    expect(brought?.onsets).toEqual(onsets.map((ticks) => Math.round((ticks * 53) / 120)));
    expect(brought?.durations).toEqual(before.map(() => Math.round((211 * 53) / 120)));
    expect(kept?.durations).toEqual(before.map(() => 211));
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
