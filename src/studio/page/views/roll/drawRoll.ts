import type { Note } from '../../../../music/note.js';
import { noteThickness } from '../../../../picture/room/pitchLanes.js';
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
}

/** How many degrees of darkness there are, as on the printed page: darker is struck harder. */
const TOUCHES = 8;

/** Of the softest note: fainter ones are lost on dark paper. */
const LEAST_OPACITY = 0.6;

/** Draws what is in sight of a lane: bar lines, a faint line at each C, the notes. */
export function drawRoll(
  canvas: HTMLCanvasElement,
  content: RollContent,
  { view, ink, scale }: { readonly view: RollView; readonly ink: RollInk; readonly scale: number },
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
  { notes, longestTicks, height, middlePitch, semitone }: RollContent,
  { view, colour }: { readonly view: RollView; readonly colour: string },
): void {
  const thick = noteThickness(semitone);
  const fromTicks = -view.left / view.pixelsPerTick - longestTicks;
  const toTicks = (view.width - view.left) / view.pixelsPerTick;
  const touches = Array.from({ length: TOUCHES + 1 }, () => new Path2D());
  for (const { pitch, startTicks, durationTicks, velocity } of notes) {
    if (startTicks < fromTicks) continue;
    if (startTicks > toTicks) break;
    // A hair of paper between a note and the next of the same key.
    const width = Math.max(1.3, durationTicks * view.pixelsPerTick - 0.7);
    const y = height / 2 - (pitch - middlePitch) * semitone - thick / 2;
    touches[Math.ceil(velocity / (128 / TOUCHES))]?.rect(xOf(view, startTicks), y, width, thick);
  }
  pen.fillStyle = colour;
  for (const [touch, path] of touches.entries()) {
    pen.globalAlpha = LEAST_OPACITY + ((1 - LEAST_OPACITY) * touch) / TOUCHES;
    pen.fill(path);
  }
  pen.globalAlpha = 1;
}
