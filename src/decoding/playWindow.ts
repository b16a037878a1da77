import type { Choose } from '../autoencoder/phrase/drawEvent.js';
import { LOOK_BACK } from '../autoencoder/phrase/phraseShapes.js';
import { chordKey } from '../events/chordKey.js';
import { type MusicalEvent, STEP_TICKS } from '../events/events.js';
import { heldAfter } from '../events/heldKeys.js';
import { drawNext, stepAfter } from './drawNext.js';
import { backedOff, bestDivergence } from './leaveRecording.js';
import { type Drawn, type Moment, type PhrasePlayer, remember } from './phrasePlayer.js';
import type { VelocityOf } from './sampling.js';

/** How often a window goes back at most: chords that were left come again where the music goes back further. */
const MOST_RETURNS = 64;

/** Events of one window, and where they lead. */
export interface PlayedWindow {
  readonly events: readonly MusicalEvent[];
  readonly to: Moment;
}

/**
 * Plays as many events as a latent plans. Where they would be as in one recording for longer than they may, the music leaves
 * it, within the copied run, by what the network finds likeliest behind an event in any other, and goes on as the latent plans.
 *
 * @param options.plan what the latent plans for each event
 */
export function playWindow(
  player: PhrasePlayer,
  options: {
    readonly from: Moment;
    readonly plan: readonly Float32Array[];
    readonly choose: Choose;
    readonly velocityOf: VelocityOf;
  },
): PlayedWindow {
  const { copyLimit } = player;
  const { plan, choose, velocityOf } = options;
  const moments: Moment[] = [options.from];
  const drawn: Drawn[] = [];
  /** Chords that would go on copying: where there are some, the music leaves a recording. */
  const banned: Set<string>[] = Array.from(plan, () => new Set());
  let returns = 0;
  while (drawn.length < plan.length) {
    const at = drawn.length;
    const moment = moments[at] as Moment;
    const chords = banned[at] as Set<string>;
    const planned = { moment, planned: plan[at] as Float32Array };
    const next = drawNext(player, {
      ...(chords.size > 0 ? backedOff(player, moment) : planned),
      choose,
      velocityOf,
      banned: chords,
    });
    drawn.push(next);
    const copied = copyLimit.copied(next.standing);
    if (copied > copyLimit.limit && next.prescribed) {
      // A motif that goes on as a recording does is given up: its place is drawn anew.
      drawn.pop();
      moments[at] = { ...moment, freeUntil: next.prescribed.lastStep + 1 };
      continue;
    }
    const afterMotif = drawn.findLastIndex(({ prescribed }) => prescribed) + 1;
    const first = Math.max(afterMotif, at - copied + 1);
    const event =
      copied > copyLimit.limit && returns < MOST_RETURNS
        ? bestDivergence(player, { drawn, moments, banned, first })
        : undefined;
    if (event !== undefined) {
      returns++;
      banned[event]?.add(chordKey((drawn[event] as Drawn).chord));
      // What comes after the way out is drawn anew.
      for (const later of banned.slice(event + 1)) later.clear();
      drawn.length = event;
      moments.length = event + 1;
      continue;
    }
    moments.push(momentAfter(player, { moment, next }));
  }
  return { events: drawn.map(({ event }) => event), to: moments.at(-1) as Moment };
}

/** Where the music stands once an event has been drawn. */
function momentAfter(
  player: PhrasePlayer,
  { moment, next }: { moment: Moment; next: Drawn },
): Moment {
  const interOnset = player.vocabulary.interOnset[next.touch.interOnset] as number;
  const { freeUntil } = moment;
  const step = stepAfter(player, { step: moment.step, interOnset, freeUntil });
  return {
    step,
    freeUntil,
    interOnset,
    history: [...moment.history.slice(1 - LOOK_BACK), remember(player, { moment, next })],
    standing: next.standing,
    held: heldAfter(moment.held, { ...next, ticks: (step - moment.step) * STEP_TICKS }),
  };
}
