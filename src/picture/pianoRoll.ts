import type { Note } from '../music/note.js';
import type { Score } from '../music/score.js';
import { ticksPerBar, ticksToSeconds } from '../music/time.js';
import { type Box, bottomOf, rightOf } from '../vision/box.js';
import type { Letters } from './letters.js';
import { colourOf, INK } from './palette.js';
import { element, num, type Svg } from './svg.js';

export interface RollPlace {
  /** Where the lanes stand, without the numbers above and below. */
  readonly place: Box;
  readonly laneHeight: number;
  readonly letters: Letters;
}

const NUMBERS = { size: 10 };

/** Every part as a lane of its own: bars above, minutes below, notes between. */
export function drawPianoRoll(score: Score, { place, laneHeight, letters }: RollPlace): Svg {
  const across = place.width / score.lengthTicks;
  const lanes = score.parts.map(({ notes }, rank) => {
    const lane = { ...place, y: place.y + rank * laneHeight, height: laneHeight };
    return drawLane(notes, { lane, across, colour: colourOf(rank), letters });
  });
  const rules = Array.from(
    { length: score.parts.length + 1 },
    (_, i) => `M${num(place.x)} ${num(place.y + i * laneHeight)}H${num(rightOf(place))}`,
  ).join('');
  return [
    drawBars(score, { place, letters }),
    element('path', { d: rules, stroke: INK.strong, 'stroke-width': 0.6, fill: 'none' }),
    drawSeconds(score, { place, letters }),
    ...lanes,
  ].join('');
}

/** Bar lines, and the numbers of as many bars as there is room for. */
function drawBars(score: Score, { place, letters }: Omit<RollPlace, 'laneHeight'>): Svg {
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
function drawSeconds(score: Score, { place, letters }: Omit<RollPlace, 'laneHeight'>): Svg {
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
      return tick + letters.write(clock(mark), text);
    })
    .join('');
}

/** @example clock(83.4) // '1:23' */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${`${whole % 60}`.padStart(2, '0')}`;
}

/** Fewest semitones from a lane's bottom to its top: a part of two notes is not spread over all of it. */
const LEAST_RANGE = 12;

/** One part: higher is higher, darker is struck harder; the pitches of its lowest and highest note at its end. */
function drawLane(
  notes: readonly Note[],
  options: { lane: Box; across: number; colour: string; letters: Letters },
): Svg {
  const { lane, across, colour, letters } = options;
  if (notes.length === 0) return '';
  const pitches = notes.map(({ pitch }) => pitch);
  const lowest = Math.min(...pitches);
  const highest = Math.max(...pitches);
  const range = Math.max(LEAST_RANGE, highest - lowest);
  const bottomPitch = lowest - (range - (highest - lowest)) / 2;
  const padding = Math.max(3, lane.height * 0.1);
  const inner = lane.height - 2 * padding;
  const thick = Math.min(5, Math.max(2.6, inner / (range + 1)));
  const yOf = (pitch: number) =>
    lane.y + padding + (inner - thick) * (1 - (pitch - bottomPitch) / range);
  const marks = Array.from({ length: TOUCHES }, (_, i) => i + 1).map((touch) => {
    const struck = notes.filter(({ velocity }) => Math.ceil(velocity / (128 / TOUCHES)) === touch);
    const d = struck
      .map(({ pitch, startTicks, durationTicks }) => {
        // A hair of white between a note and the next of the same key.
        const width = Math.max(1.3, durationTicks * across - 0.7);
        const x = Math.min(lane.x + startTicks * across, rightOf(lane) - width);
        return `M${num(x)} ${num(yOf(pitch))}h${num(width)}v${num(thick)}h${num(-width)}z`;
      })
      .join('');
    return d && element('path', { d, opacity: 0.5 + (0.5 * touch) / TOUCHES });
  });
  // Names of near pitches are moved apart, so that both can be read.
  const apart = Math.max(0, NAME_LINE - (yOf(lowest) - yOf(highest))) / 2;
  const named = (pitch: number, moved: number) =>
    letters.write(pitchName(pitch), {
      x: rightOf(lane) + 6,
      y: yOf(pitch) + thick / 2 + 3 + moved,
      fill: INK.soft,
      size: 8.5,
    });
  const ends =
    highest === lowest ? [named(highest, 0)] : [named(highest, -apart), named(lowest, apart)];
  return element('g', { fill: colour }, marks) + ends.join('');
}

/** Least distance of two names of pitches, one above the other. */
const NAME_LINE = 9.5;

/** How many degrees of darkness there are. */
const TOUCHES = 8;

/** @example pitchName(60) // 'C4' */
export function pitchName(pitch: number): string {
  const names = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];
  return `${names[pitch % 12]}${Math.floor(pitch / 12) - 1}`;
}
