import { checkArguments } from '../checks/checkOptions.js';
import { countedBeats } from '../music/metre.js';
import { beatConfidence } from './beatConfidence.js';
import { checkHints, hasHints } from './beatHints.js';
import type { BeatHints, Beats, SoundedNote } from './beats.js';
import { checkNotes } from './checkNotes.js';
import { hintedInterval } from './intervals.js';
import { joinSections, type TrackedBeat } from './joinSections.js';
import { medianSpanTempo } from './medianTempo.js';
import { metreOf } from './metreOf.js';
import { runNetwork } from './network.js';
import { FRAMES_PER_SECOND, onsetFeatures } from './onsetFeatures.js';
import { type OtherTempi, otherTempi, otherTempo } from './otherTempo.js';
import { cutSections, FEWEST_NOTES } from './sections.js';
import { snapToOnsets } from './snapToOnsets.js';
import { trackBars } from './trackBars.js';
import { peakAt, trackBeats } from './trackBeats.js';

/** Below this confidence, and without a hint, a recording is free: its beats would be made up. */
const FREE_CONFIDENCE = 0.02;

/** Two beats make a tempo, three a pulse. */
const FEWEST_BEATS = 3;

/** Where the network is sure that there is no beat at all, nothing is divided by less. */
const LEAST_DIVISOR = 1e-6;

/** What a recording is in which no beat is found. */
const FREE: Beats = { tempoBpm: null, metre: null, confidence: 0, beats: [], downbeats: [] };

/**
 * Finds beats, bars and metre of free playing.
 *
 * A network says how likely each moment holds a beat and a downbeat, a path through the likeliest beats, whose tempo may
 * bend, follows them, and a second one groups them into bars. Equal notes and hints give equal beats on every machine.
 * Each beat lies within 30 s of an onset: a rest of more than a minute has no beats in its middle, so that time and memory
 * grow with the number of notes and not with silence.
 *
 * @param notes in any order, within thirty years of second 0
 * @param hints what a person says about the recording; with a hint it is never free, unless it has fewer than eight notes
 * @throws MirrorError `usage` for hints that cannot be, `input` for notes that cannot be
 * @example findBeats(notes).tempoBpm // 76.1
 */
export function findBeats(notes: readonly SoundedNote[], hints: BeatHints = {}): Beats {
  checkHints(hints);
  checkArguments({ notes }, { notes: 'array' });
  checkNotes(notes);
  const played = [...notes].sort((a, b) => a.startSeconds - b.startSeconds || a.pitch - b.pitch);
  if (played.length < FEWEST_NOTES) return FREE;
  const sections = cutSections(played)
    .filter((section) => section.length >= FEWEST_NOTES)
    .map((section) => trackSection(section, hints));
  const onsets = played.map(({ startSeconds }) => startSeconds);
  const joined = joinSections(
    sections.map(({ beats }) => beats),
    onsets,
  );
  const tracked = onOnsets(joined, onsets).filter(({ seconds }) => seconds >= 0);
  if (tracked.length < FEWEST_BEATS) return FREE;
  const confidence = meanOf(sections, (section) => section.confidence);
  if (confidence < FREE_CONFIDENCE && !hasHints(hints)) {
    return { ...FREE, confidence };
  }
  const beats = tracked.map(({ seconds }) => seconds);
  const bars = trackBars(
    tracked.map(({ downbeat }) => downbeat),
    hints.metre && countedBeats(hints.metre),
  );
  const tempoBpm = medianSpanTempo(beats);
  const other = hints.tempoBpm === undefined ? otherTempoOf(tempoBpm, sections) : undefined;
  return {
    tempoBpm,
    ...(other !== undefined && { otherTempoBpm: other }),
    metre: hints.metre ?? metreOf(bars.beatsPerBar, { onsets, beats }),
    confidence,
    beats,
    downbeats: beats.filter((_, i) => bars.isDownbeat[i]),
  };
}

/** What was tracked in one section. */
interface TrackedSection {
  readonly beats: readonly TrackedBeat[];
  readonly confidence: number;
  readonly others: OtherTempi;
}

/** Of a section without beats, which counts nothing. */
const NO_OTHERS: OtherTempi = { half: 0, double: 0 };

function trackSection(section: readonly SoundedNote[], { tempoBpm }: BeatHints): TrackedSection {
  // A second before the first note, for a beat that may lie there.
  const zero = (section[0] as SoundedNote).startSeconds - 1;
  const notes = section.map((note) => ({ ...note, startSeconds: note.startSeconds - zero }));
  const last = (notes.at(-1) as SoundedNote).startSeconds;
  const { beat, downbeat } = runNetwork(onsetFeatures(notes));
  const options = {
    first: FRAMES_PER_SECOND,
    last: Math.floor(last * FRAMES_PER_SECOND),
    ...(tempoBpm === undefined ? {} : { prior: hintedInterval(tempoBpm) }),
  };
  const path = trackBeats(beat, options);
  if (path.length < FEWEST_BEATS) return { beats: [], confidence: 0, others: NO_OTHERS };
  const beats = path.map((frame) => {
    const beatHere = peakAt(beat, frame);
    const downbeatHere = peakAt(downbeat, frame);
    return {
      seconds: zero + frame / FRAMES_PER_SECOND,
      // How likely a downbeat is, given that this is a beat.
      downbeat: downbeatHere / Math.max(beatHere, downbeatHere, LEAST_DIVISOR),
    };
  });
  const confidence = beatConfidence(path, beat, options);
  return { beats, confidence, others: otherTempi(path, beat) };
}

function onOnsets(tracked: readonly TrackedBeat[], onsets: readonly number[]): TrackedBeat[] {
  const snapped = snapToOnsets(
    tracked.map(({ seconds }) => seconds),
    onsets,
  );
  return tracked.map((beat, i) => ({ ...beat, seconds: snapped[i] as number }));
}

function otherTempoOf(tempoBpm: number, sections: readonly TrackedSection[]): number | undefined {
  return otherTempo(tempoBpm, {
    half: meanOf(sections, ({ others }) => others.half),
    double: meanOf(sections, ({ others }) => others.double),
  });
}

/** The longer a section, the more it counts. */
function meanOf(
  sections: readonly TrackedSection[],
  figureOf: (section: TrackedSection) => number,
): number {
  const total = sections.reduce((sum, { beats }) => sum + beats.length, 0);
  return sections.reduce(
    (sum, section) => sum + (figureOf(section) * section.beats.length) / total,
    0,
  );
}
