/** A difference of areas that asks for less is not heard as one. */
const AUDIBLE_DB = 1;

/**
 * How well loudness follows area in pieces.
 *
 * @param pieces [{ name, parts: [{ name, areaShare, gainDb, lufs }] }], of each piece only the parts that sound
 * @returns pairs of parts of a piece whose areas differ; the share of them in which the smaller is louder, of all and of those
 *   whose areas ask for 1 dB and more; how many by more than 3 dB; the worst; what parts deviate by from their areas (standard
 *   deviation, dB, within a piece); and the mean distance of the softest from the loudest
 */
export function countInversions(pieces) {
  const pairs = pieces.flatMap(pairsOf);
  const audible = pairs.filter(({ askedDb }) => askedDb >= AUDIBLE_DB);
  const worst = pairs.reduce((most, pair) => (pair.excessDb > most.excessDb ? pair : most));
  const deviations = pieces.flatMap(({ parts }) => {
    const distances = parts.map(({ lufs, gainDb }) => lufs - gainDb);
    return distances.map((each) => each - mean(distances));
  });
  return {
    pairs: pairs.length,
    inverted: mean(pairs.map(isInverted)),
    invertedAudible: mean(audible.map(isInverted)),
    beyond3Db: pairs.filter(({ excessDb }) => excessDb > 3).length,
    worst,
    deviationDb: Math.sqrt(mean(deviations.map((each) => each ** 2))),
    rangeDb: mean(
      pieces.map(({ parts }) => {
        const levels = parts.map(({ lufs }) => lufs);
        return Math.max(...levels) - Math.min(...levels);
      }),
    ),
  };
}

/** By how much the smaller of two parts exceeds the larger, in dB; negative where all is well. */
function pairsOf({ name, parts }) {
  return parts.flatMap((large) =>
    parts
      .filter((small) => large.areaShare > small.areaShare)
      .map((small) => ({
        name: `${name}: ${small.name} over ${large.name}`,
        askedDb: large.gainDb - small.gainDb,
        excessDb: small.lufs - large.lufs,
      })),
  );
}

function isInverted({ excessDb }) {
  return excessDb > 0 ? 1 : 0;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
