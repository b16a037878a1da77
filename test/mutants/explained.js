/**
 * Constants of a module that were tuned by ear or by measurement: another value is another taste and not a fault. No
 * test holds the numbers; tests hold what they are for. By file and constant: what it is.
 */
export const WEIGHTS = {
  'autoencoder/adam': {
    MAX_GRADIENT_NORM: 'far above what a training that goes well sees',
  },
  'composition/harmony/commonKey': {
    AS_GOOD: 'how little more of a part outside of the key makes no difference',
    COMMON_KEY_CLARITY: 'how clear a key is that others follow',
  },
  'composition/harmony/harmonyOfPiece': {
    LEADS_FROM: 'how much in the key a part must be that leads others',
  },
  'composition/harmony/planHarmony': {
    COSTS: 'how far each triad is from the key',
    FOREIGN: 'and one outside it',
    ROOT_STEPS: 'how lightly each root follows another',
    OTHER_MODE: 'and the minor triad the major one on its root',
    EMISSION_WEIGHT: 'how much what sounds counts beside both',
    FORCED: 'any number far above all others',
    SHARES: 'how often each triad may be had',
    OVERUSED: 'how much more it costs beyond that',
    TRIADS_BEFORE: 'how much less so at the beginning of a piece',
    MOST_SWEEPS: 'far above what it takes to settle',
  },
  'composition/harmony/pitchBias': {
    COSTS: 'how far each note is from a triad',
    COLOUR: 'how much of it counts above the lowest note',
    UNSTABLE: 'how much the degree of the key counts beside the triad',
    NOT_TONIC: 'how firmly a piece closes',
  },
  'composition/registers': {
    NEAR_SEMITONES: 'how far around it a note fills its register',
  },
  'composition/harmony/tuneToTriads': {
    SEMITONE: 'how much better a move must be than a smaller one',
  },
  'composition/imitation/adaptMotif': {
    COSTS: 'how much each difference from the model weighs',
    MOST_CHORDS: 'how many chords are worth looking at',
  },
  'composition/loudness/makeUpGain': {
    LUFS_OF_ZERO: 'measured on eight pieces',
    TARGET_LUFS: 'how loud music is listened to',
  },
  'composition/loudness/predictLoudness': {
    TAIL_STEPS: 'a few steps more than a note takes to die away',
  },
  'composition/loudness/targetLoudness': {
    MOST_ROUNDS: 'far above what it takes to settle',
    ORDER_WEIGHT: 'how much more an order weighs than an area',
    SETTLED_LU: 'how little is no movement',
  },
  'composition/spreadBoxes': {
    MOST_ROUNDS: 'far above what a choice takes to settle',
  },
  'decoding/chooseTempo': {
    ENOUGH_KNOWN: 'how well a recording must know an opening',
  },
  'decoding/drawPlayable': {
    MOST_DRAWS: 'how often chance is asked again',
  },
  'decoding/playWindow': {
    MOST_RETURNS: 'how often a window may go back',
  },
  'events/sequences': {
    MOST_KEPT: 'how large a decoder may be',
    FEWEST_OF_EACH: 'from when on recordings are left out instead of cut',
  },
  'events/similarityWeights': {
    RUN: 'how long a passage is that recordings share',
    MOST_PROBES: 'how exactly shares are estimated',
  },
  'output/tempoMessages': {
    LONGEST_STRETCH_TICKS:
      'shorter stretches keep the clock too; how much longer ones stray is tested',
  },
  'events/eventSymbols': {
    UNKNOWN: 'any number that is no symbol',
  },
  'vision/pictureLatent': {
    GRID_SIDE: 'how much of a picture a latent tells',
    MOST_BOXES: 'how many latents are kept',
    PLAIN_DEVIATION: 'how even a plain surface is',
  },
  'vision/scoreFusion': {
    RIM: 'how much around a thing a tile must show',
  },
};

/**
 * Mutants that do the same as the code does, or decide otherwise what is decided by nothing: ties, rounding, a hash. By file
 * and the line as it is with the mutant: why.
 */
