/** What is known of a part when its loudness is decided. */
export interface Weighed {
  /** Of the picture, above 0. */
  readonly areaShare: number;
  /** What its area asks for against the largest, 0 dB or less. */
  readonly gainDb: number;
  /** Its loudness while sounding at full channel volume, one a measured SoundFont, in LU. */
  readonly loudness: readonly number[];
}

/**
 * The quietest part may be so far below the loudest, in LU. Volume by area alone, 18 dB, comes to 28 on FluidR3 and 27
 * on TimGM6mb in the mean of pieces of the sample rooms, since instruments and touch differ besides. The parts of a
 * full room need some more to be in order on two SoundFonts: when this was chosen, 4.4 % of 588 pairs were not with 33
 * on FluidR3 and 3.4 % on TimGM6mb, with 36 3.9 % and 3.1 %, where small things would hardly be heard. With pieces as
 * they are now it is 3.9 % and 3.4 %, two and none of them by more than 3 dB (`node bench/loudness.js --seeds 2`).
 */
const WIDEST_LU = 33;

/** By so much a larger object should exceed a smaller one: the 1 dB that is about the least heard, and what a prediction misses. */
const AUDIBLE_LU = 1.75;

/** What a pair out of order on one font weighs against a part's distance from what its area asks for, both squared. */
const ORDER_WEIGHT = 30;

/** Parts are moved in turn, each to where what pulls at it balances, until none moves by more than a hundredth. */
const SETTLED_LU = 0.01;
const MOST_ROUNDS = 300;

/**
 * How loud each part should sound on the mean of the measured SoundFonts, in LU against a fixed level.
 *
 * Power follows area as far as the SoundFonts agree about the instruments. Where they do not, no volume is right on all: a
 * vibraphone beside a clavi stands 12 dB higher on FluidR3 than on TimGM6mb. There the larger object is kept above the
 * smaller on each of them: the result is the least sum of squares of what parts are away from what their areas ask for, and
 * of what pairs lack to be in order.
 *
 * @returns one a part, at most 33 LU between the quietest and the loudest
 * @example targetLoudness([{ areaShare: 0.4, gainDb: 0, loudness: [-20, -20] }, { areaShare: 0.2, gainDb: -3, loudness: [-9, -9] }]) // [0, -3]
 */
export function targetLoudness(parts: readonly Weighed[]): number[] {
  const bonds = bondsOf(parts);
  let targets = parts.map(({ gainDb }) => gainDb);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const moved = moveInTurn(targets, { parts, bonds });
    const isSettled = moved.every(
      (target, i) => Math.abs(target - (targets[i] as number)) < SETTLED_LU,
    );
    targets = moved;
    if (isSettled) break;
  }
  return withinReach(targets);
}

/** What a part has to do with one of another size on one SoundFont. */
interface Bond {
  readonly other: number;
  /** 1 where the other is the smaller one, which must be below; −1 where it must be above. */
  readonly side: 1 | -1;
  /** By so much they must be apart on the mean of the SoundFonts to be in order on this one. */
  readonly distance: number;
}

function bondsOf(parts: readonly Weighed[]): Bond[][] {
  const deviations = parts.map(({ loudness }) => {
    const mean = loudness.reduce((sum, each) => sum + each, 0) / loudness.length;
    return loudness.map((each) => each - mean);
  });
  return parts.map((part, i) =>
    parts.flatMap((otherPart, other): Bond[] => {
      if (part.areaShare === otherPart.areaShare) return [];
      const side = part.areaShare > otherPart.areaShare ? 1 : -1;
      return (deviations[i] as readonly number[]).map((own, font) => {
        const excess = (deviations[other]?.[font] as number) - own;
        return { other, side, distance: AUDIBLE_LU + side * excess };
      });
    }),
  );
}

/** A Gauss–Seidel round: the sum of squares never grows, since each part takes a Newton step with the others where they are. */
function moveInTurn(
  targets: readonly number[],
  { parts, bonds }: { parts: readonly Weighed[]; bonds: readonly (readonly Bond[])[] },
): number[] {
  const moved = [...targets];
  for (const [i, { gainDb }] of parts.entries()) {
    const own = moved[i] as number;
    let pull = gainDb - own;
    let weight = 1;
    for (const { other, side, distance } of bonds[i] as readonly Bond[]) {
      const missing = distance - side * (own - (moved[other] as number));
      if (missing <= 0) continue;
      pull += ORDER_WEIGHT * side * missing;
      weight += ORDER_WEIGHT;
    }
    moved[i] = own + pull / weight;
  }
  return moved;
}

/**
 * Levels that reach from the loudest no farther down than `WIDEST_LU`, all distances made smaller alike: were the quietest
 * only held up, they would all come to one level, and chance would put them in an order.
 */
function withinReach(targets: readonly number[]): number[] {
  const loudest = Math.max(...targets);
  const range = loudest - Math.min(...targets);
  if (range <= WIDEST_LU) return [...targets];
  return targets.map((target) => loudest - ((loudest - target) * WIDEST_LU) / range);
}
