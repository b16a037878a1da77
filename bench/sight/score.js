import { seededRandom } from '../../dist/math/random.js';
import { judge, labelsIn } from './truth.js';

/** The confidence from which a label counts as named, the program's own. */
const NAMED = 0.4;

/**
 * What of an answer is right.
 *
 * @param answer truth: as `truthOf` gives it; detections: of any confidence, best first
 * @returns there: labels in the view; things: how many of each label; named: labels that count as named; boxes: of each
 *   label { confidence, isRight }, those left out that are neither right nor wrong
 */
export function judged({ truth, detections }) {
  const verdicts = judge(detections, truth);
  const there = labelsIn(truth);
  const things = new Map();
  for (const { label } of truth.things) things.set(label, (things.get(label) ?? 0) + 1);
  const named = new Set();
  const boxes = new Map();
  for (const [i, { label, confidence }] of detections.entries()) {
    const verdict = verdicts[i];
    if (confidence >= NAMED && (there.has(label) || verdict !== 'either')) named.add(label);
    if (verdict === 'either') continue;
    const ofLabel = boxes.get(label) ?? [];
    ofLabel.push({ confidence, isRight: verdict === 'right' });
    boxes.set(label, ofLabel);
  }
  return { there, things, named, boxes };
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
 * @param answersOf by approach, answers to the same views in the same order
 * @param rival the approach that the others are compared with
 * @returns by approach and score: own, its standard deviation; mean and gain, mean and standard deviation of its distance to
 *   the rival's
 */
export function spreadOf(answersOf, rival, { rounds = 100 } = {}) {
  const random = seededRandom('bootstrap');
  const { length } = answersOf.get(rival);
  const draws = Array.from({ length: rounds }, () => {
    const picked = Array.from({ length }, () => Math.floor(random() * length));
    const scores = ([name, answers]) => [name, scoreOf(picked.map((i) => answers[i]))];
    return Object.fromEntries([...answersOf].map(scores));
  });
  const spread = (name, key) => {
    const own = draws.map((draw) => draw[name][key]);
    const gains = draws.map((draw) => draw[name][key] - draw[rival][key]);
    return { own: deviation(own), mean: mean(gains), gain: deviation(gains) };
  };
  const keys = Object.keys(draws[0][rival]);
  const spreads = (name) => Object.fromEntries(keys.map((key) => [key, spread(name, key)]));
  return new Map([...answersOf.keys()].map((name) => [name, spreads(name)]));
}

function namedLabels(answers) {
  let right = 0;
  let said = 0;
  let there = 0;
  for (const answer of answers) {
    said += answer.named.size;
    there += answer.there.size;
    for (const label of answer.named) if (answer.there.has(label)) right++;
  }
  return { recall: right / there, precision: right / said };
}

function meanAveragePrecision(answers) {
  const counts = new Map();
  for (const { things } of answers) {
    for (const [label, count] of things) counts.set(label, (counts.get(label) ?? 0) + count);
  }
  return mean(
    [...counts].map(([label, count]) => {
      const boxes = answers.flatMap((answer) => answer.boxes.get(label) ?? []);
      const sorted = boxes.sort((a, b) => b.confidence - a.confidence);
      return averagePrecision(
        sorted.map(({ isRight }) => isRight),
        count,
      );
    }),
  );
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
