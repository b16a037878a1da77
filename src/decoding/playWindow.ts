import type { Choose } from '../autoencoder/phrase/drawEvent.js';
import { LOOK_BACK } from '../autoencoder/phrase/phraseShapes.js';
import type { MusicalEvent } from '../events/events.js';
import { chordKey } from '../events/ngramIndex.js';
import { type Drawn, drawNext, type Moment, type Player, remember, stepAfter } from './drawNext.js';
import { bestWayOut, type Planned } from './weighLatents.js';

/** How often a window goes back at most, for an object may have one chord only. */
const MOST_RETURNS = 16;

/**
 * Plays as many events as a latent plans. Where they would be as in one recording for longer than they may, the music goes
 * over to another latent, within the copied run, where that is surest of something else.
 *
 * @param options.others latents to go over to
 */
export function playWindow<Step>(
  player: Player,
  options: {
    readonly from: Moment;
    readonly planned: Planned<Step>;
    readonly choose: Choose;
    readonly others: () => readonly Planned<Step>[];
  },
): { readonly events: readonly { event: MusicalEvent; step: Step }[]; readonly to: Moment } {
  const { copyLimit, vocabulary } = player;
  const { planned, choose } = options;
  const size = planned.plan.length;
  const moments: Moment[] = [options.from];
  const drawn: Drawn[] = [];
  const plans: Planned<Step>[] = new Array(size).fill(planned);
  /** Chords that would go on copying. */
  const banned: Set<string>[] = Array.from({ length: size }, () => new Set());
  let returns = 0;
  while (drawn.length < size) {
    const at = drawn.length;
    const moment = moments[at] as Moment;
    const row = plans[at]?.plan[at] as Float32Array;
    const next = drawNext(player, {
      moment,
      planned: row,
      choose,
      banned: banned[at] as Set<string>,
    });
    drawn.push(next);
    const copied = copyLimit.copied(next.standing);
    if (copied > copyLimit.limit && next.prescribed) {
      // A motif that goes on as a recording does is given up: its place is drawn anew.
      drawn.pop();
      moments[at] = { ...moment, freeUntil: next.prescribed.lastStep + 1 };
      continue;
    }
    if (copied > copyLimit.limit && returns < MOST_RETURNS) {
      returns++;
      const afterMotif = drawn.findLastIndex(({ prescribed }) => prescribed) + 1;
      const first = Math.max(afterMotif, at - copied + 1);
      const way = bestWayOut(player, { drawn, moments, banned, first, others: options.others() });
      plans.fill(way.planned, way.event);
      banned[way.event]?.add(chordKey((drawn[way.event] as Drawn).chord));
      // What comes after the way out is drawn anew.
      for (const chords of banned.slice(way.event + 1)) chords.clear();
      drawn.length = way.event;
      moments.length = way.event + 1;
      continue;
    }
    const interOnset = vocabulary.interOnset[next.touch.interOnset] as number;
    const { step, freeUntil } = moment;
    moments.push({
      step: stepAfter(player, { step, interOnset, freeUntil }),
      freeUntil,
      interOnset,
      history: [...moment.history.slice(1 - LOOK_BACK), remember(player, { moment, next })],
      standing: next.standing,
    });
  }
  const events = drawn.map(({ event }, i) => ({ event, step: (plans[i] as Planned<Step>).step }));
  return { events, to: moments.at(-1) as Moment };
}
