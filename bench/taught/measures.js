/**
 * Area under precision over recall, of answers in the order of their scores.
 *
 * @param answers [{ score, isRight }]
 * @param wanted how many right ones there are to be found
 */
export function averagePrecision(answers, wanted) {
  const sorted = [...answers].sort((a, b) => b.score - a.score);
  const points = [];
  let right = 0;
  for (const [i, { isRight }] of sorted.entries()) {
    if (isRight) right++;
    points.push({ recall: right / wanted, precision: right / (i + 1) });
  }
  let area = 0;
  let best = 0;
  for (let i = points.length - 1; i >= 0; i--) {
    best = Math.max(best, points[i].precision);
    area += best * (points[i].recall - (points[i - 1]?.recall ?? 0));
  }
  return area;
}

const EDGES = [0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** Of answers [{ confidence, isRight }], how many are right where the program is how sure. */
export function reliability(answers) {
  return EDGES.slice(0, -1).map((from, i) => {
    const to = EDGES[i + 1];
    const inside = answers.filter((a) => a.confidence >= from && (a.confidence < to || to === 1));
    const mean = (of) => inside.reduce((sum, a) => sum + of(a), 0) / Math.max(1, inside.length);
    return {
      title: `${from}–${to}`,
      count: inside.length,
      confidence: mean(({ confidence }) => confidence),
      right: mean(({ isRight }) => Number(isRight)),
    };
  });
}
