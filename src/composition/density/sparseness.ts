import type { Note } from '../../music/note.js';

/** What a part strikes at one moment. */
export interface Stroke {
  readonly startTicks: number;
  /** How strong its place in the bar is, 0–3. */
  readonly strength: number;
  /** From the lowest pitch up, at least one. */
  readonly notes: readonly Note[];
}

/**
 * How sparsely a part plays a bar, from all it has to nothing: chords first lose their inner voices, then what
 * stands between the divisions of the beat falls silent, the soft before the loud, then all voices but the top
 * one, then what is off the beat, and the strongest stroke goes last.
 */
export const SPARSENESS = {
  allVoices: 0,
  threeVoices: 1,
  outerVoices: 2,
  loudOffBeats: 3,
  dividedBeats: 4,
  oneVoice: 5,
  beats: 6,
  oneNote: 7,
  nothing: 8,
} as const;

/**
 * What is left of a part's strokes in a bar.
 *
 * @param strokes of one bar, in order
 */
export function thinBar(strokes: readonly Stroke[], sparseness: number): Note[] {
  if (sparseness >= SPARSENESS.nothing || strokes.length === 0) return [];
  const strongest = strokes.reduce((best, stroke) => (isStronger(stroke, best) ? stroke : best));
  const kept =
    sparseness === SPARSENESS.oneNote ? [strongest] : strokes.filter(staysAt(sparseness, strokes));
  return (kept.length > 0 ? kept : [strongest]).flatMap(({ notes }) => voices(notes, sparseness));
}

/** Voices of a chord from the outside in: the top one, the bottom one, and the one below the top. */
function voices(notes: readonly Note[], sparseness: number): readonly Note[] {
  const most = sparseness >= SPARSENESS.oneVoice ? 1 : sparseness >= SPARSENESS.outerVoices ? 2 : 3;
  if (sparseness === SPARSENESS.allVoices || notes.length <= most) return notes;
  const upper = notes.slice(-Math.max(1, most - 1));
  return most === 1 ? upper : [notes[0] as Note, ...upper];
}

function staysAt(sparseness: number, strokes: readonly Stroke[]): (stroke: Stroke) => boolean {
  if (sparseness <= SPARSENESS.outerVoices) return () => true;
  if (sparseness >= SPARSENESS.beats) return ({ strength }) => strength >= 2;
  if (sparseness >= SPARSENESS.dividedBeats) return ({ strength }) => strength >= 1;
  const between = strokes
    .filter(({ strength }) => strength === 0)
    .sort((a, b) => loudness(b) - loudness(a) || a.startTicks - b.startTicks);
  // Where a machine strikes all alike, its burst becomes shorter.
  const louder = new Set(between.slice(0, Math.floor(between.length / 2)));
  return (stroke) => stroke.strength >= 1 || louder.has(stroke);
}

function isStronger(a: Stroke, b: Stroke): boolean {
  return a.strength > b.strength || (a.strength === b.strength && loudness(a) > loudness(b));
}

function loudness({ notes }: Stroke): number {
  return notes.reduce((sum, note) => sum + note.velocity, 0) / notes.length;
}
