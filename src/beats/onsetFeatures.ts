import { lowerBound } from '../math/lowerBound.js';
import { CHORD_SPREAD_SECONDS } from '../music/note.js';
import type { SoundedNote } from './beats.js';
import { gatherOnsets, LONGEST_SECONDS, type OnsetEvent } from './onsetEvents.js';

/** Frames a second of everything that the network sees and says. */
export const FRAMES_PER_SECOND = 40;

/** Lowest pitches of the register bands above the first. */
const BAND_EDGES = [36, 44, 52, 60, 68, 76, 84];

/** The columns of a frame's features. */
const COLUMN = {
  bands: 0,
  event: 8,
  chordSize: 9,
  isBass: 10,
  isTop: 11,
  duration: 12,
  accent: 13,
  untilNext: 14,
  sincePrevious: 15,
  harmonicChangeShort: 16,
  harmonicChangeLong: 17,
  newBass: 18,
  bassLength: 19,
  sounding: 20,
  releases: 21,
} as const;

export const FEATURES = 22;

/** What one band, and the releases, count at most in a frame. */
const MOST_IN_FRAME = 3;

/** Features of a stretch of music, frame by frame. */
export interface FeatureFrames {
  readonly frames: number;
  /** Row by row, `FEATURES` numbers a frame. */
  readonly values: Float32Array;
}

/**
 * What the beat network sees of notes: onsets by register, and of each event its chord size, whether it is a bass or
 * a top note, its length, accent, distance to its neighbours and the change of harmony, each spread over the two
 * frames that it falls between; and in every frame how many notes sound and end.
 *
 * @param notes by onset, at least one, in seconds from the beginning of the frames
 */
export function onsetFeatures(notes: readonly SoundedNote[]): FeatureFrames {
  const last = (notes.at(-1) as SoundedNote).startSeconds;
  const frames = Math.floor((last + 2) * FRAMES_PER_SECOND) + 1;
  const values = new Float32Array(frames * FEATURES);
  const spread = (column: number, seconds: number, value: number) => {
    const at = seconds * FRAMES_PER_SECOND;
    const frame = Math.floor(at);
    const later = at - frame;
    values[frame * FEATURES + column] = sumAt(
      values,
      frame * FEATURES + column,
      value * (1 - later),
    );
    const next = (frame + 1) * FEATURES + column;
    values[next] = sumAt(values, next, value * later);
  };
  for (const { pitch, startSeconds, velocity } of notes) {
    const band = BAND_EDGES.filter((edge) => edge <= pitch).length;
    spread(COLUMN.bands + band, startSeconds, 0.5 + velocity / 254);
  }
  const events = gatherOnsets(notes);
  spreadEvents(events, spread);
  spreadHarmony(notes, events, spread);
  countSounding(notes, { frames, values });
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band <= BAND_EDGES.length; band++) {
      const place = frame * FEATURES + COLUMN.bands + band;
      values[place] = Math.min(MOST_IN_FRAME, values[place] as number);
    }
  }
  return { frames, values };
}

type Spread = (column: number, seconds: number, value: number) => void;

function sumAt(values: Float32Array, place: number, value: number): number {
  return (values[place] as number) + value;
}

function spreadEvents(events: readonly OnsetEvent[], spread: Spread): void {
  let lastBassClass = -1;
  let lastBass: OnsetEvent | undefined;
  for (const [i, event] of events.entries()) {
    const { seconds } = event;
    const next = events[i + 1]?.seconds ?? seconds + 2;
    const previous = events[i - 1]?.seconds ?? seconds - 2;
    spread(COLUMN.event, seconds, 1);
    spread(COLUMN.chordSize, seconds, Math.log(event.count));
    spread(COLUMN.isTop, seconds, event.isTop ? 1 : 0);
    spread(COLUMN.duration, seconds, Math.log1p(event.durationSeconds));
    spread(COLUMN.accent, seconds, event.accent);
    spread(COLUMN.untilNext, seconds, Math.min(2, next - seconds));
    spread(COLUMN.sincePrevious, seconds, Math.min(2, seconds - previous));
    if (!event.isBass) continue;
    spread(COLUMN.isBass, seconds, 1);
    if (event.lowest % 12 !== lastBassClass) spread(COLUMN.newBass, seconds, 1);
    lastBassClass = event.lowest % 12;
    if (lastBass) {
      spread(COLUMN.bassLength, lastBass.seconds, Math.min(4, seconds - lastBass.seconds));
    }
    lastBass = event;
  }
  if (lastBass) spread(COLUMN.bassLength, lastBass.seconds, 1);
}

