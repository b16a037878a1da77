import { COMMON_TIME } from '../music/time.js';
import type { BeatHints, Beats, SoundedNote } from './beats.js';

/**
 * Finds the beats of free playing. (A stand-in while the tracker is being built: a steady beat at the hinted tempo from the first note.)
 */
export function findBeats(notes: readonly SoundedNote[], hints: BeatHints = {}): Beats {
  const { tempoBpm = 120, metre = COMMON_TIME } = hints;
  if (notes.length < 4)
    return { tempoBpm: null, metre: null, confidence: 0, beats: [], downbeats: [] };
  const first = Math.min(...notes.map(({ startSeconds }) => startSeconds));
  const last = Math.max(...notes.map((note) => note.startSeconds + note.durationSeconds));
  const beats: number[] = [];
  for (let at = first; at <= last + 60 / tempoBpm; at += 60 / tempoBpm) beats.push(at);
  const downbeats = beats.filter((_, i) => i % metre.beats === 0);
  return { tempoBpm, metre, confidence: 0.5, beats, downbeats };
}