export const EQUIVALENT = {
  'autoencoder/adam': {
    'if (progress <= warmUp) return highest * (0.1 + 0.9 * (progress / warmUp));':
      'the top is the same from both sides',
  },
  'autoencoder/phrase/drawLatents': {
    ...Object.fromEntries(
      ['[1, 1, 2]', '[0, 2, 2]', '[0, 1, 3]'].map((three) => [
        `const [deviation, noise, drawn] = ${three}.map(() => new Float32Array(mean.length)) as Triple;`,
        'three of anything',
      ]),
    ),
    'const given = new Float32Array(3 * mean.length);':
      'only as much as the matrix holds is read of it',
    'for (let window = 0; window <= windows; window++) {':
      'what is written behind the end of a typed array is lost',
  },
  'autoencoder/softmaxLoss': {
    'if (product > 6.999999999999999e+249) {': 'as far below what a number holds',
    'if (product >= 1e250) {': 'as far below what a number holds',
  },
  'composition/density/recordedDensity': {
    'inBar.set(bar, (inBar.get(bar) ?? 0) - 1);': 'the same when squared',
  },
  'composition/extendOverSilence': {
    'if (startTicks < beforeTicks && startTicks > (last?.startTicks ?? -2)) {':
      'before the beginning as well',
  },
  'composition/harmony/commonKey': {
    'return key !== undefined && key.clarity > COMMON_KEY_CLARITY ? key : undefined;':
      'just at a tuned threshold',
    'if (outsideKey(notes, relativeMajor) - least <= WORTH_MOVING) return 0;':
      'just at a tuned threshold',
    '.filter(({ outside }) => outside < least + AS_GOOD)': 'just at a tuned threshold',
    'return smallest?.semitones ?? 1;': 'one move is always the best',
  },
  'composition/harmony/harmonyOfPiece': {
    'const end = Math.max(startTicks + durationTicks, startTicks === lastTicks ? heldTicks : 1);':
      'every note ends later',
    'if (part.strength <= LEADS_FROM) return false;': 'just at a tuned threshold',
    'if (within >= 0) cell[pitchClass] = (cell[pitchClass] as number) + within;': 'adds nothing',
    'if (within > 1) cell[pitchClass] = (cell[pitchClass] as number) + within;':
      'a tick of all that a part plays',
    '() => new Float64Array(13),': 'there are twelve pitch classes',
  },
  'composition/harmony/soundingParts': {
    'const frames = Array.from({ length: materialBars * FRAMES }, () => new Float64Array(13));':
      'there are twelve pitch classes',
    'for (let frame = Math.max(0, Math.floor(from)); frame <= to; frame++) {':
      'sounds for nothing of the eighth behind its end',
  },
  'composition/harmony/tuneToTriads': {
    '1,': 'as much more for every move',
    'const sum = costs.reduce((all, cell) => all + ofCell(cell), 1);':
      'as much more for every move',
    '{ length: 13 },': 'there are twelve pitch classes',
    'const shares = new Array<number>(13).fill(0);': 'there are twelve pitch classes',
    'const shares = new Array<number>(12).fill(1);': 'as much more for every move',
    'const total = audition.notes.reduce((sum, { durationTicks }) => sum + durationTicks, 1);':
      'a tick beside all that a part plays',
  },
  'composition/imitation/adaptMotif': {
    'let back = 1;': 'no path leads on from where none has led',
    'if (total <= least) {': 'of two paths that cost the same the other one',
    'at = backs[i - 1]?.[at] ?? 1;': 'nothing stands before the first event',
  },
  'composition/loudness/noteEnvelope': {
    'const key = 128 * program - pitch;': 'another number for each note',
    'const key = 129 * program + pitch;': 'another number for each note',
  },
  'composition/loudness/predictLoudness': {
    '1,': 'every note ends later',
    'const powers = new Float64Array(Math.floor(endTicks * stepsPerTick) + TAIL_STEPS);':
      'a step of silence less',
    'const powers = new Float64Array(Math.ceil(endTicks / stepsPerTick) + TAIL_STEPS);':
      'much more silence at the end',
    'return Float64Array.from({ length: powers.length - STEPS_IN_BLOCK - 1 }, (_, start) => {':
      'the last blocks are silent',
    'const sounding = blocks.filter((power) => power >= threshold);': 'just at a tuned threshold',
  },
  'composition/loudness/targetLoudness': {
    'for (let round = 1; round < MOST_ROUNDS; round++) {': 'another MOST_ROUNDS',
    'for (let round = 0; round <= MOST_ROUNDS; round++) {': 'another MOST_ROUNDS',
    '(target, i) => Math.abs(target - (targets[i] as number)) <= SETTLED_LU,':
      'just at a tuned threshold',
    '(target, i) => Math.abs(target + (targets[i] as number)) < SETTLED_LU,':
      'goes on after it has settled',
    'const mean = loudness.reduce((sum, each) => sum + each, 1) / loudness.length;':
      'all parts are as much farther from it',
    'const side = part.areaShare >= otherPart.areaShare ? 1 : -1;':
      'parts of one size are in no order',
    'let weight = 2;': 'shorter steps to the same place',
    'if (missing < 0) continue;': 'what lacks nothing pulls at nothing',
    'pull += ORDER_WEIGHT / side * missing;': 'one is as much as its inverse',
  },
  'composition/harmony/planHarmony': {
    'return cost - EMISSION_WEIGHT * agreement(sounding, triad) + (isWanted ? 1 : FORCED);':
      'as much for all that may be chosen',
    'return all > 0 ? (2 * inside - all) / all : 1;': 'the same for every triad',
    'let inside = 1;': 'as much more for every triad',
    'if (value <= least) {': 'of two ways that cost the same the other one',
    'return all > 0 ? (3 * inside - all) / all : 0;': 'as another EMISSION_WEIGHT would',
    'let best = 1;': 'the first triad costs less than infinity',
    'return all > 0 ? (2 * inside + all) / all : 0;': 'as much more for every triad',
  },
  'composition/density/limitDensity': {
    'return more > 0 ? a : b;': 'of equal parts of equal areas the other one',
    'const toTicks = fromTicks + (tempoBpm / 60) * TICKS_PER_QUARTER + 2;': 'two ticks to spare',
    'while (to < onsets.length && (onsets[to] as Onset).startTicks < toTicks) to++;':
      'a little less than a tick to spare',
    'return onsets.filter(({ bar }) => (partsIn.get(bar)?.size ?? 1) > 1);':
      'every bar of an onset has its parts',
  },
  'composition/harmony/releaseAtChange': {
    'for (let at = Math.floor(note.startTicks / triadTicks) + 1; at * triadTicks <= end; at++) {':
      'ends a note where it ends',
    'for (let at = Math.floor(note.startTicks / triadTicks) - 1; at * triadTicks < end; at++) {':
      'a triad that began before the note is skipped',
  },
  'composition/registers': {
    'const shift = best && stay - best.crowding > WORTH_MOVING ? best.shift : semitones;':
      'just a quarter: rounding decides',
    'const total = notes.reduce((sum, { durationTicks }) => sum + durationTicks, 1);':
      'a tick beside all that a part plays',
    'const common = own.spread.reduce((s, value, i) => s + Math.min(value, other.spread[i] ?? 0), 1);':
      'as much more for every octave',
    '}, 1);': 'as much more for every octave',
    'const at = pitch + shift - near;': 'as far to either side',
  },
  'composition/openAndClose': {
    'const from = last[missing - 1]?.startTicks ?? 1;': 'before the last bar as well',
    'const lastTicks = parts.map((notes) => notes.at(-1)?.startTicks ?? -2);':
      'before the beginning as well',
  },
  'composition/placeBars': {
    'for (let at = from; at <= bars.length; at++) {': 'ends where the piece ends',
  },
  'composition/spreadBoxes': {
    '(i) => !larger.includes(i) && areaOf(boxes[i] as Box) > area * NEARLY_EQUAL,':
      'just at a tuned threshold',
    'for (let round = 1; round < MOST_ROUNDS; round++) {': 'another MOST_ROUNDS',
    'for (let round = 0; round <= MOST_ROUNDS; round++) {': 'another MOST_ROUNDS',
    'const larger = all.filter((i) => areaOf(boxes[i] as Box) * NEARLY_EQUAL >= area);':
      'just at a tuned threshold',
  },
  'decoding/chooseTempo': {
    'const GOLDEN_FRACTION = (Math.sqrt(5) + 1) / 2;': 'the fraction of one more is the same',
    'let left = ((offset + seed / GOLDEN_FRACTION) % 1) * total;':
      'the golden ratio is one more than its inverse, and the fraction the same',
  },
  'decoding/drawPlayable': {
    'const isFree = recorded.all.length === 0 || (novelty > 0 && random() <= novelty);':
      'one draw of 2³² is just that',
    'for (let draws = 1; isFree && draws < MOST_DRAWS; draws++) {': 'another MOST_DRAWS',
    'for (let draws = 0; isFree && draws <= MOST_DRAWS; draws++) {': 'another MOST_DRAWS',
    'bias && symbol <= vocabulary.pitch.length':
      'what a harmony adds to the end of a chord is not asked for',
    ': 1;': 'as much for every pitch, and not asked for the end of a chord',
  },
  'events/beatTempi': {
    'const isSteady = tempi.every((tempo) => Math.abs(tempo / tempoBpm - 1) <= STEADY);':
      'no beat strays by just that share',
  },
  'decoding/latentWalk': {
    'const isReturn = known.length > 0 && random() <= RETURN;':
      'no multiple of 2⁻³² is just that share',
  },
  'decoding/leaveRecording': {
    'if ((logits[next] as number) >= (logits[symbol] as number)) symbol = next;':
      'of two notes as likely the other one',
    'if (cost <= least) {': 'of two events that cost the same the other one',
  },
  'decoding/motif': {
    'if (fromStep <= (prescribed.at(-1)?.step ?? -2)) continue;':
      'no motif begins before its phrase',
  },
  'decoding/playWindow': {
    'copied > copyLimit.limit && returns <= MOST_RETURNS': 'another MOST_RETURNS',
    'let returns = 1;': 'another MOST_RETURNS',
  },
  'decoding/sampling': {
    'for (let i = from; i <= to; i++) {': 'a draw ends before the last symbol does',
    'const weight = below <= LEAST_LOG_RATIO ? 0 : Math.exp(below);': 'just at a tuned threshold',
    'return Math.round(median - (random() - 0.5) * VELOCITY_BIN);': 'as likely to either side',
  },
  'events/buildVocabulary': {
    'interOnsets.size > 0 ? interOnsets : new Map([[LONE_INTER_ONSET, 2]]),':
      'one value counts most, whatever it counts',
    'return (middle ?? (rising.at(-2) as readonly [number, number]))[0];':
      'half of the counts is always reached',
    'return below >= total / 2;': 'of two in the middle the other one',
  },
  'events/gridTimeSignature': {
    'const MOST_BAR_STEPS = 193;': 'no bar has 193 steps',
  },
  'events/events': {
    'if (note.startTicks >= untilTicks) {': 'just 35 ms apart: rounding decides',
    'let untilTicks = -2;': 'before the beginning as well',
  },
  'events/eventSymbols': {
    'for (let i = 1; i <= values.length; i++) {': 'what is not there is not nearer',
    'if (closer <= Math.abs((values[best] as number) - value)) best = i;':
      'of two as near the other one',
  },
  'events/nearestChord': {
    'const similarity = shared / (chord.length + pitches.length + shared);':
      'rises with the Jaccard similarity',
    'const closeness = similarity - Math.abs(mean(chord) - centre) / 10001;': 'as little',
    'let nearest = 1;': 'the first chord takes its place',
  },
  'events/nearestEvents': {
    'let reach = 1;': 'nothing stands behind the last event',
    'for (let i = traced.length + 1; i >= 0; i--) {': 'no run stands behind the last event',
    'if (after !== undefined && reach > 0 && after.length > (own?.length ?? 0)) {':
      'of two runs as long the other one',
    'if (after !== undefined && reach > 0 && after.length >= (own?.length ?? 1)) {':
      'an event within a run has one of its own, of at least itself',
    'reach = (own?.length ?? 2) - 1;': 'is not asked where no run stands behind an event',
  },
  'events/ngramIndex': {
    'for (let i = 0; i <= places.length; i++) {': 'what is not there follows nothing',
    'for (let i = 1; i <= lengths.length; i++) {': 'what is not there is not longer',
  },
  'events/similarityWeights': {
    'hash = Math.imul(hash ^ (chords[i] as number), 16777620);': 'another hash',
    'for (let probe = 0; probe <= probes; probe++) {': 'finds nothing behind the end',
    'const keys = new Float64Array(hashes.reduce((sum, own) => sum + own.length, 1));':
      'one key more, of a hash that is 0',
    'return { keys: keys.filter((key, i) => key !== keys[i + 1]), recordings };':
      'the last of equal keys stays instead of the first',
    'const hash = own[Math.floor(((probe + 0.35) * own.length) / probes)] as number;':
      'another run of each stretch is looked up',
    'let hash = 2166136262 ^ length;': 'another hash',
    'hash = Math.imul(hash ^ (hash >>> 16), 2246822508);': 'another hash',
    'return hash ^ (hash >>> 14);': 'another hash',
    'hash ^= hash >>> 16;': 'another hash',
    'hash = Math.imul(hash ^ (hash >>> 17), 0x85ebca6b);': 'another hash',
    '(keys[at] as number) <= from + recordings;': 'counts one that is not there',
  },
  'events/traceRuns': {
    'let interOnset = 1;': 'nothing stands before the first event',
    'interOnset = step.interOnset ?? 1;': 'nothing stands behind the last event',
  },
  'events/windowTable': {
    'for (let i = 1; i < count + size - 1; i++) before[first + i] = i;':
      'the first is 0 from the start',
    'for (let i = 0; i < count + size + 1; i++) before[first + i] = i;':
      'the next recording writes over it, or nothing is behind',
    'for (let i = 0; i <= count + size - 1; i++) before[first + i] = i;':
      'the next recording writes over it, or nothing is behind',
  },
  'math/cholesky': {
    'for (let k = 0; k <= j; k++) {': 'what is not written yet is 0',
    'for (let i = size + 1; i >= 0; i--) {':
      'what is written behind the end of a typed array is lost',
    'for (let i = 0; i <= size; i++) {': 'what is written behind the end of a typed array is lost',
  },
  'math/random': {
    'if (!(Number.isInteger(length) && length >= 0 && length < MOST_NORMALS)) {':
      'as far above any latent',
    'return radius * Math.cos(3 * Math.PI * random());':
      'cosines of three half turns are spread as those of two',
    'for (let i = result.length - 1; i >= 0; i--) {': 'the first item stays where it is',
  },
  'music/key': {
    'for (let tonic = 0; tonic < 13; tonic++) {': 'twelve semitones above C is C again',
    'for (let tonic = 0; tonic <= 12; tonic++) {': 'twelve semitones above C is C again',
    'const sounding = new Array<number>(12).fill(1);': 'as much more for every pitch class',
    'return squareA * squareB > 1 ? product / Math.sqrt(squareA * squareB) : -1;':
      'ticks are whole: below 1 it is 0',
    'return squareA * squareB > 0 ? product / Math.sqrt(squareA * squareB) : -2;':
      'is not above −1 either',
    'return squareA / squareB > 0 ? product / Math.sqrt(squareA * squareB) : -1;':
      'of two that are not below 0 the quotient is 0 where the product is',
    'return squareA * squareB >= 0 ? product / Math.sqrt(squareA * squareB) : -1;':
      'NaN is not the best either',
  },
  'music/metre': {
    'sums.set(name, { timeSignature, weight: (sums.get(name)?.weight ?? 1) + weight });':
      'as much for all metres',
    'return beatUnit >= 8 && beats > 4 && beats % 3 === 0;': 'no multiple of 3 is 4',
  },
  'music/tempo': {
    'const next = lowerBound(stretches.length, (i) => (stretches[i] as Stretch)[clock] < at);':
      'where two tempi meet both give the same time',
  },
  'output/mixer': {
    'const steps = pan <= 0 ? CENTRE - LEFT_EDGE : RIGHT_EDGE - CENTRE;':
      'the middle, on either side',
    'const steps = pan < 0 ? CENTRE + LEFT_EDGE : RIGHT_EDGE - CENTRE;': 'the left edge is 0',
  },
  'output/tempoMessages': {
    'const quarters = (until - ticks) * TICKS_PER_QUARTER;':
      'what is owed is counted in another unit, and paid in it',
    'let last = 1;': 'the first stretch never goes on',
  },
  'vision/box': {
    'return width > 0 && height >= 0 ? width * height : 0;': 'no height, no area',
    'return width >= 0 && height > 0 ? width * height : 0;': 'no width, no area',
  },
  'vision/boxCoder': {
    'for (let i = 0; i <= offsets.length; i += 4) {':
      'what is written behind the end of a typed array is lost',
  },
  'vision/candidates': {
    'for (let i = 0; i / CLASS_COUNT < confidences.length; i++) {':
      'a box that is not there overlaps nothing',
    'for (let i = 0; i * CLASS_COUNT <= confidences.length; i++) {':
      'a box that is not there overlaps nothing',
    'if (confidence < strongest) continue;': 'the same confidence again',
  },
  'vision/mergeCandidates': {
    'shareInside(part.best.box, whole.best.box) > PART_OF &&': 'just at a tuned threshold',
    'intersectionOverUnion(a.box, b.box) >= TWO_WORDS_IOU &&': 'just at a tuned threshold',
    'return whole.best.confidence > SURE_OF_WHOLE * part.best.confidence;':
      'just at a tuned threshold',
    'return largest > IOU_THRESHOLD ? overlaps.indexOf(largest) : -2;': 'below 0 as well',
  },
  'vision/mirroredOutput': {
    'for (let column = 0; column <= CLASS_COUNT; column++) {': 'the next anchor writes over it',
  },
  'vision/pictureLatent': {
    'if (deviation <= PLAIN_DEVIATION) {': 'just at a tuned threshold',
    'direction.reduce((sum, part, i) => sum - (part * ((cells[i] as number) - mean)) / deviation, 0),':
      'the opposite directions are as random',
  },
  'vision/tiles': {
    'const grid = width > height ? { columns: count, rows: 1 } : { columns: 1, rows: count };':
      'a square is one panel',
  },
  'vision/scoreFusion': {
    'confidence >= candidate.confidence,': 'of two boxes as sure either may claim it',
    'return Math.min(2, Math.sqrt(areaOf(box) / areaOf(view.box)));':
      'no box is larger than the view that shows it',
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
