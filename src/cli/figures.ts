import { type NamedRecording, ticksToSeconds } from '../index.js';

// Figures as a person reads them.

/** @example count(1, 'bar') // '1 bar' */
export function count(many: number, noun: string): string {
  return many === 1 ? `1 ${noun}` : `${many} ${noun}s`;
}

/** A tempo to a tenth. @example bpm(71.96) // '72 bpm' */
export function bpm(tempoBpm: number): string {
  return `${Math.round(tempoBpm * 10) / 10} bpm`;
}

/** Minutes of music that recordings hold, each at its own tempo. */
export function minutesOf(recordings: readonly NamedRecording[]): number {
  const seconds = recordings.map(({ performance }) =>
    ticksToSeconds(performance.lengthTicks, performance.tempoBpm),
  );
  return seconds.reduce((sum, each) => sum + each, 0) / 60;
}
