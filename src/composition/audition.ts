import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import { chooseTempo } from '../decoding/chooseTempo.js';
import { type MusicalEvent, STEP_TICKS } from '../events/events.js';
import type { Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import { recordedDensity } from './density/recordedDensity.js';
import { PLAYING_RULES, type Player, type PlayingOptions } from './playing/player.js';
import { playPhrase } from './playing/playPhrase.js';

/** A player by how it opens when it plays alone, so that a piece can be planned before it is decoded. */
export interface AuditionedPlayer extends Player {
  /** That of one of its recordings, as `chooseTempo` gives it, quarter notes a minute; null if all of them are free. */
  readonly ownTempoBpm: number | null;
  readonly audition: Audition;
}

/** What a player plays by itself. */
export interface Audition {
  readonly notes: readonly Note[];
  /** In the decoder's own ticks. */
  readonly lengthTicks: number;
  /**
   * How many chords begin in a bar of its own, those of busy bars counted more: the root mean square over its bars, or over those of
   * its recordings in which something is played, where that is more. A machine may open with a false start.
   */
  readonly onsetsPerBar: number;
}

/** Bars that hold the 32 events by which `chooseTempo` judges, in most music. */
const AUDITION_BARS = 8;
const AUDITION_EVENTS = 32;

/**
 * Lets each player open by itself, as close to its recordings as it can: it is judged by its tempo, key and density, and
 * leaving copied runs would only take more time.
 *
 * @throws MirrorError `usage` for an option of another type or of no known name
 */
export function audition(players: readonly Player[], options: PlayingOptions): AuditionedPlayer[] {
  checkOptions('audition', options, PLAYING_RULES);
  checkArguments({ players }, { players: 'array' });
  return players.map((player) => {
    const barTicks = ticksPerBar(player.decoder.timeSignature);
    const { notes, events, lengthTicks } = playPhrase(player, {
      ...options,
      variation: 0,
      lengthTicks: AUDITION_BARS * barTicks,
      mostEvents: AUDITION_EVENTS,
    });
    const ownTempoBpm = chooseTempo(player.decoder, { events, seed: options.seed });
    return {
      ...player,
      ownTempoBpm,
      audition: {
        notes,
        lengthTicks,
        onsetsPerBar: Math.max(
          busyness(events, { bars: Math.max(1, lengthTicks / barTicks), barTicks }),
          recordedDensity(player.decoder).onsetsPerBar,
        ),
      },
    };
  });
}

/** Chords a bar of its own, those of busy bars counted more: the root mean square. The last bar may be a part of one. */
function busyness(
  events: readonly MusicalEvent[],
  { bars, barTicks }: { bars: number; barTicks: number },
): number {
  const counts = new Array<number>(Math.ceil(bars)).fill(0);
  for (const { step } of events) {
    const bar = Math.floor((step * STEP_TICKS) / barTicks);
    counts[bar] = (counts[bar] as number) + 1;
  }
  const squares = counts.map((count, bar) => {
    const length = Math.min(1, bars - bar);
    return length * (count / length) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / bars);
}
