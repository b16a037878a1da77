import type { PhraseDecoder } from '../autoencoder/decoder.js';
import { STEP_TICKS } from '../events/events.js';
import { cutNote } from '../music/note.js';
import type {
  DecodedPhrase,
  DecodeOptions,
  Harmony,
  PlayedEvent,
  PlayedLatent,
} from './decodePhrase.js';
import { playEvents } from './playEvents.js';
import { playedNotes } from './playedNotes.js';

/** A phrase from a decoder of kind `phrase`: event after event, along a latent walk. */
export function decodePhraseKind(
  decoder: PhraseDecoder,
  starts: readonly (readonly number[])[],
  { lengthTicks: mostTicks, mostEvents, ...playing }: Required<DecodeOptions>,
): DecodedPhrase {
  let lengthTicks = mostTicks;
  const events: PlayedEvent[] = [];
  const latents: PlayedLatent[] = [];
  for (const { event, latent } of playEvents(decoder, starts, {
    ...playing,
    harmony: withFirstAtStart(playing.harmony, mostTicks),
  })) {
    const isBeyond = event.step * STEP_TICKS >= lengthTicks;
    if (isBeyond && events.length > 0) break;
    if (event.step < 0) continue;
    if (events.length === mostEvents) {
      // Two events may stand on one step: the last is to lie within the phrase.
      const lastStep = events.at(-1)?.step ?? 0;
      lengthTicks = Math.max(event.step, lastStep + 1) * STEP_TICKS;
      break;
    }
    if (latents.at(-1) !== latent) latents.push(latent);
    // A slow object's first chord may fall after the end of a short phrase: it is played at the start.
    const inside = isBeyond ? { ...event, step: 0, microtimingTicks: 0 } : event;
    events.push({ ...inside, latent: latents.length - 1 });
  }
  const notes = playedNotes(events).map((note) => cutNote(note, lengthTicks));
  return { notes, lengthTicks, events, latents };
}

/**
 * A harmony that says of the first event, where it falls behind the end, what it says of the start: that is where it is
 * played.
 */
function withFirstAtStart(harmony: Harmony, lengthTicks: number): Harmony {
  let isAnyInside = false;
  return (step) => {
    const ticks = step * STEP_TICKS;
    isAnyInside ||= ticks >= 0 && ticks < lengthTicks;
    return harmony(isAnyInside || ticks < 0 ? step : 0);
  };
}
