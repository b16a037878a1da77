import { placeInMaterial } from '../passages.js';
import type { PlayedPart } from '../playing/playedPart.js';

/** An event that is to be imitated. */
export interface ModelEvent {
  /** Ticks of the piece from the bar line that the model begins at, 0 or more. */
  readonly ticks: number;
  /** MIDI key numbers as the decoder played them, low to high. */
  readonly pitches: readonly number[];
}

/**
 * What a part plays in some bars of material, at rising places of the grid; of several events at one place the first.
 *
 * @param options.barTicks of the piece
 */
export function modelEvents(
  part: PlayedPart,
  { firstBar, bars, barTicks }: { firstBar: number; bars: number; barTicks: number },
): ModelEvent[] {
  const placeOf = placeInMaterial(part, barTicks);
  const events: ModelEvent[] = [];
  for (const { step, pitches } of part.phrase.events) {
    const place = placeOf(step);
    if (!place || place.bar < firstBar || place.bar >= firstBar + bars) continue;
    const ticks = (place.bar - firstBar) * barTicks + place.ticks;
    if (ticks > (events.at(-1)?.ticks ?? -1)) events.push({ ticks, pitches });
  }
  return events;
}
