import { median } from '../math/median.js';
import { pitchTrack } from './pitchTrack.js';
import { type SungNote, sungNotes } from './sungNotes.js';
import type { TranscribedNote } from './transcribedStretch.js';
import { vibratoPassages } from './vibrato.js';
import { FRAME_SECONDS, HOP_SAMPLES } from './windows.js';

/**
 * Puts one note at its mean pitch in the place of the many that the network finds in a tone with vibrato.
 *
 * Only where notes a semitone or two apart follow one another at the pace of a vibrato is the pitch followed at all,
 * and only where it is that of a single voice that swings to and fro, 3 to 9 times a second, are notes merged: struck
 * notes stay as they are, and so do voices that sound together.
 *
 * @param options.samples mono, 22,050 Hz, of which sample 0 stands at `firstSeconds`
 */
export function mergeVibrato(
  notes: readonly TranscribedNote[],
  { samples, firstSeconds }: { readonly samples: Float32Array; readonly firstSeconds: number },
): TranscribedNote[] {
  let merged = [...notes];
  for (const { from, to } of restlessSpans(notes)) {
    const first = Math.max(0, Math.round((from - firstSeconds) / FRAME_SECONDS));
    const last = Math.min(
      Math.floor(samples.length / HOP_SAMPLES),
      Math.round((to - firstSeconds) / FRAME_SECONDS),
    );
    if (last <= first) continue;
    const track = pitchTrack(samples, { first: first * HOP_SAMPLES, count: last - first });
    for (const passage of vibratoPassages(track)) {
      const secondsAt = (frame: number) => firstSeconds + (first + frame) * FRAME_SECONDS;
      const sung = sungNotes(track, passage);
      merged = replace(merged, sung, secondsAt);
    }
  }
  return merged;
}

/** Neighbours in time and pitch, as the pieces of a wavering tone are. */
const NEAR_SECONDS = 0.6;
const NEAR_SEMITONES = 3;
const LEAST_PIECES = 3;
/** A voice is followed for so long before and after its pieces. */
const REACH_SECONDS = 1;

function restlessSpans(notes: readonly TranscribedNote[]): { from: number; to: number }[] {
  const sorted = [...notes].sort((a, b) => a.startSeconds - b.startSeconds);
  const spans: { from: number; to: number }[] = [];
  let pieces = 1;
  for (const [i, note] of sorted.entries()) {
    const isNear = sorted
      .slice(Math.max(0, i - 3), i)
      .some(
        (other) =>
          note.startSeconds - other.startSeconds <= NEAR_SECONDS &&
          Math.abs(note.pitch - other.pitch) <= NEAR_SEMITONES &&
          note.pitch !== other.pitch,
      );
    pieces = isNear ? pieces + 1 : 1;
    if (pieces < LEAST_PIECES) continue;
    const from = (sorted[i - pieces + 1] as TranscribedNote).startSeconds - REACH_SECONDS;
    const to = note.startSeconds + note.durationSeconds + REACH_SECONDS;
    const before = spans.at(-1);
    if (before !== undefined && from <= before.to) before.to = Math.max(before.to, to);
    else spans.push({ from, to });
  }
  return spans;
}

function replace(
  notes: readonly TranscribedNote[],
  sung: readonly SungNote[],
  secondsAt: (frame: number) => number,
): TranscribedNote[] {
  const pieces = new Set<TranscribedNote>();
  const taken = sung.map((note) => {
    const from = secondsAt(note.from);
    const to = secondsAt(note.to);
    const own = notes.filter(
      ({ pitch, startSeconds }) =>
        Math.abs(pitch - note.pitch) <= NEAR_SEMITONES &&
        startSeconds >= from - EARLY_SECONDS &&
        startSeconds < to,
    );
    for (const piece of own) pieces.add(piece);
    return { note, from, to, amplitudes: own.map(({ amplitude }) => amplitude) };
  });
  const all = taken.flatMap(({ amplitudes }) => amplitudes);
  // Where the network found about as many notes, it was not misled, and it knows better when they begin.
  if (pieces.size < LEAST_PIECES_A_NOTE * sung.length) return [...notes];
  return [
    ...notes.filter((note) => !pieces.has(note)),
    ...taken.map(({ note, from, to, amplitudes }) => ({
      pitch: note.pitch,
      startSeconds: Math.max(0, from),
      durationSeconds: to - from,
      amplitude: amplitudes.length === 0 ? median(all) : Math.max(...amplitudes),
    })),
  ];
}

/** A tone with vibrato falls into at least so many pieces. */
const LEAST_PIECES_A_NOTE = 1.5;

/** A piece may begin so long before the voice is followed. */
const EARLY_SECONDS = 0.08;
