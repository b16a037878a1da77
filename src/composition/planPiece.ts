import type { Decoder } from '../autoencoder/decoder.js';
import { checkOptions } from '../checkOptions.js';
import { MirrorError } from '../errors.js';
import { type TimeSignature, ticksPerBar } from '../music/time.js';
import { type MatchedInstance, MOST_VOICES } from './assignVoices.js';
import { type Entrance, planEntrances } from './form.js';
import {
  commonTempo,
  commonTimeSignature,
  ownTicks,
  PIECE_TEMPO_BPM,
  stretchBetween,
} from './timing.js';

/** A voice with the decoder of its object. */
export interface Player {
  readonly matched: MatchedInstance;
  readonly decoder: Decoder;
}

/** A player with the tempo that it brings to this piece. */
export interface TimedPlayer extends Player {
  /** That of one of its recordings, as `chooseTempo` gives it, quarter notes a minute; null if all of them are free. */
  readonly ownTempoBpm: number | null;
}

/** How much a player plays, and how its own time becomes the piece's. */
export interface PlannedPart extends TimedPlayer {
  /** In order; where exactly they fall is decided when it is known what is played. */
  readonly entrances: readonly Entrance[];
  /**
   * Ticks of the piece that a tick of the decoder lasts: 0.25, 0.5, 1, 2 or 4; of one without a tempo of its own what
   * keeps its seconds.
   */
  readonly stretch: number;
  /** Length of the phrase to decode, all entrances one after another, in the decoder's own ticks. */
  readonly phraseTicks: number;
}

export interface PiecePlan {
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
  readonly bars: number;
  /** The largest voice first. */
  readonly parts: readonly PlannedPart[];
}

/** What the options of a plan may be, both ends included. */
export const PLAN_RANGES = {
  bars: { least: 1, most: 512, whole: true },
  tempoBpm: { ...PIECE_TEMPO_BPM, whole: false },
} as const;

/**
 * Decides the piece before a note is decoded: one tempo, one time signature, and who plays how much.
 *
 * @param players the largest voice first, at least one and at most `MOST_VOICES`
 * @param options.bars 1 or more
 * @param options.tempoBpm overrides the tempo that the objects agree on
 * @throws MirrorError `usage` for no players or too many, or an option out of its range
 */
export function planPiece(
  players: readonly TimedPlayer[],
  options: { readonly bars: number; readonly tempoBpm?: number },
): PiecePlan {
  checkOptions(options, PLAN_RANGES);
  if (players.length < 1 || players.length > MOST_VOICES) {
    throw new MirrorError(
      'usage',
      `Expected 1 to ${MOST_VOICES} players, as many as a MIDI file has room for, but received ${players.length}.`,
    );
  }
  const { bars, tempoBpm = commonTempo(players) } = options;
  const timeSignature = commonTimeSignature(players);
  const barTicks = ticksPerBar(timeSignature);
  const form = planEntrances(
    players.map(({ matched }) => matched.areaShare),
    bars,
  );
  const parts = players.map((player, rank): PlannedPart => {
    const entrances = form[rank] as readonly Entrance[];
    const stretch = stretchBetween(player.ownTempoBpm, tempoBpm);
    const own = { stretch, timeSignature: player.decoder.timeSignature };
    const phraseTicks = entrances.reduce(
      (sum, entrance) => sum + ownTicks(entrance.bars * barTicks, own),
      0,
    );
    return { ...player, entrances, stretch, phraseTicks };
  });
  return { tempoBpm, timeSignature, bars, parts };
}
