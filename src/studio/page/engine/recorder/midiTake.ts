import { byStart, type Note } from '../../../../music/note.js';
import { FREE_TEMPO_BPM } from '../../../../music/tempo.js';
import {
  COMMON_TIME,
  TICKS_PER_QUARTER,
  ticksPerBar,
  ticksToSeconds,
} from '../../../../music/time.js';
import { type PlayedTake, TAKE_CHANNEL } from '../../../../output/writeTake.js';
import type { PlayingEvent } from '../../../../recordings/midiEvents.js';
import { soundingNotes } from '../../../../recordings/soundingNotes.js';
import { type Grid, gridTempoBpm } from './grid.js';
import { keyMessageBytes, type TimedKeyMessage } from './keyMessages.js';
import { type PlacedMessage, placeMessages } from './placeMessages.js';

/** A take as a file and as what is heard of it. */
export interface MidiTake extends PlayedTake {
  /** As long as they sound: the pedal is in their durations. In order of playing. */
  readonly notes: readonly Note[];
  /** From its beginning to where its last note ends. */
  readonly seconds: number;
}

/** A note struck so shortly before the first beat was meant for it: a person is within 60 ms of a click. */
export const EARLY_SECONDS = 0.06;

/**
 * What was played from the take's beginning to its end.
 *
 * With a metronome its bars are the file's: the first beat after the count-in is tick 0, and a note struck up to 60 ms before it belongs to
 * it. Without one the take is free: it begins with its first note, at 120 quarters a minute, where a tick is 1/960 of a second. The
 * pedal counts from before the beginning, if it is down then. What is down at the end is let go there.
 *
 * @param messages in order of time
 * @param options.grid undefined without a metronome
 * @param options.startSeconds of the first beat; without a metronome it says nothing, and all messages count
 * @returns undefined where no note was struck
 */
export function midiTake(
  messages: readonly TimedKeyMessage[],
  {
    name,
    grid,
    startSeconds,
    stopSeconds,
  }: {
    readonly name: string;
    readonly grid: Grid | undefined;
    readonly startSeconds: number;
    readonly stopSeconds: number;
  },
): MidiTake | undefined {
  const earliest = grid === undefined ? -Infinity : startSeconds - EARLY_SECONDS;
  const first = messages.find(
    ({ kind, seconds }) => kind === 'noteOn' && seconds >= earliest && seconds < stopSeconds,
  );
  if (first === undefined) return undefined;
  const tempoBpm = grid === undefined ? FREE_TEMPO_BPM : gridTempoBpm(grid);
  const timeSignature = grid?.metre ?? COMMON_TIME;
  const placed = placeMessages(messages, {
    originSeconds: grid === undefined ? first.seconds : startSeconds,
    earliestSeconds: earliest,
    stopSeconds,
    ticksPerSecond: (tempoBpm * TICKS_PER_QUARTER) / 60,
  });
  const endTicks = placed.at(-1)?.ticks ?? 0;
  const barTicks = ticksPerBar(timeSignature);
  return {
    name,
    tempoBpm,
    timeSignature,
    lengthTicks: Math.ceil(endTicks / barTicks) * barTicks,
    messages: placed.map(({ ticks, message }) => ({
      ticks,
      bytes: keyMessageBytes(message, TAKE_CHANNEL),
    })),
    notes: notesOf(placed, endTicks),
    seconds: ticksToSeconds(endTicks, tempoBpm),
  };
}

/** What our own reader hears of it. */
function notesOf(placed: readonly PlacedMessage[], endTicks: number): Note[] {
  const events = placed.flatMap(({ ticks, message }): PlayingEvent[] => {
    const place = { ticks, track: 1, midiChannel: TAKE_CHANNEL };
    if (message.kind === 'releaseAll') return [];
    if (message.kind !== 'pedal') return [{ ...place, ...message }];
    return [{ ...place, kind: 'sustain', isDown: message.value >= 64 }];
  });
  return soundingNotes(events, endTicks)
    .notes.map(({ pitch, velocity, startTicks, endTicks: end }) => ({
      pitch,
      velocity,
      startTicks,
      durationTicks: Math.max(1, end - startTicks),
    }))
    .sort(byStart);
}
