import type { Note } from '../../../../music/note.js';
import { noteRectangle } from './noteRectangle.js';
import { type RollView, xOf } from './rollView.js';

/** What is drawn of a lane. */
export interface RollContent {
  /** In order of their starts. */
  readonly notes: readonly Note[];
  /** Duration of the longest, in ticks. */
  readonly longestTicks: number;
  readonly lengthTicks: number;
  readonly barTicks: number;
  /** The pitch at half of the lane's height. */
  readonly middlePitch: number;
  /** Height of a semitone in pixels. */
  readonly semitone: number;
  readonly height: number;
}

export interface RollInk {
  readonly note: string;
  readonly line: string;
  readonly strong: string;
  readonly text: string;
}

/** How many degrees of darkness there are, as on the printed page: darker is struck harder. */
const TOUCHES = 8;

/** Of the softest note: fainter ones are lost on dark paper. */
const LEAST_OPACITY = 0.6;

/** Draws what is in sight of a lane: bar lines, a faint line at each C, the notes. */
export function drawRoll(
  canvas: HTMLCanvasElement,
  content: RollContent,
  {
    view,
    ink,
    scale,
    chosen,
  }: {
    readonly view: RollView;
    readonly ink: RollInk;
    readonly scale: number;
    /** Index of the note that is asked about. */
    readonly chosen: number | undefined;
  },
): void {
  const { height } = content;
  const [width, tall] = [Math.round(view.width * scale), Math.round(height * scale)];
  if (canvas.width !== width || canvas.height !== tall) {
    canvas.width = width;
    canvas.height = tall;
  }
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, view.width, height);
  drawLines(pen, content, { view, ink });
  drawNotes(pen, content, { view, colour: ink.note });
  const note = chosen === undefined ? undefined : content.notes[chosen];
  if (note !== undefined) {
    const { x, y, width, height: thick } = noteRectangle(note, content, view);
    pen.strokeStyle = ink.text;
    pen.lineWidth = 2;
    pen.strokeRect(x - 2, y - 2, width + 4, thick + 4);
  }
}

function drawLines(
  pen: CanvasRenderingContext2D,
  { barTicks, lengthTicks, height, middlePitch, semitone }: RollContent,
  { view, ink }: { readonly view: RollView; readonly ink: RollInk },
): void {
  const bars = Math.round(lengthTicks / barTicks);
  const barWidth = barTicks * view.pixelsPerTick;
  const every = [1, 2, 4, 8, 16].find((step) => step * barWidth >= 9) ?? 32;
  const first = Math.max(0, Math.floor(-view.left / barWidth));
  const last = Math.min(bars, Math.ceil((view.width - view.left) / barWidth));
  const line = (x: number, colour: string) => {
    pen.fillStyle = colour;
    pen.fillRect(Math.round(x) - 0.5, 0, 1, height);
  };
  for (let bar = first; bar <= last; bar++) {
    if (bar % every === 0) line(xOf(view, bar * barTicks), bar % 4 === 0 ? ink.strong : ink.line);
  }
  pen.fillStyle = ink.line;
  for (let pitch = 0; pitch < 128; pitch += 12) {
    const y = height / 2 - (pitch - middlePitch) * semitone;
    if (y > 2 && y < height - 2) pen.fillRect(0, Math.round(y), view.width, 1);
  }
}

function drawNotes(
  pen: CanvasRenderingContext2D,
  content: RollContent,
  { view, colour }: { readonly view: RollView; readonly colour: string },
): void {
  const { notes, longestTicks } = content;
  const fromTicks = -view.left / view.pixelsPerTick - longestTicks;
  const toTicks = (view.width - view.left) / view.pixelsPerTick;
  const touches = Array.from({ length: TOUCHES + 1 }, () => new Path2D());
  for (const note of notes) {
    const { startTicks, velocity } = note;
    if (startTicks < fromTicks) continue;
    if (startTicks > toTicks) break;
    const { x, y, width, height } = noteRectangle(note, content, view);
    touches[Math.ceil(velocity / (128 / TOUCHES))]?.rect(x, y, width, height);
  }
  pen.fillStyle = colour;
  for (const [touch, path] of touches.entries()) {
    pen.globalAlpha = LEAST_OPACITY + ((1 - LEAST_OPACITY) * touch) / TOUCHES;
    pen.fill(path);
  }
  pen.globalAlpha = 1;
}
