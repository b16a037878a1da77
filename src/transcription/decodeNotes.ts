import { amplitudeOf } from './amplitude.js';
import { type Candidate, findCandidates } from './candidates.js';
import { noteFeatures } from './noteFeatures.js';
import { noteProbabilityOf } from './noteProbability.js';
import { cellAt, type Posteriorgrams } from './posteriorgrams.js';
import { LOWEST_PITCH } from './spectrum.js';
import type { TranscribedNote } from './transcribedStretch.js';
import { FRAME_SECONDS } from './windows.js';

/** A candidate is a note if it is at least this likely one. */
const LEAST_PROBABILITY = 0.45;

/** The network's onsets come later than the notes; subtracted from all. */
const ONSET_BIAS_SECONDS = 0.003;

/** A note sounds for as long as its frames have at least this probability. */
const HELD_FRAME = 0.3;

/** So many frames in a row may have less. */
const FALTERING_FRAMES = 11;

/** No note is shorter: 35 ms. */
const SHORTEST_FRAMES = 3;

/**
 * The notes in what the network gives, key after key, in order of time.
 *
 * Whether and when a note begins depends on the frames of the second before it and the sixth of a second after it
 * alone, so a piece cut anywhere else gives the same notes.
 *
 * @param options.firstSeconds where the first frame stands in the recording
 */
export function decodeNotes(
  posteriorgrams: Posteriorgrams,
  { firstSeconds }: { readonly firstSeconds: number },
): TranscribedNote[] {
  const featuresOf = noteFeatures(posteriorgrams);
  const taken = findCandidates(posteriorgrams).filter(
    (candidate) => noteProbabilityOf(featuresOf(candidate)) >= LEAST_PROBABILITY,
  );
  return taken.map((candidate, i) => {
    const next = taken[i + 1];
    const end = next?.key === candidate.key ? next.frame : posteriorgrams.frameCount;
    return {
      pitch: LOWEST_PITCH + candidate.key,
      startSeconds: Math.max(
        0,
        firstSeconds + candidate.frame * FRAME_SECONDS - ONSET_BIAS_SECONDS,
      ),
      durationSeconds: heldFrames(posteriorgrams, candidate, end) * FRAME_SECONDS,
      amplitude: amplitudeOf(posteriorgrams.powers, candidate),
    };
  });
}

/** How many frames a note goes on, at most up to frame `end`, where the next one of its key begins. */
function heldFrames({ frames }: Posteriorgrams, { key, frame }: Candidate, end: number): number {
  let last = frame;
  for (let at = frame; at < end && at - last <= FALTERING_FRAMES; at++) {
    if (cellAt(frames, at, key) >= HELD_FRAME) last = at;
  }
  return Math.min(end - frame, Math.max(SHORTEST_FRAMES, last + 1 - frame));
}
