import type { MusicalEvent } from '../events/events.js';
import type { KeptSequences } from '../events/sequences.js';
import { countIn, type Histogram, overlappingArea } from '../math/histogram.js';
import { mean } from '../math/mean.js';
import { pitchClassOf } from '../music/note.js';

/** What of events is counted: pitch classes, grid steps from event to event, and notes in a chord. */
const COUNTED = ['pitchClass', 'interOnset', 'chordSize'] as const;

/** How often the recordings of an object hold what is counted. */
export type EventHistograms = Readonly<Record<(typeof COUNTED)[number], Histogram>>;

type EventCounts = Readonly<Record<(typeof COUNTED)[number], Map<number, number>>>;

/** Histograms of an object's recordings, as far as its decoder keeps them. */
export function recordedHistograms({ chords, events }: KeptSequences): EventHistograms {
  const counts = copyCounts();
  for (const sequence of events) {
    for (const [i, [chord, interOnset]] of sequence.entries()) {
      countChord(counts, chords[chord] as readonly number[]);
      if (i < sequence.length - 1) countIn(counts.interOnset, interOnset);
    }
  }
  return counts;
}

/** How similar music is to its object's recordings, taken as a whole. */
export interface HistogramSimilarity {
  /**
   * The similarity of all of the music if this window came next: the area that its histograms share with those of the recordings, the
   * mean of them, 0–1.
   */
  readonly with: (window: readonly MusicalEvent[]) => number;
  /** The window that did come next. */
  readonly add: (window: readonly MusicalEvent[]) => void;
}

/** The similarity of music that has not begun. */
export function openHistogramSimilarity(recorded: EventHistograms): HistogramSimilarity {
  const played = copyCounts();
  return {
    with: (window) => {
      const counts = copyCounts(played);
      countWindow(counts, window);
      return mean(COUNTED.map((each) => overlappingArea(counts[each], recorded[each])));
    },
    add: (window) => countWindow(played, window),
  };
}

/** The same counts, to be changed; none where none are given. */
function copyCounts(counts?: EventCounts): EventCounts {
  return {
    pitchClass: new Map(counts?.pitchClass),
    interOnset: new Map(counts?.interOnset),
    chordSize: new Map(counts?.chordSize),
  };
}

function countChord(counts: EventCounts, pitches: readonly number[]): void {
  for (const pitch of pitches) countIn(counts.pitchClass, pitchClassOf(pitch));
  countIn(counts.chordSize, pitches.length);
}

/** From the event before a window nothing is counted: where the music comes back, a window may stand elsewhere than it stood. */
function countWindow(counts: EventCounts, window: readonly MusicalEvent[]): void {
  for (const [i, { pitches, step }] of window.entries()) {
    countChord(counts, pitches);
    if (i > 0) countIn(counts.interOnset, step - (window[i - 1] as MusicalEvent).step);
  }
}
