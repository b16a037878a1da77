import { minBy } from '../../math/maxBy.js';
import type { Random } from '../../math/random.js';
import { planArc } from './arc.js';
import { castByWish, fillClimax } from './castByWish.js';
import { castEveryone, isUnheard } from './castEveryone.js';
import { castFrame } from './castFrame.js';
import { type Casting, openCasting, ROUNDING } from './casting.js';
import type { FormVoice } from './form.js';
import { giveTurns } from './giveTurns.js';
import type { Structure } from './layOut.js';
import { type Roles, rolesOf, slotsNeeded } from './roles.js';
import { shapeArc } from './shapeArc.js';
import { slotsOf } from './slots.js';
import type { Stage } from './stage.js';

/** Shorter pieces are cast bar by bar, and the shortest have no opening of their own. */
const BARS = { halfPhrases: 8, opening: 4, wholeOpening: 16 } as const;

/** Half phrases that are no place for a first entry: two of the opening, and the last bar. */
const FRAME_SLOTS = 3;

/** Who plays in which slot of a piece. */
export interface Cast {
  readonly stage: Stage;
  readonly casting: Casting;
}

interface CastOptions {
  readonly roles: Roles;
  /** Onsets a second of all voices together. */
  readonly most: number;
  readonly random: Random;
}

/**
 * Casts voices in half phrases where these hold all of them, and else in single bars: a voice is heard as its object
 * sooner in two bars in a row than in as many apart. Where single bars do not hold them either, fewer voices interrupt;
 * if that does not help, the best of these casts is taken.
 */
export function castVoices(
  structure: Structure,
  voices: readonly FormVoice[],
  options: CastOptions,
): Cast {
  const { roles, most } = options;
  const inBars = (slotBars: 1 | 2, own: Roles) =>
    castSlots(structure, voices, { ...options, roles: own, slotBars });
  const attempts = [
    ...(structure.bars.length >= BARS.halfPhrases ? [() => inBars(2, roles)] : []),
    () => inBars(1, roles),
    () => inBars(1, rolesOf(voices, most, { hasFewTurns: true })),
  ];
  const casts: { readonly cast: Cast; readonly fault: number }[] = [];
  for (const attempt of attempts) {
    const cast = attempt();
    const fault = faultOf(cast, most);
    if (fault === 0) return cast;
    casts.push({ cast, fault });
  }
  return (minBy(casts, ({ fault }) => fault) as (typeof casts)[number]).cast;
}

function castSlots(
  structure: Structure,
  voices: readonly FormVoice[],
  options: CastOptions & { readonly slotBars: 1 | 2 },
): Cast {
  const { roles, most, random, slotBars } = options;
  const slots = slotsOf(structure, slotBars);
  const needed = slotsNeeded(voices, roles);
  const isCrowded = slotsOf(structure, 2).length - FRAME_SLOTS < needed;
  const pieceBars = structure.bars.length;
  const arc = planArc(slots, { voices, roles, openingBars: openingBars(pieceBars, isCrowded) });
  const stage: Stage = { voices, slots, roles, arc, pieceBars, random };
  const casting = openCasting(voices, slots);
  const turns = giveTurns(casting, stage, { reserved: needed - countOfTurns(roles) });
  const alone = new Set([...turns].filter((slot) => isAlone(casting, { slot, roles })));
  castFrame(casting, stage, { turns });
  // A crowd is packed densest first; elsewhere the voice that has least of its wish comes first.
  if (isCrowded) castEveryone(casting, stage, { most, alone });
  fillClimax(casting, stage);
  castByWish(casting, stage, { alone });
  castEveryone(casting, stage, { most, alone });
  shapeArc(casting, stage, { most, alone });
  return { stage, casting };
}

/**
 * How far slots are from holding all voices, 0 if they do: onsets a second beyond the most that there may be where
 * several play together, summed over the bars of the piece, and one for each voice that is not heard before the last
 * bar.
 */
function faultOf({ stage, casting }: Cast, most: number): number {
  const { voices, slots, roles } = stage;
  // The largest, if it interrupts, strikes once in the last bar, whatever its density.
  const counted = roles.interrupting.includes(0) ? slots.slice(0, -1) : slots;
  const excess = counted.map(({ bars }, slot) => {
    const tooMuch = casting.load(slot) - most;
    return casting.cast(slot).size > 1 && tooMuch > ROUNDING ? tooMuch * bars.length : 0;
  });
  const unheard = [...voices.keys()].filter((voice) => isUnheard(casting, stage, voice));
  return excess.reduce((sum, own) => sum + own, unheard.length);
}

function openingBars(bars: number, isCrowded: boolean): number {
  if (bars < BARS.opening) return 0;
  if (bars < BARS.halfPhrases) return 1;
  return bars < BARS.wholeOpening || isCrowded ? 2 : 4;
}

/** One turn for each voice that does not play together with the leader. */
function countOfTurns({ interrupting, relieving }: Roles): number {
  return interrupting.length + relieving.length;
}

function isAlone(casting: Casting, { slot, roles }: { slot: number; roles: Roles }): boolean {
  return roles.interrupting.some((voice) => casting.plays(voice, slot));
}
