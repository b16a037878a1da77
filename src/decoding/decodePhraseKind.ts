import type { PhraseDecoder } from '../autoencoder/decoder.js';
import { type Choose, drawChord, drawTouch, likeliest } from '../autoencoder/drawEvent.js';
import { openEventNetwork, type RememberedEvent } from '../autoencoder/eventNetwork.js';
import { LOOK_BACK } from '../autoencoder/phraseShapes.js';
import { type MusicalEvent, STEP_TICKS, stepsPerBar } from '../events/events.js';
import type { Note } from '../music/note.js';
import { seededRandom } from '../random.js';
import { copyLimitAt, openCopyLimit } from './copyLimit.js';
import type { DecodedPhrase, DecodeOptions, PlayedEvent, PlayedLatent } from './decodePhrase.js';
import { openLatentWalk, type WalkStep } from './latentWalk.js';
import { playedNotes } from './playedNotes.js';
import { sampleAt } from './sampling.js';

/** A phrase from a decoder of kind `phrase`: event after event, along a latent walk. */
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
    const inside = isBeyond ? { ...event, step: 0, microtimingTicks: 0 } : event;
    events.push({ ...inside, latent: latents.length - 1 });
  }
  return { notes: cutAt(playedNotes(events), lengthTicks), lengthTicks, events, latents };
}

/** Where the music stood when it came to a step of the walk for the first time. */
interface Arrival {
  readonly position: number;
  readonly history: readonly RememberedEvent[];
}

/**
 * Plays for ever: as many events as a window has from each latent of the walk.
 *
 * Step 0 is a bar line. The first event may stand in the bar before it, at a negative step, so that what is played from
 * step 0 on stands in its bar where the recordings have it. Where the walk returns, the music remembers what it remembered
 * there, so that it comes back as it was.
 */
function* playEvents(
  decoder: PhraseDecoder,
  starts: readonly (readonly number[])[],
  playing: Omit<Required<DecodeOptions>, 'lengthTicks'>,
): Generator<{ readonly event: MusicalEvent; readonly latent: PlayedLatent }, never> {
  const { vocabulary, sizes, sequences } = decoder;
  const network = openEventNetwork(decoder.weights, { ...sizes, vocabulary });
  const copyLimit = openCopyLimit(sequences, copyLimitAt(playing.variation));
  const barSteps = stepsPerBar(decoder.timeSignature);
  const positions = new Map(vocabulary.metricalPosition.map((at, symbol) => [at, symbol]));
  const positionAt = (step: number) => (((step % barSteps) + barSteps) % barSteps);
  const walk = openLatentWalk(starts, playing.random);
  const arrivals = new Map<WalkStep, Arrival>();
  let history: readonly RememberedEvent[] = [];
  let step: number | undefined;
  let interOnset = 0;
  for (;;) {
    const here = step;
    const walked = walk.next(
      (before) => here !== undefined && arrivals.get(before)?.position === positionAt(here),
    );
    const { latent: values, start } = walked;
    const latent = { values, start };
    step ??= firstStep(vocabulary.metricalPosition[likeliest(network.start(values))], barSteps);
    const arrival = arrivals.get(walked) ?? { position: positionAt(step), history };
    arrivals.set(walked, arrival);
    history = arrival.history;
    const plan = network.plan(values);
    const choose = sampleAt({ ...playing, random: seededRandom(walked.randomSeed) });
    const startStep = step;
    for (const planned of plan) {
      const from: number = step;
      const metricalPosition = positions.get(positionAt(from));
      const sums = network.sums(planned, { metricalPosition, history });
      const pitches = drawNewChord(copyLimit.forbidden(interOnset), {
        draw: (pick) => drawChord(network, sums, pick),
        choose,
        nameOf: (chord) => pitchesOf(chord, vocabulary.pitch).join(' '),
        isRepeatable: playing.temperature > 0,
      });
      const leadsNowhere = (symbol: number) =>
        !positions.has(positionAt(from + (vocabulary.interOnset[symbol] as number)));
      const touch = drawTouch(network, sums, {
        pitches,
        choose,
        chooseInterOnset: avoiding(leadsNowhere, choose),
      });
      const midi = pitchesOf(pitches, vocabulary.pitch);
      copyLimit.follow(midi.join(' '), interOnset);
      interOnset = vocabulary.interOnset[touch.interOnset] as number;
      const event: MusicalEvent = {
        pitches: midi,
        step,
        durationTicks: vocabulary.duration[touch.duration] as number,
        velocity: vocabulary.velocity[touch.velocity] as number,
        microtimingTicks: vocabulary.microtiming[touch.microtiming] as number,
        noteVelocity: touch.noteVelocity.map((at) => vocabulary.noteVelocity[at] as number),
        noteDuration: touch.noteDuration.map((at) => 2 ** ((vocabulary.noteDuration[at] as number) / 4)),
      };
      yield { event, latent };
      step += interOnset;
      const remembered = { pitches, interOnset: touch.interOnset, metricalPosition };
      history = [...history.slice(1 - LOOK_BACK), remembered];
    }
    // A window whose events all fall on one step would never end the phrase.
    if (step === startStep) step++;
  }
}

