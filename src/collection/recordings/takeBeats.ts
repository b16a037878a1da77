import { rm } from 'node:fs/promises';
import { hasHints, joinHints } from '../../beats/beatHints.js';
import type { BeatHints, Beats } from '../../beats/beats.js';
import {
  findRecordingBeats,
  type RecordingBeats,
  soundedNotes,
} from '../../beats/findRecordingBeats.js';
import { gridBeats } from '../../beats/gridBeats.js';
import { keepsGrid } from '../../beats/keepsGrid.js';
import { layOnBeats } from '../../beats/layOnBeats.js';
import { MirrorError } from '../../errors.js';
import { sha256Of, sha256OfText } from '../../files/checksum.js';
import { exists } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { metreText } from '../../music/metre.js';
import type { Recording } from '../../recordings/readRecording.js';
import {
  type BeatsFile,
  beatsFileName,
  formatBeatsFile,
  parseBeatsFile,
  type ReadBeatsFile,
} from './beatsFile.js';

/** A take of many hours has a few megabytes of beats. */
const LIMITS = { what: 'a file about beats', mostBytes: 64e6 };

export interface TakeOptions {
  /** What a person says now; joins what was said before. */
  readonly hints?: BeatHints;
  /**
   * What is done with beats that are kept beside the recording: read, and written where they are missing; read only;
   * or nothing at all, as in the starter collection, which keeps its own grid.
   */
  readonly kept: 'written' | 'read' | 'ignored';
  /** Called with a line if what was kept is damaged. */
  readonly onSkipped?: (line: string) => void;
}

/** A take on its beats, with the sum that tells later whether it, or what a person says of it, has changed. */
export interface TakeBeats extends RecordingBeats {
  readonly checksum: string;
  readonly hints: BeatHints;
}

/**
 * The beats of a recording that lies at a path: those kept beside it, as long as neither the recording nor what a
 * person says of it has changed, or else those that are found now, which are kept from then on.
 *
 * Nothing is kept about a recording on its own grid without hints: there the test is quick. Where the
 * folder cannot be written, the beats are found anew each time.
 *
 * @param options.sha256 of the recording's bytes
 */
export async function takeBeats(
  path: string,
  { recording, sha256, ...options }: TakeOptions & { recording: Recording; sha256: string },
): Promise<TakeBeats> {
  const beatsPath = beatsFileName(path);
  const kept = options.kept === 'ignored' ? undefined : await readBeatsFile(beatsPath);
  if (kept?.isDamaged) {
    options.onSkipped?.(
      `${beatsFileName(recording.performance.name)}: damaged, so the beats are found anew${hasHints(kept.hints) ? '; what you said of them is kept' : ''}`,
    );
  }
  const hints = joinHints(kept?.hints, options.hints);
  const checksum = recordingChecksum(sha256, hints);
  const isSaidNow = options.hints !== undefined && hasHints(options.hints);
  const known = kept?.file && !isSaidNow ? fromFile(recording, kept.file, checksum) : undefined;
  if (known !== undefined) return { ...known, hints, checksum };
  const found = findRecordingBeats(recording, hints);
  if (options.kept === 'written') {
    const isNeeded = hasHints(hints) || !found.isOwnGrid;
    const grid = found.isOwnGrid ? 'own' : 'found';
    const file = isNeeded ? ({ hints, checksum, grid, beats: found.beats } as const) : undefined;
    await keepBeatsFile(beatsPath, file, { isThere: kept !== undefined, isSaidNow });
  }
  return { ...found, hints, checksum };
}

/**
 * The sum that a decoder keeps of a recording: that of its bytes, joined with what a person said of its beats, if
 * anything. Beats that are found follow from the two.
 */
export function recordingChecksum(sha256: string, { tempoBpm, metre }: BeatHints): string {
  if (!hasHints({ tempoBpm, metre })) return sha256;
  const said = [tempoBpm ?? '', metre ? metreText(metre) : ''];
  return sha256OfText([sha256, ...said].join(' '));
}

/** What a person has said so far of the recording at a path. */
export async function keptHints(path: string): Promise<BeatHints> {
  return (await readBeatsFile(beatsFileName(path)))?.hints ?? {};
}

/** Keeps the beats that were written into a transcription; a free one has none in it and is treated as any other. */
export async function keepWrittenBeats(
  path: string,
  { midi, beats, hints }: { midi: Uint8Array; beats: Beats; hints: BeatHints },
): Promise<void> {
  const grid = beats.metre === null ? 'found' : 'written';
  const checksum = recordingChecksum(sha256Of(midi), hints);
  await writeBeatsFile(beatsFileName(path), { hints, checksum, grid, beats });
}

/** Undefined where what is kept was found in something else. */
function fromFile(
  recording: Recording,
  file: BeatsFile,
  checksum: string,
): RecordingBeats | undefined {
  const { performance, startSeconds, ticksPerQuarter } = recording;
  const isCurrent = file.checksum === checksum;
  if (file.grid === 'written') {
    // What a person has corrected in a transcription, its tempo map included, is the person's own.
    const beats = isCurrent ? file.beats : gridBeats(performance, startSeconds);
    return { performance, startSeconds, beats, isOwnGrid: !isCurrent, overridesGrid: false };
  }
  if (!isCurrent) return undefined;
  const { beats } = file;
  if (file.grid === 'own') {
    return { performance, startSeconds, beats, isOwnGrid: true, overridesGrid: false };
  }
  const laid = layOnBeats(soundedNotes(recording), { beats, name: performance.name });
  const overridesGrid = hasHints(file.hints) && keepsGrid(performance, { ticksPerQuarter });
  return { ...laid, beats, isOwnGrid: false, overridesGrid };
}

async function readBeatsFile(path: string): Promise<ReadBeatsFile | undefined> {
  if (!(await exists(path))) return undefined;
  try {
    return parseBeatsFile(new TextDecoder().decode(await readRegularFile(path, LIMITS)));
  } catch (error) {
    if (error instanceof MirrorError && error.code === 'input') {
      return { hints: {}, isDamaged: true };
    }
    throw error;
  }
}

async function keepBeatsFile(
  path: string,
  file: BeatsFile | undefined,
  { isThere, isSaidNow }: { isThere: boolean; isSaidNow: boolean },
): Promise<void> {
  try {
    if (file !== undefined) await writeBeatsFile(path, file);
    else if (isThere) await rm(path, { force: true });
  } catch (error) {
    // What a person says now must not be lost; what was found can be found again.
    if (isSaidNow) throw error;
  }
}

function writeBeatsFile(path: string, file: BeatsFile): Promise<void> {
  return writeFileAtomically(path, new TextEncoder().encode(formatBeatsFile(file)));
}
