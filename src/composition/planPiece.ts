import type { Decoder } from '../autoencoder/decoder.js';
import { type TimeSignature, ticksPerBar } from '../music/time.js';
import { type Entrance, planEntrances } from './form.js';
import type { MatchedObject } from './matchObjects.js';
import { commonTempo, commonTimeSignature, ownTicks, stretchBetween } from './timing.js';

/** A matched object with its decoder: somebody who can play. */
export interface Player {
  readonly matched: MatchedObject;
  readonly decoder: Decoder;
}

/** How much a player plays, and how its own time becomes the piece's. */
export interface PlannedPart extends Player {
  /** In order; where exactly they fall is decided when it is known what is played. */
  readonly entrances: readonly Entrance[];
  /** Ticks of the piece that a tick of the decoder lasts: 0.25, 0.5, 1, 2 or 4. */
  readonly stretch: number;
  /** Length of the phrase to decode, all entrances one after another, in the decoder's own ticks. */
  readonly phraseTicks: number;
}

export interface PiecePlan {
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
  readonly bars: number;
  /** Largest object first. */
  readonly parts: readonly PlannedPart[];
}

/** A MIDI file has 16 channels, and one is the drums'. */
export const MOST_PARTS = 15;

/**
 * Decides the piece before a note is decoded: one tempo, one time signature, and who plays how much.
 *
 * @param players largest object first, at least one and at most `MOST_PARTS`
 * @param options.tempoBpm overrides the tempo that the objects agree on
 */
export function planPiece(
  players: readonly Player[],
  { bars, tempoBpm = commonTempo(players) }: { bars: number; tempoBpm?: number },
): PiecePlan {
  const timeSignature = commonTimeSignature(players);
  const barTicks = ticksPerBar(timeSignature);
  const form = planEntrances(
    players.map(({ matched }) => matched.areaShare),
    bars,
  );
  const parts = players.map((player, rank): PlannedPart => {
    const entrances = form[rank] as readonly Entrance[];
    const stretch = stretchBetween(player.decoder.tempoBpm, tempoBpm);
    const own = { stretch, timeSignature: player.decoder.timeSignature };
    const phraseTicks = entrances.reduce(
      (sum, entrance) => sum + ownTicks(entrance.bars * barTicks, own),
      0,
    );
    return { ...player, entrances, stretch, phraseTicks };
  });
  return { tempoBpm, timeSignature, bars, parts };
}
