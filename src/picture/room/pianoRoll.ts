import { clockTime } from '../../format.js';
import { type Note, pitchName } from '../../music/note.js';
import type { Score } from '../../music/score.js';
import { ticksPerBar, ticksToSeconds } from '../../music/time.js';
import { type Box, bottomOf, rightOf } from '../../vision/box.js';
import type { Letters } from '../letters/letters.js';
import { INK } from '../palette.js';
import { element, num, type Svg } from '../svg.js';
import { type Lane, noteThickness, type PitchLanes } from './pitchLanes.js';

export interface RollPlace {
  /** Where the lanes stand, without the numbers above, below and behind. */
  readonly place: Box;
  readonly lanes: PitchLanes;
  /** One a lane. */
  readonly colours: readonly string[];
  /** Where the lines between the lanes begin: before their captions. */
  readonly rulesLeft: number;
  readonly letters: Letters;
}

const NUMBERS = { size: 10 };

/** Every part as a lane of its own, on one scale of pitch: bars above, minutes below, notes between. */
export function drawPianoRoll(score: Score, roll: RollPlace): Svg {
  const { place, lanes, colours, rulesLeft, letters } = roll;
  const across = place.width / score.lengthTicks;
  const drawn = score.parts.map(({ notes }, i) => {
    const { top, height, middlePitch } = lanes.lanes[i] as Lane;
    const lane = { ...place, y: place.y + top, height };
    const yOf = (pitch: number) => lane.y + height / 2 - (pitch - middlePitch) * lanes.semitone;
    return {
      marks: cMarks(lane, yOf),
      notes: drawNotes(notes, {
        lane,
        across,
        yOf,
        thick: noteThickness(lanes.semitone),
        colour: colours[i] as string,
      }),
    };
  });
  const edges = [...lanes.lanes.map(({ top }) => top), lanes.height];
  const rules = edges
    .map((top) => `M${num(rulesLeft)} ${num(place.y + top)}H${num(rightOf(place))}`)
    .join('');
  const marks = drawn.flatMap((lane) => lane.marks);
  return [
    drawBars(score, { place, letters }),
    drawCMarks(marks, { place, letters }),
    element('path', { d: rules, stroke: INK.strong, 'stroke-width': 0.6, fill: 'none' }),
    drawSeconds(score, { place, letters }),
    ...drawn.map(({ notes }) => notes),
  ].join('');
}

/** Bar lines, and the numbers of as many bars as there is room for. */
function drawBars(score: Score, { place, letters }: Pick<RollPlace, 'place' | 'letters'>): Svg {
  const barTicks = ticksPerBar(score.timeSignature);
  const bars = Math.round(score.lengthTicks / barTicks);
  const width = place.width / bars;
  const every = [1, 2, 4, 8, 16, 32, 64, 128].find((step) => step * width >= 26) ?? 128;
  // Thin lines only where there is white between them.
  const thin = [1, 2, 4, 8, 16, 32].find((step) => step * width >= 9) ?? 64;
  const line = (bar: number) => {
    const x = num(place.x + bar * width);
    return `M${x} ${num(place.y)}V${num(bottomOf(place))}`;
  };
  const all = Array.from({ length: bars + 1 }, (_, bar) => bar);
  const numbered = all.filter((bar) => bar % every === 0 && bar < bars);
  const strong = all.filter((bar) => bar % Math.max(4, every) === 0 || bar === bars);
  return [
    element('path', {
      d: all
        .filter((bar) => bar % thin === 0)
        .map(line)
        .join(''),
      stroke: INK.line,
      'stroke-width': 0.6,
      fill: 'none',
    }),
    element('path', {
      d: strong.map(line).join(''),
      stroke: INK.strong,
      'stroke-width': 0.7,
      fill: 'none',
    }),
    ...numbered.map((bar) =>
      letters.write(`${bar + 1}`, {
        x: place.x + bar * width + 1.5,
        y: place.y - 6,
        fill: INK.soft,
        ...NUMBERS,
      }),
    ),
  ].join('');
}

/** Minutes and seconds below the last lane. */
function drawSeconds(score: Score, { place, letters }: Pick<RollPlace, 'place' | 'letters'>): Svg {
  const seconds = ticksToSeconds(score.lengthTicks, score.tempoBpm);
  const width = place.width / seconds;
  const every = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((step) => step * width >= 46) ?? 1200;
  const marks = Array.from({ length: Math.floor(seconds / every) + 1 }, (_, i) => i * every);
  return marks
    .map((mark) => {
      const x = place.x + mark * width;
      const y = bottomOf(place);
      const tick = element('path', {
        d: `M${num(x)} ${num(y)}v4`,
        stroke: INK.strong,
        'stroke-width': 0.7,
      });
      const text = { x, y: y + 15, fill: INK.soft, anchor: 'middle', ...NUMBERS } as const;
      return tick + letters.write(clockTime(mark), text);
    })
    .join('');
}

/** One part: higher is higher, darker is struck harder. */
function drawNotes(
  notes: readonly Note[],
  options: {
    lane: Box;
    across: number;
    yOf: (pitch: number) => number;
    thick: number;
    colour: string;
  },
): Svg {
  const { lane, across, yOf, thick, colour } = options;
  if (notes.length === 0) return '';
  const marks = Array.from({ length: TOUCHES }, (_, i) => i + 1).map((touch) => {
    const d = notes
      .filter(({ velocity }) => Math.ceil(velocity / (128 / TOUCHES)) === touch)
      .map(({ pitch, startTicks, durationTicks }) => {
        // A hair of white between a note and the next of the same key.
        const width = Math.max(1.3, durationTicks * across - 0.7);
        const x = Math.min(lane.x + startTicks * across, rightOf(lane) - width);
        const y = yOf(pitch) - thick / 2;
        return `M${num(x)} ${num(y)}h${num(width)}v${num(thick)}h${num(-width)}z`;
      })
      .join('');
    return d && element('path', { d, opacity: 0.5 + (0.5 * touch) / TOUCHES });
  });
  return element('g', { fill: colour }, marks);
}

/** A C in a lane. */
interface CMark {
  readonly pitch: number;
  readonly y: number;
}

/** The Cs of a lane, those on its edges left out. */
function cMarks(lane: Box, yOf: (pitch: number) => number): CMark[] {
  return Array.from({ length: 11 }, (_, octave) => 12 * octave)
    .map((pitch) => ({ pitch, y: yOf(pitch) }))
    .filter(({ y }) => y > lane.y + 2 && y < bottomOf(lane) - 2)
    .reverse();
}

/** A faint line at each C, and the names of as many as there is room for, from the top. */
function drawCMarks(
  marks: readonly CMark[],
  { place, letters }: Pick<RollPlace, 'place' | 'letters'>,
): Svg {
  let before = Number.NEGATIVE_INFINITY;
  const names = marks.map(({ pitch, y }) => {
    if (y - before < NAME_LINE) return '';
    before = y;
    const text = { x: rightOf(place) + 5, y: y + 3, fill: INK.soft, size: 8.5 };
    return letters.write(pitchName(pitch), text);
  });
  const d = marks.map(({ y }) => `M${num(place.x)} ${num(y)}H${num(rightOf(place))}`).join('');
  const line = { d, stroke: INK.line, 'stroke-width': 0.6, fill: 'none' };
  return (d && element('path', line)) + names.join('');
}

/** Least distance of two names of pitches, one above the other. */
const NAME_LINE = 9.5;

/** How many degrees of darkness there are. */
const TOUCHES = 8;
