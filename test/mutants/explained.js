/**
 * Constants of a module that were tuned by ear or by measurement: another value is another taste and not a fault. No
 * test holds the numbers; tests hold what they are for. By file and constant: what it is.
 */
export const WEIGHTS = {
  'composition/harmony/planHarmony': {
    COSTS: 'how far each triad is from the key',
    FOREIGN: 'and one outside it',
    ROOT_STEPS: 'how lightly each root follows another',
    EVIDENCE: 'how much what sounds counts beside both',
    FORCED: 'any number far above all others',
  },
  'composition/harmony/pitchBias': {
    COSTS: 'how far each note is from a triad',
    NOT_TONIC: 'how firmly a piece closes',
  },
  'output/tempoMessages': {
    LONGEST_STRETCH_TICKS:
      'shorter stretches keep the clock too; how much longer ones stray is tested',
  },
};

/** Mutants that do the same as the code does. By file and the line as it is with the mutant: why. */
export const EQUIVALENT = {
  'music/tempo': {
    'const next = lowerBound(stretches.length, (i) => (stretches[i] as Stretch)[clock] < at);':
      'where two tempi meet both give the same time',
  },
  'vision/box': {
    'return width > 0 && height >= 0 ? width * height : 0;': 'no height, no area',
    'return width >= 0 && height > 0 ? width * height : 0;': 'no width, no area',
  },
  'vision/candidates': {
    'if (confidence < strongest) continue;': 'the same confidence again',
  },
  'vision/mergeCandidates': {
    'return largest > IOU_THRESHOLD ? overlaps.indexOf(largest) : -2;': 'below 0 as well',
  },
};

/**
 * Why a mutant may survive.
 *
 * @returns `weight`, `equivalent` or undefined: then a test is missing
 */
export function reasonFor({ file, constant, isNumber, mutatedLine }) {
  if (isNumber && WEIGHTS[file]?.[constant]) return 'weight';
  return EQUIVALENT[file]?.[mutatedLine] && 'equivalent';
}
