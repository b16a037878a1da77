import { clamp } from '../../math/clamp.js';
import type { Random } from '../../math/random.js';
import { layOut, type Outline, PHRASE_BARS, returnShare, type Structure } from './layOut.js';
import { innerOrdersOf, ordersOf } from './sectionOrders.js';

/** From so many phrases on, a section has several, and a piece some eight sections. */
const LONG_PHRASES = 8;

/** The share of bars that are to have sounded before, and that of a piece in which one follows what returns. */
const RETURNS = { least: 0.35, most: 0.5, shortLeast: 0.15 } as const;

/** Below so many bars, room for all voices goes before returns. */
const SHORT_BARS = 32;

/**
 * Chooses what returns in a piece: short pieces are phrases, longer ones sections of phrases, in an order that leaves
 * the voices room. Where there is too little for all, the first phrase does not return at once: those who open alone
 * would have half of a short piece. Where one voice is much larger than the others its theme comes back more often;
 * many voices of a size bring more material.
 *
 * @param bars 1 or more
 * @param options.halfPhrases wanted beside the opening, so that each voice finds room
 * @param options.contrast 0–1, how much the piece lives from contrasts rather than from its theme
 */
export function chooseStructure(
  bars: number,
  options: { readonly halfPhrases: number; readonly contrast: number; readonly random: Random },
): Structure {
  const { halfPhrases, contrast, random } = options;
  const structures = outlinesOf(bars).map((outline) => layOut(bars, outline));
  const rooms = structures.map(({ phrases }) => 2 * (phrases.length - 1));
  const wanted = Math.min(halfPhrases, Math.max(...rooms));
  const withRoom = structures.filter((_, i) => (rooms[i] as number) >= wanted);
  const fresh = withRoom.filter((structure) => !returnsAtOnce(structure));
  const roomy = wanted < halfPhrases && fresh.length > 0 ? fresh : withRoom;
  const least = bars < SHORT_BARS ? RETURNS.shortLeast : RETURNS.least;
  const returning = roomy.filter((structure) => {
    const share = returnShare(structure);
    return share >= least && share <= RETURNS.most;
  });
  const fitting = returning.length > 0 ? returning : nearest(roomy, least);
  const byContrast = [...fitting].sort((a, b) => returnShare(b) - returnShare(a));
  const at = contrast + (random() - 0.5);
  const place = clamp(at, 0, 1) * (byContrast.length - 1);
  return byContrast[Math.round(place)] as Structure;
}

function returnsAtOnce({ bars }: Structure): boolean {
  return bars.length > PHRASE_BARS && bars[PHRASE_BARS] === bars[0];
}

function nearest(structures: readonly Structure[], share: number): readonly Structure[] {
  const distances = structures.map((structure) => Math.abs(returnShare(structure) - share));
  const least = Math.min(...distances);
  return structures.filter((_, i) => distances[i] === least);
}

function outlinesOf(bars: number): Outline[] {
  const phrases = Math.ceil(bars / PHRASE_BARS);
  const inSection = phrases < LONG_PHRASES ? 1 : Math.max(2, Math.round(phrases / LONG_PHRASES));
  const inner = innerOrdersOf(inSection);
  return ordersOf(Math.ceil(phrases / inSection)).flatMap((order) =>
    inner.flatMap((statement) => inner.map((contrast) => ({ order, statement, contrast }))),
  );
}
