import { seededRandom } from '../../dist/random.js';
import { judge, labelsIn } from './truth.js';

/** The confidence from which a label counts as named, the program's own. */
const NAMED = 0.4;

/** An answer, { truth, detections } with detections of any confidence, best first, and what of it is right. */
export function judged({ truth, detections }) {
  return { truth, detections, verdicts: judge(detections, truth) };
}

/**
 * How well some views were described.
 *
 * @param answers as `judged` gives them
 * @returns meanAveragePrecision: area under precision over recall at an intersection over union of 0.5, every point of it
 *   counted (PASCAL VOC from 2010 on), mean over the labels that are there; recall and precision: of the labels per view
 */
export function scoreOf(answers) {
  return { meanAveragePrecision: meanAveragePrecision(answers), ...namedLabels(answers) };
}

/**
 * How far chance in the choice of views moves each score of `scoreOf`: draws as many views with replacement (bootstrap,
 * Efron 1979).
 *
 * @param rival other answers to the same views
 * @returns by score: own, its standard deviation; mean and gain, mean and standard deviation of its distance to the rival's
 */
export function spreadOf(answers, rival, { rounds = 200 } = {}) {
  const random = seededRandom('bootstrap');
  const draws = Array.from({ length: rounds }, () => {
    const picked = answers.map(() => Math.floor(random() * answers.length));
    const own = scoreOf(picked.map((i) => answers[i]));
    const other = scoreOf(picked.map((i) => rival[i]));
    return Object.fromEntries(
      Object.keys(own).map((key) => [key, { own: own[key], gain: own[key] - other[key] }]),
    );
  });
  return Object.fromEntries(
    Object.keys(draws[0]).map((key) => [
      key,
      {
        own: deviation(draws.map((draw) => draw[key].own)),
        mean: mean(draws.map((draw) => draw[key].gain)),
        gain: deviation(draws.map((draw) => draw[key].gain)),
      },
    ]),
  );
}

function namedLabels(answers) {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  for (const { truth, detections, verdicts } of answers) {
    const there = labelsIn(truth);
    const counts = ({ label, confidence }, i) =>
      confidence >= NAMED && (there.has(label) || verdicts[i] !== 'either');
    const named = new Set(detections.filter(counts).map(({ label }) => label));
    for (const label of named) {
      if (there.has(label)) right++;
      else wrong++;
    }
    for (const label of there) if (!named.has(label)) missed++;
  }
  return { recall: right / (right + missed), precision: right / (right + wrong) };
}

function meanAveragePrecision(answers) {
  const counts = new Map();
  for (const { truth } of answers) {
    for (const { label } of truth.things) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const areas = [...counts].map(([label, count]) =>
    averagePrecision(verdictsOn(label, answers), count),
  );
  return mean(areas);
}

/** Whether each detection of a label was right, the surest of all views first. */
function verdictsOn(label, answers) {
  return answers
    .flatMap(({ detections, verdicts }) =>
      detections.map((detection, i) => ({ ...detection, verdict: verdicts[i] })),
    )
    .filter((each) => each.label === label && each.verdict !== 'either')
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ verdict }) => verdict === 'right');
}

function averagePrecision(verdicts, count) {
  let right = 0;
  const precisions = verdicts.map((isRight, i) => {
    if (isRight) right++;
    return right / (i + 1);
  });
  let area = 0;
  let best = 0;
  for (let i = verdicts.length - 1; i >= 0; i--) {
    best = Math.max(best, precisions[i]);
    if (verdicts[i]) area += best / count;
  }
  return area;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values) {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
