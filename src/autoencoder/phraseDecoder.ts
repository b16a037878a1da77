import type { Note } from '../music/note.js';
import { type Random, seededRandom } from '../random.js';
import { type Choice, chooseSuccession, chooseSymbol } from './choice.js';
import type { DecodedPhrase, DecodeOptions, PlayedEvent, PlayedLatent } from './decodePhrase.js';
import type { PhraseDecoder } from './decoder.js';
import { symbolsToEvent } from './eventDictionary.js';
import { type MusicalEvent, STEP_TICKS, stepsPerBar } from './events.js';
import { favoursOf } from './favours.js';
import { latentWalk } from './latentWalk.js';
import { recall } from './memory.js';
import { playedNotes } from './playedNotes.js';
import { beginRuns, continueRuns } from './runs.js';
import { type EventLogits, type WindowLogits, windowLogits } from './windowLogits.js';

/** A phrase from a decoder of kind `phrase`: windows along a latent walk, joined on the bar. */
export function decodePhraseKind(
  decoder: PhraseDecoder,
  starts: readonly (readonly number[])[],
  { lengthTicks, ...playing }: Required<DecodeOptions>,
): DecodedPhrase {
  const events: PlayedEvent[] = [];
  const latents: PlayedLatent[] = [];
  for (const { event, latent } of playEvents(decoder, starts, playing)) {
    const isBeyond = event.step * STEP_TICKS >= lengthTicks;
    if (isBeyond && events.length > 0) break;
    if (event.step < 0) continue;
    if (latents.at(-1) !== latent) latents.push(latent);
    // A slow object's first chord may fall after the end of a short phrase: it is played at the start.
    const inside = isBeyond ? { ...event, step: 0, nudgeTicks: 0 } : event;
    events.push({ ...inside, latent: latents.length - 1 });
  }
  return { notes: cutAt(playedNotes(events), lengthTicks), lengthTicks, events, latents };
}

/**
 * Plays for ever: event after event, window after window along the walk.
 *
 * Step 0 is a bar line. The first window may begin in the bar before it, at negative steps, so that what is
 * played from step 0 on stands in its bar where the recordings have it.
 */
function* playEvents(
  decoder: PhraseDecoder,
  starts: readonly (readonly number[])[],
  playing: Omit<Required<DecodeOptions>, 'lengthTicks'>,
): Generator<{ readonly event: MusicalEvent; readonly latent: PlayedLatent }, never> {
  const { dictionary } = decoder;
  const memory = recall(decoder.sequences);
  const favours = favoursOf(memory, playing.variation);
  const barSteps = stepsPerBar(decoder.timeSignature);
  const placeSymbols = new Map(dictionary.place.map((place, symbol) => [place, symbol]));
  // Steps may be negative, by less than a bar.
  const placeAt = (at: number) => placeSymbols.get((at + barSteps) % barSteps);
  const windows = openWindows(decoder, starts, playing);
  let window = windows.next().value;
  const firstPlace = dictionary.place[likeliest(window.first.place)] as number;
  let step = firstPlace === 0 ? 0 : firstPlace - barSteps;
  let chord = chooseSymbol(window.first.chord, window.choice);
  let standing = beginRuns(memory.runs, chord);
  for (;;) {
    const following = windows.next().value;
    const { choice, latent } = window;
    const startStep = step;
    for (const [position, here] of window.events.entries()) {
      const next = window.events[position + 1] ?? following.first;
      const from = step;
      const [distance, nextChord] = chooseSuccession(
        { distance: here.distance, chord: next.chord, place: next.place },
        {
          placeAfter: (symbol) => placeAt(from + (dictionary.distance[symbol] as number)),
          knows: memory.knows,
          favours: favours({ runs: standing, place: placeAt(from) }),
          choice,
        },
      );
      const symbols = [chord, distance, ...chooseManner(here, choice)];
      const { distance: steps, ...event } = symbolsToEvent(symbols, dictionary);
      yield { event: { ...event, step }, latent };
      step += steps;
      chord = nextChord;
      standing = continueRuns(memory.runs, { from: standing, distance, chord });
    }
    // A window whose events all fall on one step would never end the phrase.
    if (step === startStep) step++;
    window = following;
  }
}

/** What the network says at a place of the walk, and how it is chosen from. */
interface OpenedWindow {
  readonly latent: PlayedLatent;
  readonly events: WindowLogits;
  readonly first: EventLogits;
  readonly choice: Choice;
}

/** The windows along a walk from `starts`, without end. */
function* openWindows(
  decoder: PhraseDecoder,
  starts: readonly (readonly number[])[],
  { random, temperature }: { random: Random; temperature: number },
): Generator<OpenedWindow, never> {
  const walk = latentWalk(starts, random);
  for (;;) {
    const { latent: values, start, luck } = walk.next().value;
    const events = windowLogits(decoder, values);
    const first = events[0] as EventLogits;
    const choice: Choice = { random: seededRandom(luck), temperature };
    yield { latent: { values, start }, events, first, choice };
  }
}

function likeliest(logits: Float32Array): number {
  return logits.indexOf(Math.max(...logits));
}

/** How long, how hard and how far from the beat an event is played, as symbols. */
function chooseManner({ duration, velocity, nudge }: EventLogits, choice: Choice): number[] {
  return [duration, velocity, nudge].map((logits) => chooseSymbol(logits, choice));
}

/** Notes kept inside a length; one that the hand's deviation put behind its end is played just before it. */
function cutAt(notes: readonly Note[], lengthTicks: number): Note[] {
  return notes.map((note) => {
    const startTicks = Math.min(note.startTicks, lengthTicks - 1);
    const durationTicks = Math.min(note.durationTicks, lengthTicks - startTicks);
    return { ...note, startTicks, durationTicks };
  });
}
