import type { Note } from '../music/note.js';
import type { Phrase } from '../music/phrase.js';
import { type Choice, chooseSuccession, chooseSymbol } from './choice.js';
import type { DecodeOptions } from './decodePhrase.js';
import type { PhraseDecoder } from './decoder.js';
import { symbolsToEvent } from './eventDictionary.js';
import { eventsToNotes, type MusicalEvent, STEP_TICKS } from './events.js';
import { latentWalk } from './latentWalk.js';
import { type WindowLogits, windowLogits } from './windowLogits.js';
import { stepsPerBar } from './windows.js';

/** A phrase from a decoder of kind `phrase`: windows along a latent walk, joined on the bar. */
export function decodePhraseKind(
  decoder: PhraseDecoder,
  latents: readonly (readonly number[])[],
  { lengthTicks, random, temperature }: Required<DecodeOptions>,
): Phrase {
  const events: MusicalEvent[] = [];
  for (const event of playEvents(decoder, latents, { random, temperature })) {
    if (event.step * STEP_TICKS >= lengthTicks) {
      // A slow object's first chord may fall after the end of a short phrase: it is played at the start.
      if (events.length === 0) events.push({ ...event, step: 0, nudgeTicks: 0 });
      break;
    }
    if (event.step >= 0) events.push(event);
  }
  return { notes: cutAt(eventsToNotes(events), lengthTicks), lengthTicks };
}

/**
 * Plays for ever: event after event, window after window along the walk.
 *
 * Step 0 is a bar line. The first window may begin in the bar before it, at negative steps, so that what is
 * played from step 0 on stands in its bar where the recordings have it.
 */
function* playEvents(
  decoder: PhraseDecoder,
  latents: readonly (readonly number[])[],
  choice: Choice,
): Generator<MusicalEvent, never> {
  const { dictionary, successions } = decoder;
  const barSteps = stepsPerBar(decoder.timeSignature);
  const walk = latentWalk(latents, choice.random);
  const nextWindow = () => placeWindow(windowLogits(decoder, walk.next().value));
  let window = nextWindow();
  let step = window.phase === 0 ? 0 : window.phase - barSteps;
  let chord = chooseSymbol(window.first.chord, choice);
  for (;;) {
    const following = nextWindow();
    const startStep = step;
    for (const [position, here] of window.events.entries()) {
      const next = window.events[position + 1];
      const from = step;
      const [distance, nextChord] = chooseSuccession(
        { distance: here.distance, chord: (next ?? following.first).chord },
        {
          known: successions[chord] ?? [],
          lands: next ? undefined : (symbol) => lands(from, symbol),
          choice,
        },
      );
      const symbols = [chord, distance, ...chooseManner(here, choice)];
      const event = symbolsToEvent(symbols, dictionary);
      yield { ...event, step };
      step += event.distance;
      chord = nextChord;
    }
    // A window whose events all fall on one step would never end the phrase.
    if (step === startStep) step++;
    window = following;

    function lands(from: number, distance: number): boolean {
      const at = from + (dictionary.distance[distance] as number) - following.phase;
      return at % barSteps === 0;
    }
  }
}

/** A window that knows its first event and its likeliest place in the bar, in grid steps. */
function placeWindow({ events, phase }: WindowLogits) {
  const first = events[0] as WindowLogits['events'][number];
  return { events, first, phase: phase.indexOf(Math.max(...phase)) };
}

/** How long, how hard and how far from the beat an event is played, as symbols. */
function chooseManner(
  { duration, velocity, nudge }: WindowLogits['events'][number],
  choice: Choice,
): number[] {
  return [duration, velocity, nudge].map((logits) => chooseSymbol(logits, choice));
}

function cutAt(notes: readonly Note[], lengthTicks: number): Note[] {
  return notes
    .filter((note) => note.startTicks < lengthTicks)
    .map((note) => ({
      ...note,
      durationTicks: Math.min(note.durationTicks, lengthTicks - note.startTicks),
    }));
}
