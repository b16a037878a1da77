/** What found beats are worth beside the true ones. */

/** How far a found beat may lie from the true one, as mir_eval.beat has it. */
const TOLERANCE_SECONDS = 0.07;

/**
 * F-measure of beats at ±70 ms, each beat in one pair at most and as many pairs as can be, as mir_eval.beat.f_measure.
 * mir_eval's own programs leave out the first five seconds; here they count.
 *
 * @param found seconds, rising
 * @param truth seconds, rising
 * @returns 0–1; 0 if either has none
 */
export function beatF(found, truth) {
  if (found.length === 0 || truth.length === 0) return 0;
  // Both walked in order of time pair as many as can be, because the tolerance is the same everywhere.
  let pairs = 0;
  for (let i = 0, j = 0; i < found.length && j < truth.length; ) {
    const away = found[i] - truth[j];
    if (Math.abs(away) <= TOLERANCE_SECONDS) pairs++;
    if (Math.abs(away) <= TOLERANCE_SECONDS || away < 0) i++;
    if (Math.abs(away) <= TOLERANCE_SECONDS || away > 0) j++;
  }
  return (2 * pairs) / (found.length + truth.length);
}

/** The best F that the same beats have when they are counted twice or half as fast: for information. */
export function octaveF(found, truth) {
  const between = found.flatMap((beat, i) =>
    i + 1 < found.length ? [beat, (beat + found[i + 1]) / 2] : [beat],
  );
  const halves = [0, 1].map((from) => found.filter((_, i) => i % 2 === from));
  return Math.max(...[found, between, ...halves].map((beats) => beatF(beats, truth)));
}

/**
 * @param found `Beats` as findBeats gives them
 * @param truth `{ tempoBpm, metre, beats, downbeats }`
 * @returns F of beats, downbeats and with octaves allowed, whether tempo and metre are right. Beats before the first
 *   onset and behind the last one (70 ms) are not looked at: they cannot be judged
 */
export function scoreBeats(found, truth, notes) {
  const onsets = notes.map(({ startSeconds }) => startSeconds);
  const [first, last] = [
    Math.min(...onsets) - TOLERANCE_SECONDS,
    Math.max(...onsets) + TOLERANCE_SECONDS,
  ];
  const within = (beats) => beats.filter((seconds) => seconds >= first && seconds <= last);
  const beats = within(found.beats);
  return {
    beatF: beatF(beats, within(truth.beats)),
    octaveF: octaveF(beats, within(truth.beats)),
    downbeatF: beatF(within(found.downbeats), within(truth.downbeats)),
    isTempoRight: found.tempoBpm !== null && Math.abs(found.tempoBpm / truth.tempoBpm - 1) <= 0.04,
    isMetreRight:
      found.metre?.beats === truth.metre.beats && found.metre?.beatUnit === truth.metre.beatUnit,
  };
}

/**
 * Area under the ROC curve: how likely a right one has a higher confidence than a wrong one, ties counting half.
 * @param cases `{ confidence, isRight }`
 * @returns 0–1; NaN unless there are both
 */
export function areaUnderCurve(cases) {
  const [right, wrong] = [true, false].map((is) => cases.filter(({ isRight }) => isRight === is));
  let sum = 0;
  for (const { confidence } of right) {
    for (const other of wrong)
      sum += confidence > other.confidence ? 1 : confidence === other.confidence ? 0.5 : 0;
  }
  return sum / (right.length * wrong.length);
}
