import { TICKS_PER_QUARTER } from '../music/time.js';

/**
 * Equal parts of a quarter note that music is written in: 12 holds halves, triplets and sextuplets, 16 sixteenths, 10 and 14
 * quintuplets and septuplets of a quarter, of two and of a half.
 */
const DIVISIONS = [12, 16, 10, 14] as const;

/**
 * Share of the onsets beyond chance that stand exactly on a division. Of 1,980 quantised pieces at 48 to 1,024 ticks a quarter, those with
 * grace notes or arpeggios have .76 and more, those with both .65; of 13,500 free takes whose onsets lie on a
 * transcriber's frames of 5, 10 or 11.6 ms 3 pass with .7.
 */
const QUANTISED_SHARE = 0.7;

/** How many standard deviations above chance it must lie: of 4,500 free takes at 48 to 960 ticks a quarter the highest has 3.3. */
const DEVIATIONS_ABOVE_CHANCE = 4;

/**
 * Whether onsets were written by a notation program or quantised: each on a division of the quarter note, within a tick of its file.
 * Human onsets are on one by chance, in 12 % of 480 ticks a quarter and in 58 % of 96.
 *
 * @param startTicks of the notes, 480 a quarter; a chord that begins at one tick counts once
 * @param options.ticksPerQuarter of the file: the coarser they are, the more onsets stand on a division by chance
 * @example isQuantised([0, 96, 192, 288, 384, 480, 720], { ticksPerQuarter: 480 }) // true
 */
export function isQuantised(
  startTicks: readonly number[],
  { ticksPerQuarter }: { readonly ticksPerQuarter: number },
): boolean {
  // Finer ticks are lost where a recording is read.
  const resolution = Math.min(TICKS_PER_QUARTER, Math.round(ticksPerQuarter));
  const divisions = divisionTicks(resolution);
  const chance = divisions.size / resolution;
  const onsets = new Set(
    startTicks.map((ticks) => Math.round((ticks * resolution) / TICKS_PER_QUARTER)),
  );
  let exact = 0;
  for (const onset of onsets) if (divisions.has(onset % resolution)) exact++;
  const beyondChance = exact / onsets.size - chance;
  const deviation = Math.sqrt((chance * (1 - chance)) / onsets.size);
  return (
    beyondChance > QUANTISED_SHARE * (1 - chance) &&
    beyondChance > DEVIATIONS_ABOVE_CHANCE * deviation
  );
}

/** The ticks of a quarter note that a division is rounded to, up or down. */
function divisionTicks(resolution: number): Set<number> {
  const ticks = new Set<number>();
  for (const division of DIVISIONS) {
    for (let part = 0; part < division; part++) {
      ticks.add(Math.floor((part * resolution) / division) % resolution);
      ticks.add(Math.ceil((part * resolution) / division) % resolution);
    }
  }
  return ticks;
}
