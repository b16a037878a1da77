import type { EncodedRecordings } from '../../autoencoder/encodedWindows.js';
import type { Letters } from '../letters/letters.js';
import { COLUMN, drawPage, PAGE_WIDTH } from '../page.js';
import { INK } from '../palette.js';
import type { Svg } from '../svg.js';
import { drawLatentMap } from './latentMap.js';
import { drawLossCurve, type LossRange, lossRangeOf } from './lossCurve.js';
import { drawRecordingNames } from './recordingNames.js';

/** One object's training. */
export interface Training {
  readonly object: string;
  /** Mean loss of each epoch, nats. */
  readonly losses: readonly number[];
  readonly encoded: EncodedRecordings;
  /** File names of the recordings that were learned, in the order of their numbers; none if they are not known. */
  readonly recordings?: readonly string[];
}

const TOP = 176;
const GUTTER = 38;
/** Room for the numbers left of a curve, and between curve and map. */
const LABELS = 30;
const BETWEEN = 18;
const HEAD = 34;
const FOOT = 36;

/** How objects were learned: for each its loss by epoch, and a map of its latents; all on one scale of loss. */
export function drawTrainingsPage(
  trainings: readonly Training[],
  { title, letters }: { readonly title: string; readonly letters: Letters },
): Svg {
  const range = lossRangeOf(trainings.map(({ losses }) => losses));
  const columns = trainings.length === 1 ? 1 : trainings.length <= 8 ? 2 : 3;
  const whole = COLUMN.right - COLUMN.left;
  const width = (whole - (columns - 1) * GUTTER) / columns;
  const side = (width - LABELS - BETWEEN) / 2;
  const panelHeight = HEAD + side + FOOT;
  const panels = trainings.map((training, i) =>
    drawPanel(training, {
      x: COLUMN.left + (i % columns) * (width + GUTTER),
      y: TOP + Math.floor(i / columns) * panelHeight,
      side,
      range,
      letters,
    }),
  );
  const below = TOP + Math.ceil(trainings.length / columns) * panelHeight;
  const [only] = trainings;
  const names =
    only !== undefined && trainings.length === 1
      ? drawRecordingNames(only.recordings ?? [], { top: below, letters })
      : { svg: '', height: 0 };
  return drawPage([drawHeading(trainings, { title, letters }), ...panels, names.svg], {
    title: `${title}: ${trainings.map(({ object }) => object).join(', ')}`,
    sheet: { width: PAGE_WIDTH, height: Math.ceil(below + names.height + 24) },
    letters,
  });
}

function drawHeading(
  trainings: readonly Training[],
  { title, letters }: { title: string; letters: Letters },
): Svg {
  const hasLeftOut = trainings.some(({ encoded }) => encoded.leftOut);
  const lines = [
    'Left: loss by epoch, in nats, on a logarithmic scale. Right: the latent space along its two principal axes, with their',
    `shares of the variance. Each point is a window of a recording, one colour a recording${hasLeftOut ? '; rings are of the one that was left out' : ''}.`,
  ];
  return [
    letters.write(title, {
      x: COLUMN.left - 1,
      y: 92,
      fill: INK.text,
      size: 38,
      weight: 'semiBold',
    }),
    ...lines.map((line, i) =>
      letters.write(line, { x: COLUMN.left, y: 120 + i * 18, fill: INK.soft, size: 13 }),
    ),
  ].join('');
}

function drawPanel(
  { object, losses, encoded }: Training,
  at: { x: number; y: number; side: number; range: LossRange; letters: Letters },
): Svg {
  const { x, y, side, range, letters } = at;
  const width = LABELS + BETWEEN + 2 * side;
  const loss = losses.at(-1);
  const figure = loss === undefined ? '' : `loss ${loss.toFixed(3)}`;
  const figureStyle = { size: 11 };
  const name = { size: 14, weight: 'semiBold' } as const;
  const fitting = letters.fit(object, {
    ...name,
    width: width - letters.widthOf(figure, figureStyle) - 12,
  });
  const top = y + HEAD - 14;
  const nameX = x + LABELS;
  const figureX = nameX + letters.widthOf(fitting, name) + 10;
  return [
    letters.write(fitting, { x: nameX, y: y + 8, fill: INK.text, ...name }),
    letters.write(figure, { x: figureX, y: y + 8, fill: INK.soft, ...figureStyle }),
    drawLossCurve(losses, {
      place: { x: x + LABELS, y: top, width: side, height: side },
      range,
      letters,
    }),
    drawLatentMap(encoded, {
      place: { x: x + LABELS + side + BETWEEN, y: top, width: side, height: side },
      letters,
    }),
  ].join('');
}