/** The step of a first event that stands so many grid steps behind a bar line: on it, or in the bar before. */
function firstStep(position: number | undefined, barSteps: number): number {
  return position ? position - barSteps : 0;
}

/** Draws of a chord before those that may not be played are ruled out by their lowest notes. */
const MOST_DRAWS = 8;

/** A chord that is none of the forbidden ones, as likely as the network says that each of the others is. */
function drawNewChord(
  forbidden: ReadonlySet<string>,
  options: {
    readonly draw: (choose: Choose) => number[];
    readonly choose: Choose;
    readonly nameOf: (chord: readonly number[]) => string;
    /** Whether another draw may give another chord. */
    readonly isRepeatable: boolean;
  },
): number[] {
  const { draw, choose, nameOf, isRepeatable } = options;
  const lowest = new Set<number>();
  for (let draws = 0; draws < (isRepeatable ? MOST_DRAWS : 1); draws++) {
    const drawn = draw(choose);
    if (!forbidden.has(nameOf(drawn))) return drawn;
    lowest.add(drawn[0] as number);
  }
  for (;;) {
    const elsewhere = avoiding((symbol) => lowest.has(symbol), choose);
    let picks = 0;
    const drawn = draw((logits, from, to) => (picks++ === 0 ? elsewhere : choose)(logits, from, to));
    // Where every lowest note is ruled out, there is no other chord.
    if (!forbidden.has(nameOf(drawn)) || lowest.has(drawn[0] as number)) return drawn;
    lowest.add(drawn[0] as number);
  }
}

/** Chooses among the symbols that are not ruled out; among all where all are. */
function avoiding(isRuledOut: (symbol: number) => boolean, choose: Choose): Choose {
  return (logits, from, to) => {
    const left = logits.map((logit, symbol) => (isRuledOut(symbol) ? -Infinity : logit));
    const isNoneLeft = left.slice(from, to).every((logit) => logit === -Infinity);
    return choose(isNoneLeft ? logits : left, from, to);
  };
}

function pitchesOf(chord: readonly number[], pitch: readonly number[]): number[] {
  return chord.map((symbol) => pitch[symbol] as number);
}

/** Notes kept inside a length; one that the hand's deviation put behind its end is played just before it. */
function cutAt(notes: readonly Note[], lengthTicks: number): Note[] {
  return notes.map((note) => {
    const startTicks = Math.min(note.startTicks, lengthTicks - 1);
    const durationTicks = Math.min(note.durationTicks, lengthTicks - startTicks);
    return { ...note, startTicks, durationTicks };
  });
}
