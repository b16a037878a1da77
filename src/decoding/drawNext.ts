import { type Choose, drawTouch } from '../autoencoder/phrase/drawEvent.js';
import { durationRatio } from '../events/vocabulary.js';
import { clamp } from '../math/clamp.js';
import { drawPlayable } from './drawPlayable.js';
import { nextPrescribed, type PrescribedEvent } from './motif.js';
import { type Drawn, logitsAt, type Moment, type PhrasePlayer } from './phrasePlayer.js';
import type { VelocityOf } from './sampling.js';

/** Draws the event that comes. @param options.banned chords that may not be drawn, as text */
export function drawNext(
  player: PhrasePlayer,
  options: {
    moment: Moment;
    planned: Float32Array;
    choose: Choose;
    velocityOf: VelocityOf;
    banned: ReadonlySet<string>;
  },
): Drawn {
  const { network, vocabulary, copyLimit, harmony } = player;
  const { moment, planned, choose, velocityOf, banned } = options;
  const { step, interOnset, standing, held } = moment;
  const prescribed = prescribedAt(player, moment);
  const bias = harmony(step);
  const logitsOf = logitsAt(player, { planned, ...moment, bias });
  const chord = prescribed?.chord ?? drawPlayable(player, { held, bias, logitsOf, choose, banned });
  const touch = drawTouch(network, logitsOf, {
    pitches: chord,
    choose,
    chooseInterOnset: interOnsetChooser(player, { moment, prescribed, choose }),
  });
  const pitches = chord.map((symbol) => vocabulary.pitch[symbol] as number);
  return {
    chord,
    touch,
    prescribed,
    standing: copyLimit.follow(standing, pitches, interOnset),
    event: {
      pitches,
      step,
      durationTicks: vocabulary.duration[touch.duration] as number,
      velocity: clamp(velocityOf(touch.velocity, vocabulary.velocity), 1, 127),
      microtimingTicks: vocabulary.microtiming[touch.microtiming] as number,
      noteVelocity: touch.noteVelocity.map((symbol) => velocityOf(symbol, vocabulary.noteVelocity)),
      noteDuration: touch.noteDuration.map((symbol) =>
        durationRatio(vocabulary.noteDuration[symbol] as number),
      ),
    },
  };
}

/** The event of a motif that stands at a moment. */
function prescribedAt(
  { prescribed }: Pick<PhrasePlayer, 'prescribed'>,
  { step, freeUntil }: Moment,
): PrescribedEvent | undefined {
  const next = nextPrescribed(prescribed, Math.max(step, freeUntil));
  return next?.step === step ? next : undefined;
}

/** Where an event stands that follows after some steps: at the next motif's first event where that is to come before anything else. */
export function stepAfter(
  { prescribed }: Pick<PhrasePlayer, 'prescribed'>,
  { step, interOnset, freeUntil }: { step: number; interOnset: number; freeUntil: number },
): number {
  const next = nextPrescribed(prescribed, Math.max(step + 1, freeUntil));
  return next && step + interOnset >= next.fromStep ? next.step : step + interOnset;
}

/** Chooses an inter-onset interval that leads to a place where recordings have an event, and into no motif but at its beginning. */
function interOnsetChooser(
  { vocabulary, positionOf, prescribed: all }: PhrasePlayer,
  options: { moment: Moment; prescribed: PrescribedEvent | undefined; choose: Choose },
): Choose {
  const { moment, prescribed, choose } = options;
  const { step, freeUntil } = moment;
  if (prescribed?.interOnset !== undefined) return () => prescribed.interOnset as number;
  const next = nextPrescribed(all, Math.max(step + 1, freeUntil));
  return avoiding((symbol) => {
    const interOnset = vocabulary.interOnset[symbol] as number;
    const to = step + interOnset;
    if (positionOf(to) === undefined || (prescribed && interOnset === 0)) return true;
    return next !== undefined && to >= next.fromStep && to !== next.step;
  }, choose);
}

/** Chooses among the symbols that are not ruled out; among all where all are. */
function avoiding(isRuledOut: (symbol: number) => boolean, choose: Choose): Choose {
  return (logits, from, to) => {
    const left = logits.slice();
    let isNoneLeft = true;
    for (let symbol = from; symbol < to; symbol++) {
      if (isRuledOut(symbol)) left[symbol] = -Infinity;
      else if (left[symbol] !== -Infinity) isNoneLeft = false;
    }
    return choose(isNoneLeft ? logits : left, from, to);
  };
}
