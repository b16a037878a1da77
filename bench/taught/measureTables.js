import { averagePrecision, reliability } from './measures.js';

/** The least confidence that counts by default. */
const COUNTS = 0.4;

/** A box that touches the thing at all is no false alarm, but a bad box. */
const TOUCHES = 0.1;

const line = (cells) => `| ${cells.join(' | ')} |`;
const figure = (value) => value.toFixed(2);
const meanOf = (rows, of) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;

/** What the answers of `judgeThing` are worth; boxes count from a confidence of 0.4 up. */
export function figuresOf(answers) {
  const shown = answers.filter(({ shown }) => shown > 0);
  const empty = answers.filter(({ shown }) => shown === 0);
  const counted = ({ found }) => found.filter(({ confidence }) => confidence >= COUNTS);
  return {
    found: meanOf(shown, (a) => Number(counted(a).some(({ overlap }) => overlap >= TOUCHES))),
    boxed: meanOf(shown, (a) => Number(counted(a).some(({ isRight }) => isRight))),
    falseBoxes: meanOf(empty, (a) => counted(a).length),
    boxPrecision: averagePrecision(
      answers.flatMap(({ found }) =>
        found.map(({ confidence, isRight }) => ({ score: confidence, isRight })),
      ),
      shown.reduce((sum, answer) => sum + answer.shown, 0),
    ),
    photoPrecision: averagePrecision(
      answers.map(({ found, shown }) => ({
        score: Math.max(0, ...found.map(({ confidence }) => confidence)),
        isRight: shown > 0,
      })),
      shown.length,
    ),
  };
}

const COLUMNS = ['thing', 'taught from', 'found', 'box', 'false', 'AP50', 'photo AP'];

/**
 * One row a result, then their means.
 *
 * @param results [{ label, count, figures }]
 */
export function resultsTable(results) {
  const row = (title, count, figures) =>
    line([
      title,
      count,
      figure(figures.found),
      figure(figures.boxed),
      figures.falseBoxes.toFixed(3),
      figure(figures.boxPrecision),
      figure(figures.photoPrecision),
    ]);
  const counts = [...new Set(results.map(({ count }) => count))].sort((a, b) => a - b);
  const means = counts.map((count) => {
    const rows = results.filter((result) => result.count === count);
    const keys = Object.keys(rows[0].figures);
    const mean = (key) => meanOf(rows, ({ figures }) => figures[key]);
    const title = `**mean of ${rows.length}**`;
    return row(title, count, Object.fromEntries(keys.map((key) => [key, mean(key)])));
  });
  return [
    line(COLUMNS),
    line(COLUMNS.map(() => '---')),
    ...results.map(({ label, count, figures }) => row(label, count, figures)),
    ...means,
  ];
}

/** How often boxes are right that a confidence is given for, and the expected calibration error (ECE) over these bins. */
export function reliabilityTable(answers) {
  const boxes = answers.flatMap(({ found }) => found);
  const bins = reliability(boxes);
  const error = bins.reduce(
    (sum, bin) => sum + (bin.count / boxes.length) * Math.abs(bin.confidence - bin.right),
    0,
  );
  const shown = boxes.filter(({ confidence }) => confidence >= COUNTS);
  return [
    line(['confidence', 'boxes', 'mean confidence', 'right']),
    line(['---', '---', '---', '---']),
    ...bins.map((bin) => line([bin.title, bin.count, figure(bin.confidence), figure(bin.right)])),
    '',
    `Expected calibration error ${error.toFixed(3)}; of ${shown.length} boxes from ${COUNTS} up, ${figure(meanOf(shown, ({ isRight }) => Number(isRight)))} are right.`,
  ];
}
