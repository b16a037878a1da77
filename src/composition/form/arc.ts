import { minBy } from '../../math/maxBy.js';
import type { FormVoice } from './form.js';
import type { Roles } from './roles.js';
import type { Slot } from './slots.js';

/** Where the climax stands, as a share of the piece. */
const CLIMAX_AT = 0.69;

/** How full the piece is, as a share of what the climax has beyond the leader: after the opening, before the climax, at the end. */
const FULLNESS = { opening: 0.4, rise: 0.85, end: 0.6 } as const;

/** How dense each slot is to be. */
export interface Arc {
  /** Onsets a second to fill each slot to. */
  readonly targets: readonly number[];
  /** Belong to the few who open, in order. */
  readonly opening: readonly number[];
  readonly climax: readonly number[];
}

/**
 * Plans the arc of density: few open, more join, the climax stands at about two thirds, and the close is calmer.
 *
 * @param options.openingBars bars from the beginning that belong to the opening, 0 or more
 */
export function planArc(
  slots: readonly Slot[],
  options: {
    readonly voices: readonly FormVoice[];
    readonly roles: Roles;
    readonly openingBars: number;
  },
): Arc {
  const { voices, roles, openingBars } = options;
  const onsets = (voice: number) => (voices[voice] as FormVoice).onsetsPerSecond;
  const least = onsets(roles.leader);
  const sum = roles.joining.reduce((all, voice) => all + onsets(voice), least);
  const peak = Math.max(least, Math.min(roles.plannedOnsets, sum));
  const last = slots.length - 1;
  const pieceBars = Math.max(...(slots[last] as Slot).bars) + 1;
  const isOpening = (slot: number) => ((slots[slot] as Slot).bars[0] as number) < openingBars;
  const opening = [...slots.keys()].filter((slot) => slot !== last && isOpening(slot));
  const climax = climaxOf(slots, { opening, pieceBars });
  const targets = slots.map(({ bars }, slot) => {
    if (openingBars === 0 || climax.includes(slot)) return peak;
    const fullness = bars.reduce((all, bar) => all + fullnessAt(bar / pieceBars), 0) / bars.length;
    return least + (peak - least) * fullness;
  });
  return { targets, opening, climax };
}

/** The phrase that stands nearest to the climax wherever it sounds, but for the opening; of a single phrase its second half. */
function climaxOf(
  slots: readonly Slot[],
  { opening, pieceBars }: { opening: readonly number[]; pieceBars: number },
): readonly number[] {
  const open = [...slots.keys()].slice(0, -1).filter((slot) => !opening.includes(slot));
  const first = slots[0]?.phrase;
  const later = open.filter((slot) => slots[slot]?.phrase !== first);
  const eligible = later.length > 0 ? later : open.filter((slot) => slots[slot]?.half === 1);
  const distance = (slot: number) => {
    const { phrase } = slots[slot] as Slot;
    const bars = slots.flatMap((other) => (other.phrase === phrase ? other.bars : []));
    const at = (bar: number) => Math.abs((bar + 0.5) / pieceBars - CLIMAX_AT);
    return bars.reduce((all, bar) => all + at(bar), 0) / bars.length;
  };
  const nearest = minBy(eligible, distance);
  return eligible.filter((slot) => slots[slot]?.phrase === slots[nearest as number]?.phrase);
}

function fullnessAt(place: number): number {
  const { opening, rise, end } = FULLNESS;
  return place < CLIMAX_AT
    ? opening + (rise - opening) * (place / CLIMAX_AT)
    : rise + (end - rise) * ((place - CLIMAX_AT) / (1 - CLIMAX_AT));
}
