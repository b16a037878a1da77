import { metricStrength } from '../../music/metre.js';
import { byStart, type Note } from '../../music/note.js';
import { type TimeSignature, ticksPerBar } from '../../music/time.js';
import { SPARSENESS, type Stroke, thinBar } from './sparseness.js';

/** A part's strokes in one bar, how sparsely it plays them, and what it therefore plays. */
export interface PartBar {
  readonly strokes: readonly Stroke[];
  /** One of `SPARSENESS`. */
  readonly sparseness: number;
  readonly notes: readonly Note[];
}

/** Chords keep one density for as many bars at a time, counted from the piece's first. */
const VOICING_BARS = 2;

/** A part bar by bar, with all that it has. */
export function partBars(
  notes: readonly Note[],
  { bars, timeSignature }: { bars: number; timeSignature: TimeSignature },
): PartBar[] {
  const barTicks = ticksPerBar(timeSignature);
  const strokes = Array.from({ length: bars }, (): Stroke[] => []);
  for (const chord of chordsOf(notes)) {
    const { startTicks } = chord[0] as Note;
    const strength = metricStrength(startTicks, timeSignature);
    strokes[Math.floor(startTicks / barTicks)]?.push({ startTicks, strength, notes: chord });
  }
  return strokes.map((own) => partBar(own, SPARSENESS.allVoices));
}

/**
 * The same part with one bar played at another degree. Chords gain and lose voices for two bars at a time,
 * so that they do not flicker.
 */
export function atSparseness(
  row: readonly PartBar[],
  { bar, sparseness }: { bar: number; sparseness: number },
): PartBar[] {
  const pair = Math.floor(bar / VOICING_BARS);
  const voicing = Math.min(sparseness, SPARSENESS.outerVoices);
  return row.map((before, at) => {
    if (at === bar) return partBar(before.strokes, sparseness);
    if (Math.floor(at / VOICING_BARS) !== pair) return before;
    const isVoicing = before.sparseness <= SPARSENESS.outerVoices;
    return isVoicing ? partBar(before.strokes, voicing) : before;
  });
}

function partBar(strokes: readonly Stroke[], sparseness: number): PartBar {
  return { strokes, sparseness, notes: thinBar(strokes, sparseness) };
}

/** Notes that begin together, from the lowest up. */
function chordsOf(notes: readonly Note[]): Note[][] {
  const chords = new Map<number, Note[]>();
  for (const note of [...notes].sort(byStart)) {
    const chord = chords.get(note.startTicks);
    if (chord) chord.push(note);
    else chords.set(note.startTicks, [note]);
  }
  return [...chords.values()];
}
