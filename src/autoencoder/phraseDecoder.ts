import type { Note } from '../music/note.js';
import { type Random, seededRandom } from '../random.js';
import { type Choice, chooseSuccession, chooseSymbol } from './choice.js';
import type { DecodedPhrase, DecodeOptions, PlayedEvent, PlayedLatent } from './decodePhrase.js';
import type { PhraseDecoder } from './decoder.js';
import { symbolsToEvent } from './eventDictionary.js';
import { type MusicalEvent, STEP_TICKS } from './events.js';
import { favoursAt } from './favours.js';
import { latentWalk } from './latentWalk.js';
import { playedNotes } from './playedNotes.js';
import { beginRuns, continueRuns, indexRuns } from './runs.js';
import { type EventLogits, type WindowLogits, windowLogits } from './windowLogits.js';
import { stepsPerBar } from './windows.js';

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
  const { dictionary, sequences } = decoder;
  const { variation } = playing;
  const index = indexRuns(
    sequences.map((sequence) => sequence.map(([chord, distance]) => ({ chord, distance }))),
  );
  const barSteps = stepsPerBar(decoder.timeSignature);
  const windows = openWindows(decoder, starts, playing);
  let window = windows.next().value;
  let step = window.phase === 0 ? 0 : window.phase - barSteps;
  let chord = chooseSymbol(window.first.chord, window.choice);
  let places = beginRuns(index, chord);
  for (;;) {
    const following = windows.next().value;
    const { choice, latent } = window;
    const startStep = step;
    for (const [position, here] of window.events.entries()) {
      const next = window.events[position + 1];
      const from = step;
      const [distance, nextChord] = chooseSuccession(
        { distance: here.distance, chord: (next ?? following.first).chord },
        {
          favours: favoursAt(index, { places, variation }),
          lands: next ? undefined : (symbol) => lands(from, symbol),
          choice,
        },
      );
      const symbols = [chord, distance, ...chooseManner(here, choice)];
      const { distance: steps, ...event } = symbolsToEvent(symbols, dictionary);
      yield { event: { ...event, step }, latent };
      step += steps;
      chord = nextChord;
      places = continueRuns(index, { from: places, distance, chord });
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

/** What the network says at a place of the walk, and how it is chosen from. */
interface OpenedWindow {
  readonly latent: PlayedLatent;
  readonly events: WindowLogits['events'];
  readonly first: EventLogits;
  /** Its likeliest place in the bar, grid steps. */
  readonly phase: number;
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
    const { events, phase } = windowLogits(decoder, values);
    const first = events[0] as EventLogits;
    const choice: Choice = { random: seededRandom(luck), temperature };
    yield {
      latent: { values, start },
      events,
      first,
      choice,
      phase: phase.indexOf(Math.max(...phase)),
    };
  }
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
