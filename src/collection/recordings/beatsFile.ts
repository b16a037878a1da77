import { HINT_TEMPO_BPM, parseHintedMetre } from '../../beats/beatHints.js';
import type { BeatHints, Beats } from '../../beats/beats.js';
import { BEATS_VERSION } from '../../beats/findRecordingBeats.js';
import { metreText, parseMetre } from '../../music/metre.js';
import { MIDI_ENDING } from '../names/recordingName.js';

/**
 * Whose grid a recording is learned on: `own`, its own, to the tick; `found`, the beats in this file; `written`,
 * its own again, because it is a transcription into which these beats were written.
 */
export type Grid = 'own' | 'found' | 'written';

/** What stands beside a recording about its beats. */
export interface BeatsFile {
  /** What a person said; it outlives every change of the recording. */
  readonly hints: BeatHints;
  /** What it was found in: see `recordingChecksum`. */
  readonly checksum: string;
  readonly grid: Grid;
  readonly beats: Beats;
}

/** What can be read of such a file, down to nothing. */
export interface ReadBeatsFile {
  readonly hints: BeatHints;
  /** Undefined where it is damaged or comes from another version of the search. */
  readonly file?: BeatsFile;
  readonly isDamaged: boolean;
}

/** The name of the file about a recording's beats. @example beatsFileName('take.mid') // 'take.mid.beats.json' */
export function beatsFileName(recording: string): string {
  return `${recording}.beats.json`;
}

/** Whether a file is one about a recording's beats. */
export function isBeatsFileName(name: string): boolean {
  const ending = /\.beats\.json$/i;
  return ending.test(name) && MIDI_ENDING.test(name.replace(ending, ''));
}

const GRIDS: readonly Grid[] = ['own', 'found', 'written'];

/** The text of the file: JSON, a line a field, seconds from the start of the recording. */
export function formatBeatsFile({ hints, checksum, grid, beats }: BeatsFile): string {
  const fields = {
    hints: hintsRecord(hints),
    grid,
    tempoBpm: beats.tempoBpm,
    ...(beats.otherTempoBpm !== undefined && { otherTempoBpm: beats.otherTempoBpm }),
    metre: beats.metre === null ? null : metreText(beats.metre),
    confidence: beats.confidence,
    beats: beats.beats,
    downbeats: beats.downbeats,
    version: BEATS_VERSION,
    checksum,
  };
  const lines = Object.entries(fields).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** Reads the text back, as far as it can be: of a damaged file, or one of another version, at least the hints. */
export function parseBeatsFile(text: string): ReadBeatsFile {
  const record = parseRecord(text);
  if (record === undefined) return { hints: hintsIn(text), isDamaged: true };
  const hints = parseHints(record.hints);
  if (!Number.isInteger(record.version)) return { hints, isDamaged: true };
  if (record.version !== BEATS_VERSION) {
    // A transcription still holds what an older search wrote into it.
    const written = record.grid === 'written' ? parseFields(record, hints) : undefined;
    return { hints, isDamaged: false, ...(written && { file: written }) };
  }
  const file = parseFields(record, hints);
  return { hints, isDamaged: file === undefined, ...(file && { file }) };
}

function hintsRecord({ tempoBpm, metre }: BeatHints) {
  return {
    ...(tempoBpm !== undefined && { tempoBpm }),
    ...(metre !== undefined && { metre: metreText(metre) }),
  };
}

function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRecord ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The hints in text that is no JSON, for example because a comma was lost by hand. */
function hintsIn(text: string): BeatHints {
  const [, record = ''] = /"hints"\s*:\s*(\{[^{}]*\})/.exec(text) ?? [];
  return parseHints(parseRecord(record));
}

function parseHints(value: unknown): BeatHints {
  if (typeof value !== 'object' || value === null) return {};
  const { tempoBpm, metre } = value as Record<string, unknown>;
  const parsed = typeof metre === 'string' ? parseHintedMetre(metre) : undefined;
  const { least, most } = HINT_TEMPO_BPM;
  const isTempo = typeof tempoBpm === 'number' && tempoBpm >= least && tempoBpm <= most;
  return { ...(isTempo && { tempoBpm }), ...(parsed && { metre: parsed }) };
}

function parseFields(record: Record<string, unknown>, hints: BeatHints): BeatsFile | undefined {
  const { checksum, tempoBpm, confidence } = record;
  const grid = GRIDS.find((each) => each === record.grid);
  const metre = typeof record.metre === 'string' ? parseMetre(record.metre) : null;
  const beats = risingNumbers(record.beats);
  const downbeats = risingNumbers(record.downbeats);
  if (grid === undefined || typeof checksum !== 'string') return undefined;
  if (beats === undefined || downbeats === undefined || metre === undefined) return undefined;
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1)) return undefined;
  const isFree = tempoBpm === null && metre === null && beats.length === 0;
  // A grid of its own may hold a single beat; between what was found there is always an interval.
  const fewest = grid === 'own' ? 1 : 2;
  const hasBeats = isPositive(tempoBpm) && metre !== null && beats.length >= fewest;
  if (!isFree && !hasBeats) return undefined;
  const { otherTempoBpm: other } = record;
  const found = {
    tempoBpm: tempoBpm as number | null,
    ...(isPositive(other) && { otherTempoBpm: other }),
    metre,
    confidence,
    beats,
    downbeats,
  };
  return { hints, checksum, grid, beats: found };
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

/** Beats nearer than this, which only a slip of the hand can write, would give tempi beyond all measure. */
const LEAST_INTERVAL_SECONDS = 0.001;

function risingNumbers(value: unknown): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const isRising = value.every(
    (each, i) =>
      Number.isFinite(each) &&
      (i === 0 || each - (value[i - 1] as number) >= LEAST_INTERVAL_SECONDS),
  );
  return isRising ? value : undefined;
}