/** One minus the cosine between the pitch classes before an event and from it on, over a short and a long stretch. */
function spreadHarmony(
  notes: readonly SoundedNote[],
  events: readonly OnsetEvent[],
  spread: Spread,
): void {
  const sums = new Float64Array((notes.length + 1) * 12);
  for (const [i, { pitch, durationSeconds }] of notes.entries()) {
    sums.copyWithin((i + 1) * 12, i * 12, (i + 1) * 12);
    const place = (i + 1) * 12 + (pitch % 12);
    sums[place] = (sums[place] as number) + Math.min(1, durationSeconds) + 0.1;
  }
  const noteAt = (seconds: number) => firstNoteFrom(notes, seconds);
  for (const [column, width] of [
    [COLUMN.harmonicChangeShort, 0.6],
    [COLUMN.harmonicChangeLong, 1.5],
  ] as const) {
    for (const { seconds } of events) {
      const change = chromaChange(sums, {
        beforeFrom: noteAt(seconds - width),
        beforeTo: noteAt(seconds - CHORD_SPREAD_SECONDS),
        afterFrom: noteAt(seconds - 0.001),
        afterTo: noteAt(seconds + width),
      });
      spread(column, seconds, change);
    }
  }
}

/** Index of the first note that begins at or after a moment. */
function firstNoteFrom(notes: readonly SoundedNote[], seconds: number): number {
  return lowerBound(notes.length, (i) => (notes[i] as SoundedNote).startSeconds < seconds);
}

function chromaChange(
  sums: Float64Array,
  range: { beforeFrom: number; beforeTo: number; afterFrom: number; afterTo: number },
): number {
  const { beforeFrom, beforeTo, afterFrom, afterTo } = range;
  let product = 0;
  let before = 0;
  let after = 0;
  for (let pitchClass = 0; pitchClass < 12; pitchClass++) {
    const sumTo = (note: number) => sums[note * 12 + pitchClass] as number;
    const a = sumTo(beforeTo) - sumTo(beforeFrom);
    const b = sumTo(afterTo) - sumTo(afterFrom);
    product += a * b;
    before += a * a;
    after += b * b;
  }
  const norms = Math.sqrt(before) * Math.sqrt(after);
  return norms < 1e-6 ? 0 : 1 - product / norms;
}

function countSounding(notes: readonly SoundedNote[], { frames, values }: FeatureFrames): void {
  const changes = new Float64Array(frames + 1);
  for (const { startSeconds, durationSeconds } of notes) {
    const begins = Math.min(frames - 1, Math.floor(startSeconds * FRAMES_PER_SECOND));
    const endSeconds = startSeconds + Math.min(LONGEST_SECONDS, durationSeconds);
    const ends = Math.min(frames - 1, Math.floor(endSeconds * FRAMES_PER_SECOND));
    changes[begins] = (changes[begins] as number) + 1;
    changes[ends] = (changes[ends] as number) - 1;
    const place = ends * FEATURES + COLUMN.releases;
    values[place] = Math.min(MOST_IN_FRAME, sumAt(values, place, 0.5));
  }
  let sounding = 0;
  for (let frame = 0; frame < frames; frame++) {
    sounding += changes[frame] as number;
    values[frame * FEATURES + COLUMN.sounding] = Math.log1p(Math.max(0, sounding));
  }
}
