import { DURATION_RATIOS, type Voicing } from './events.js';

/** Voicings of one chord, counted. */
export interface CountedVoicings {
  readonly count: number;
  /** Sum of velocities, one a pitch. */
  readonly velocity: readonly number[];
  /** How often each duration was heard, one a pitch: in quarter-octaves beside that of the event. */
  readonly duration: readonly ReadonlyMap<number, number>[];
}

/** No voicing yet of a chord of so many pitches. */
export function noVoicings(pitches: number): CountedVoicings {
  return {
    count: 0,
    velocity: new Array<number>(pitches).fill(0),
    duration: Array.from({ length: pitches }, () => new Map<number, number>()),
  };
}

/** One more; without a voicing, all notes alike. */
export function countVoicing(counted: CountedVoicings, voicing: Voicing | undefined) {
  return {
    count: counted.count + 1,
    velocity: counted.velocity.map((sum, i) => sum + (voicing?.velocity[i] ?? 0)),
    duration: counted.duration.map((heard, i) => {
      const quarterOctaves = Math.round(4 * Math.log2(voicing?.duration[i] ?? 1));
      return new Map(heard).set(quarterOctaves, (heard.get(quarterOctaves) ?? 0) + 1);
    }),
  };
}

/**
 * How a chord is usually struck: whole mean velocities, and the commonest durations. A mean of durations would be
 * one that was never played, where a melody note is now held as long as the chord below it and now left early.
 */
export function typicalVoicing({ count, velocity, duration }: CountedVoicings): Voicing {
  return {
    velocity: velocity.map((sum) => Math.round(sum / count)),
    duration: duration.map((heard) => {
      const [commonest] = [...heard].sort((a, b) => b[1] - a[1])[0] ?? [0];
      const hundredths = Math.round(100 * 2 ** (commonest / 4)) / 100;
      return Math.min(DURATION_RATIOS.most, Math.max(DURATION_RATIOS.least, hundredths));
    }),
  };
}
