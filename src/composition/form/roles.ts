import type { FormVoice } from './form.js';

/** What is planned of the most onsets a second: a part's fullest second holds more than its mean. */
const PLANNED_SHARE = 0.9;

/**
 * A voice with more than this share of the most onsets a second leaves too little room for others and plays alone: a
 * coffee grinder, at slow tempi too.
 */
const INTERRUPTING_SHARE = 0.45;

/** A voice with more than this share of the most onsets a second is too dense to lead. */
const LEADING_SHARE = 0.6;

/**
 * However small a voice is, it is to play this share of the piece. With ¼ the classifier names .951 of the parts of the
 * views' pieces, with .35 .960 (`mirror judge --pieces bench/taught/views/*.jpg --draws 2`).
 */
const LEAST_SHARE = 0.35;

/** Turns take no more than this share of a piece, beyond one for each voice; the largest, if it interrupts, as much. */
export const MOST_TURNS = 0.5;

/** How full a piece is on average, as a share of the onsets planned for. */
const MEAN_FULLNESS = 0.65;

/** A leader counts as no more than this share of the planned onsets where the room beside it is reckoned. */
const MOST_LED = 0.5;

/** A bar of a voice in the leader's place takes this share of the piece's room at least, however little denser it is. */
const LEAST_COST = 0.2;

/** The others have this share of the piece's room at least. */
const LEAST_ROOM = 0.1;

/** Slots needed for one that would do if voices filled each to the brim. */
const SLOTS_FOR_ONE = 1.25;

/** Share of the planned onsets that each slot has for voices beside the leader at least, where the slots that a cast needs are counted. */
const LEAST_SLOT_ROOM = 1 / 4;

/** Who leads, who interrupts, and how much each is to play. */
export interface Roles {
  /** Plays wherever no other has the turn: the largest that is not too dense to lead, or where all are, the largest. */
  readonly leader: number;
  /** Whether the leader has chords to hold while another has the turn; a machine has none. */
  readonly isLeaderHolding: boolean;
  /** Have their turns alone, the largest first. */
  readonly interrupting: readonly number[];
  /** Are too dense to play together with the leader, and take its place. */
  readonly relieving: readonly number[];
  /** All others, which play with the leader, the largest first. */
  readonly joining: readonly number[];
  /** For each voice the share of the piece that it is to play where there is room, 0–1. */
  readonly wishes: readonly number[];
  /** The same, less where the piece has no room for the wishes of all. */
  readonly dues: readonly number[];
  /** Onsets a second to plan for, below the most that there may be. */
  readonly plannedOnsets: number;
}

/**
 * Decides what each voice is to the piece by its area and density.
 *
 * @param mostOnsetsASecond above 0
 * @param options.hasFewTurns there are not bars enough for all turns: a voice interrupts only where it is too dense to lead
 */
export function rolesOf(
  voices: readonly FormVoice[],
  mostOnsetsASecond: number,
  { hasFewTurns = false }: { readonly hasFewTurns?: boolean } = {},
): Roles {
  const onsets = (voice: number) => (voices[voice] as FormVoice).onsetsPerSecond;
  const share = (voice: number) => (voices[voice] as FormVoice).areaShare;
  const plannedOnsets = mostOnsetsASecond * PLANNED_SHARE;
  const bySize = [...voices.keys()].sort((a, b) => share(b) - share(a) || a - b);
  const isWithin = (most: number) => (voice: number) => onsets(voice) <= mostOnsetsASecond * most;
  const leader = bySize.find(isWithin(LEADING_SHARE)) ?? (bySize[0] as number);
  const isCalm = isWithin(hasFewTurns ? LEADING_SHARE : INTERRUPTING_SHARE);
  const others = bySize.filter((voice) => voice !== leader);
  const interrupting = others.filter((voice) => !isCalm(voice));
  const calm = others.filter(isCalm);
  const fits = (voice: number) => onsets(leader) + onsets(voice) <= plannedOnsets;
  const relieving = calm.filter((voice) => !fits(voice));
  const joining = calm.filter(fits);
  const wishes = voices.map(({ areaShare }) =>
    Math.max(LEAST_SHARE, Math.sqrt(areaShare / share(bySize[0] as number))),
  );
  const led = Math.min(MOST_LED, onsets(leader) / plannedOnsets);
  // What a bar of a voice takes of the piece's room; one in the leader's place takes no more than it is denser.
  const cost = (voice: number) => {
    if (interrupting.includes(voice)) return 1 - led;
    const own = onsets(voice) / plannedOnsets;
    return joining.includes(voice) ? own : Math.max(LEAST_COST, own - led);
  };
  const isLargestInterrupting = interrupting.includes(0);
  const sharing = others.filter((voice) => voice !== 0);
  const demand = sharing.reduce((sum, voice) => sum + (wishes[voice] as number) * cost(voice), 0);
  const left = isLargestInterrupting ? 1 - MOST_TURNS : 1;
  const room = Math.max(LEAST_ROOM, MEAN_FULLNESS - led) * left;
  const scale = demand > room ? room / demand : 1;
  return {
    leader,
    isLeaderHolding: isWithin(LEADING_SHARE)(leader),
    interrupting,
    relieving,
    joining,
    wishes,
    dues: wishes.map((wish, voice) =>
      voice === 0 ? (isLargestInterrupting ? MOST_TURNS : 1) : wish * scale,
    ),
    plannedOnsets,
  };
}

/** How many slots a cast needs so that each voice finds room in one. */
export function slotsNeeded(voices: readonly FormVoice[], roles: Roles): number {
  const onsets = (voice: number) => (voices[voice] as FormVoice).onsetsPerSecond;
  const leastRoom = roles.plannedOnsets * LEAST_SLOT_ROOM;
  const room = Math.max(roles.plannedOnsets - onsets(roles.leader), leastRoom);
  const joining = roles.joining.reduce((sum, voice) => sum + onsets(voice), 0);
  const turns = roles.interrupting.length + roles.relieving.length;
  return turns + Math.ceil((SLOTS_FOR_ONE * joining) / room);
}
