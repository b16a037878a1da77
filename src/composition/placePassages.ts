import { byStart, type Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import { type Entrance, stepBars } from './form.js';
import type { Passage } from './passages.js';
import type { PiecePlan } from './planPiece.js';

/** Spreads what could be anywhere over its room without falling into step: the golden ratio's fraction. */
const GOLDEN_FRACTION = 0.618034;

/** The presence of a part in a bar counts as much as a few strokes: it takes the ear even while it rests. */
const PRESENCE = 6;

/** A passage to be placed: whose, which, and what it would add to each of its bars. */
interface Claim {
  readonly rank: number;
  readonly entrance: Entrance;
  readonly passage: Passage;
  readonly own: readonly number[];
}

/**
 * Puts the passages where there is room. Those that can only stand in one place come first, then the busiest,
 * and each goes where what it plays falls on the least that is already there: so a machine enters when others
 * rest, and the others rest when it runs. What another instance of its own object plays counts twice: two of a kind
 * take turns where there is room, since together they would sound like one.
 *
 * @param passages for each part of the plan, one an entrance
 * @returns each part's notes in the piece's ticks, in order of playing
 */
export function placePassages(
  plan: PiecePlan,
  passages: readonly (readonly Passage[])[],
): (readonly Note[])[] {
  const barTicks = ticksPerBar(plan.timeSignature);
  const step = stepBars(plan.bars);
  const silent = new Array<number>(plan.bars).fill(0);
  const busy = [...silent];
  const busyByObject = new Map(
    plan.parts.map(({ matched }) => [matched.object.name, [...silent]] as const),
  );
  const placed = plan.parts.map((): Note[] => []);
  for (const { rank, entrance, passage, own } of claimsInOrder(plan, { passages, barTicks })) {
    const name = plan.parts[rank]?.matched.object.name as string;
    const ownObject = busyByObject.get(name) as number[];
    const around = busy.map((weight, bar) => weight + (ownObject[bar] as number));
    const fromBar = quietestBar(around, {
      own,
      entrance,
      wanted: (rank * GOLDEN_FRACTION) % 1,
      step,
    });
    for (const [bar, weight] of own.entries()) {
      busy[fromBar + bar] = (busy[fromBar + bar] as number) + weight;
      ownObject[fromBar + bar] = (ownObject[fromBar + bar] as number) + weight;
    }
    const fromTicks = fromBar * barTicks;
    placed[rank]?.push(
      ...passage.notes.map((note) => ({ ...note, startTicks: note.startTicks + fromTicks })),
    );
  }
  return placed.map((notes) => notes.sort(byStart));
}

function claimsInOrder(
  plan: PiecePlan,
  { passages, barTicks }: { passages: readonly (readonly Passage[])[]; barTicks: number },
): Claim[] {
  const claims = plan.parts.flatMap(({ entrances }, rank) =>
    entrances.map((entrance, i): Claim => {
      const passage = passages[rank]?.[i] as Passage;
      const own = strokesByBar(passage, barTicks).map((strokes) => strokes + PRESENCE);
      return { rank, entrance, passage, own };
    }),
  );
  const isFixed = ({ entrance: { bars, earliestBar, latestBar } }: Claim) =>
    latestBar - earliestBar === bars;
  const busyness = ({ own }: Claim) => own.reduce((sum, weight) => sum + weight, 0) / own.length;
  return claims.sort(
    (a, b) =>
      Number(isFixed(b)) - Number(isFixed(a)) || busyness(b) - busyness(a) || a.rank - b.rank,
  );
}

/** The bar to begin in; of equally quiet ones that nearest to the wanted place, 0–1 of the room. */
function quietestBar(
  busy: readonly number[],
  options: { own: readonly number[]; entrance: Entrance; wanted: number; step: number },
): number {
  const { own, entrance, wanted, step } = options;
  const room = entrance.latestBar - entrance.bars - entrance.earliestBar;
  const places = Array.from({ length: Math.floor(room / step) + 1 }, (_, i) => ({
    bar: entrance.earliestBar + i * step,
    aside: Math.abs(i * step - room * wanted),
  }));
  const crowding = (from: number) =>
    own.reduce((sum, weight, bar) => sum + weight * (busy[from + bar] as number), 0);
  const ranked = places
    .map((place) => ({ ...place, crowding: crowding(place.bar) }))
    .sort((a, b) => a.crowding - b.crowding || a.aside - b.aside);
  return (ranked[0] as { bar: number }).bar;
}

/** How often something is struck in each bar; a chord counts once, since its voices can be thinned. */
function strokesByBar({ notes, bars }: Passage, barTicks: number): number[] {
  const strokes = new Array<number>(bars).fill(0);
  for (const startTicks of new Set(notes.map((note) => note.startTicks))) {
    const bar = Math.floor(startTicks / barTicks);
    strokes[bar] = (strokes[bar] as number) + 1;
  }
  return strokes;
}
