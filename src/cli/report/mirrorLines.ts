import {
  type MirrorReport,
  type MirrorStage,
  metreText,
  type ScoreExplanation,
  type TimeSignature,
  type TrackReport,
} from '../../index.js';
import { tempoText } from '../../music/tempoText.js';
import { pictureLine } from '../outputs/pictures.js';
import type { WrittenAudio } from '../outputs/writeAudio.js';
import type { StageMilliseconds } from '../terminal/stopwatch.js';
import { audioNotes, audioRecord } from './audioLines.js';
import { alignColumns, displayWidth } from './columns.js';
import { explanationLines } from './explanationJson.js';
import { fitColumns } from './fitColumns.js';
import { count, percent } from './format.js';
import { detectionRecord } from './seenLines.js';

/** One photo mirrored. */
export interface Mirrored {
  /** As the caller wrote it. */
  readonly photo: string;
  /** Of the music: the file that -o named, or `<photo>.mid`. */
  readonly path: string;
  /** Path of the MIDI file; undefined where -o asked for sound instead. */
  readonly midi?: string;
  /** Path of the file of sound that -o named; undefined where it named none. */
  readonly audio?: string;
  /** Path of the explanation, and what it says; undefined where none was asked for. */
  readonly explanation?: string;
  readonly why?: ScoreExplanation;
  /** Path of the picture; undefined where none was asked for. */
  readonly picture?: string;
  /** Undefined where none was asked for. */
  readonly sound?: WrittenAudio;
  readonly report: MirrorReport;
  readonly timeSignature: TimeSignature;
  /** Whether the files carry a number because another photo of the call has its name. */
  readonly numbered: boolean;
  readonly milliseconds: StageMilliseconds;
}

/** What is going on in each stage, for the person who waits. */
export const STAGE_WORDS: Readonly<Record<MirrorStage, string>> = {
  photo: 'reading the photo',
  detect: 'looking for things',
  decode: 'letting them play',
  compose: 'putting the parts together',
};

/**
 * The one line of the result: the file, and who plays in it, in how many voices where there are several. The metre stands there where it is
 * not 4/4; the tempo counts its beats, as the lines about recordings do.
 *
 * @param file as it is named: of MIDI or of sound
 */
export function mirrorLine(
  file: string,
  { report, timeSignature }: Pick<Mirrored, 'report' | 'timeSignature'>,
): string {
  const { tracks, bars, tempoBpm } = report;
  const objects = tracks.filter(({ instance }) => instance === 1);
  const names = objects.map(({ object, instances }) =>
    instances > 1 ? `${object} × ${instances}` : object,
  );
  const metre = metreText(timeSignature);
  const length = `${count(bars, 'bar')}${metre === '4/4' ? '' : ` of ${metre}`}`;
  const tempo = tempoText(tempoBpm, timeSignature);
  return `${file}  ${count(objects.length, 'object')}, ${length} at ${tempo}: ${names.join(', ')}`;
}

/**
 * A line for each track, or more where the terminal is narrow: who plays, how large it is in the photo, and what that makes of it.
 *
 * @param width columns of the terminal; undefined where there is none
 */
export function trackLines({ tracks }: MirrorReport, width?: number): string[] {
  const rows = ({ isShort }: { readonly isShort: boolean }) =>
    tracks.map((track) => [
      `  ${track.name}`,
      `${percent(track.areaShare)}${isShort ? '' : ' of the photo'}`,
      `${track.gainDb.toFixed(1)} dB`,
      place(track.pan),
      notesPlayed(track),
      `${isShort ? '' : 'for '}${track.labels.join(', ')}`,
    ]);
  const full = alignColumns(rows({ isShort: false }));
  const isTooWide = width !== undefined && full.some((line) => displayWidth(line) > width);
  return isTooWide ? fitColumns(rows({ isShort: true }), width) : full;
}

/** What was seen and no object plays, in one line; none if everything plays. */
export function unheardLines({ unheard }: MirrorReport): string[] {
  const labels = unheard.map(({ label, areaShare }) => `${label} (${percent(areaShare)})`);
  return labels.length > 0 ? [`  seen but not heard: ${labels.join(', ')}`] : [];
}

/** What is worth knowing besides the one line: who plays, what else was written, what came in the way. */
export function mirrorNotes(
  mirrored: Mirrored,
  { tracks, width }: { readonly tracks: boolean; readonly width?: number },
): string[] {
  const { photo, path, explanation, why, picture, sound, report, numbered } = mirrored;
  return [
    ...(tracks ? [...trackLines(report, width), ...unheardLines(report)] : []),
    ...(explanation !== undefined && why !== undefined ? explanationLines(explanation, why) : []),
    ...(picture !== undefined ? [pictureLine(picture, 'photo and piano roll on a page')] : []),
    ...audioNotes(sound),
    ...(numbered ? [`${photo}: written as ${path}, for another photo has its name`] : []),
    ...report.notes.map((note) => `${photo}: ${note}`),
  ];
}

/** Every file that a mirror was written to, each once, but for stems. */
export function filesOf({ midi, audio, explanation, picture, sound }: Mirrored): string[] {
  const files = [midi, audio, explanation, picture, sound?.wav?.file];
  return [...new Set(files.filter((file) => file !== undefined))];
}

/** The record of one JSON line, written out key by key: other programs rely on these names. */
export function mirrorRecord({
  photo,
  midi,
  audio,
  explanation,
  picture,
  sound,
  report,
  milliseconds,
}: Mirrored) {
  const { seed, tempoBpm, bars, backend } = report;
  return {
    photo: { file: photo, width: report.photo.width, height: report.photo.height },
    midi: midi ?? null,
    audio: audio ?? null,
    explanation: explanation ?? null,
    picture: picture ?? null,
    ...audioRecord(sound),
    seed,
    tempoBpm,
    bars,
    backend,
    detections: report.detections.map(detectionRecord),
    tracks: report.tracks.map((track) => ({
      object: track.object,
      instance: track.instance,
      labels: track.labels,
      ...(track.taught && { taught: track.taught }),
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

function place(pan: number): string {
  const aside = Math.round(Math.abs(pan) * 100);
  if (aside === 0) return 'centre';
  return `${aside} % ${pan < 0 ? 'left' : 'right'}`;
}
