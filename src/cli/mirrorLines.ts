import type { MirrorReport, MirrorStage, TrackReport } from '../index.js';
import { alignColumns } from './columns.js';
import { bpm, count } from './figures.js';
import { detectionRecord } from './seenLines.js';
import type { StageMilliseconds } from './stopwatch.js';

/** One photo mirrored. */
export interface Mirrored {
  /** As the caller wrote it. */
  readonly photo: string;
  /** Path of the MIDI file. */
  readonly midi: string;
  /** Path of the explanation; null where none was asked for. */
  readonly explanation: string | null;
  /** Path of the picture; null where none was asked for. */
  readonly picture: string | null;
  readonly report: MirrorReport;
  readonly milliseconds: StageMilliseconds;
}

/** What is going on in each stage, for whoever waits. */
export const STAGE_WORDS: Readonly<Record<MirrorStage, string>> = {
  photo: 'reading the photo',
  detect: 'looking for things',
  decode: 'letting them play',
  compose: 'putting the parts together',
};

/** The one line of the result: the file, and who plays in it. */
export function mirrorLine({ midi, report: { tracks, bars, tempoBpm } }: Mirrored): string {
  const names = tracks.map((track) => track.object).join(', ');
  return `${midi}  ${count(tracks.length, 'object')}, ${count(bars, 'bar')} at ${bpm(tempoBpm)}: ${names}`;
}

/** A line for each track: who plays, how large it is in the photo, and what that makes of it. */
export function trackLines({ tracks }: MirrorReport): string[] {
  return alignColumns(
    tracks.map((track) => [
      `  ${track.object}`,
      `${percent(track.areaShare)} of the photo`,
      `${track.gainDb.toFixed(1)} dB`,
      place(track.pan),
      notesPlayed(track),
      `for ${track.labels.join(', ')}`,
    ]),
  );
}

/** What was seen and nobody plays, in one line; none if everything plays. */
export function unheardLines({ unheard }: MirrorReport): string[] {
  const labels = unheard.map(({ label, areaShare }) => `${label} (${percent(areaShare)})`);
  return labels.length > 0 ? [`  seen but not heard: ${labels.join(', ')}`] : [];
}

/** The record of one JSON line, written out key by key: other programs rely on these names. */
export function mirrorRecord({
  photo,
  midi,
  explanation,
  picture,
  report,
  milliseconds,
}: Mirrored) {
  const { seed, tempoBpm, bars, backend } = report;
  return {
    photo: { file: photo, width: report.photo.width, height: report.photo.height },
    midi,
    explanation,
    picture,
    seed,
    tempoBpm,
    bars,
    backend,
    detections: report.detections.map(detectionRecord),
    tracks: report.tracks.map((track) => ({
      object: track.object,
      labels: track.labels,
      areaShare: track.areaShare,
      gainDb: track.gainDb,
      trimDb: track.trimDb,
      pan: track.pan,
      midiChannel: track.midiChannel,
      program: track.program,
      notes: track.notes,
      semitones: track.semitones,
      thinned: track.thinned,
    })),
    unheard: report.unheard.map(({ label, areaShare }) => ({ label, areaShare })),
    milliseconds,
  };
}

/** How many notes, and of how many, if some had to be left out. */
function notesPlayed({ notes, thinned }: TrackReport): string {
  return thinned > 0 ? `${notes} of ${count(notes + thinned, 'note')}` : count(notes, 'note');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function place(pan: number): string {
  const aside = Math.round(Math.abs(pan) * 100);
  if (aside === 0) return 'centre';
  return `${aside} % ${pan < 0 ? 'left' : 'right'}`;
}
