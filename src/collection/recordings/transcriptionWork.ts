import { appendFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exists } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import {
  removeEmptyFolders,
  unwritable,
  writeFileAtomically,
} from '../../files/disk/writeFileAtomically.js';
import type { TranscribedStretch } from '../../transcription/transcribedStretch.js';

/** What has been transcribed of a recording so far, on the disk, so that a call that is stopped can be gone on with. */
export interface TranscriptionWork {
  /** In order, without gaps, from the recording's beginning. */
  readonly transcribed: readonly TranscribedStretch[];
  /** Keeps the next stretch. */
  readonly keep: (stretch: TranscribedStretch) => Promise<void>;
  /** Takes the work away, once it is no longer needed. */
  readonly remove: () => Promise<void>;
}

/** Hidden, below the home; a file for each recording under way. */
const WORK_FOLDER = '.transcribing';

/** Changes with whatever changes the stretches; work of another kind is begun anew. */
const WORK_HEADER = '{"transcription":4}';

/**
 * Opens the work on a recording: what an earlier call transcribed of it before it was stopped, or nothing.
 *
 * A line of JSON for each stretch, appended as it is transcribed. A crash can leave the last one torn, and two
 * calls at a time can mix theirs: what does not follow on what stands before is not used.
 *
 * @param options.sha256 of the recording's bytes
 * @param options.keptFolder folders up to below this one are taken away with the work, if nothing else is in them
 * @throws MirrorError `input` or `environment` if the home cannot be written
 */
export async function openTranscriptionWork(
  home: string,
  { sha256, keptFolder }: { readonly sha256: string; readonly keptFolder: string },
): Promise<TranscriptionWork> {
  const path = join(home, WORK_FOLDER, `${sha256}.jsonl`);
  const transcribed = (await exists(path)) ? await readWork(path) : [];
  // What was torn goes; and a home that cannot be written is known before hours are spent on transcribing.
  await writeFileAtomically(
    path,
    linesOf([WORK_HEADER, ...transcribed.map((each) => JSON.stringify(each))]),
  );
  return {
    transcribed,
    keep: async (stretch) => {
      try {
        await appendFile(path, linesOf([JSON.stringify(stretch)]));
      } catch (error) {
        throw unwritable(path, error);
      }
    },
    remove: async () => {
      await rm(path, { force: true });
      removeEmptyFolders(dirname(path), keptFolder);
    },
  };
}

async function readWork(path: string): Promise<TranscribedStretch[]> {
  const bytes = await readRegularFile(path, {
    what: 'what was transcribed so far',
    mostBytes: 2 ** 30,
  });
  const [header, ...lines] = new TextDecoder().decode(bytes).split('\n');
  const transcribed: TranscribedStretch[] = [];
  if (header !== WORK_HEADER) return transcribed;
  for (const line of lines) {
    const stretch = parseStretch(line);
    if (stretch === undefined || stretch.fromSeconds !== (transcribed.at(-1)?.toSeconds ?? 0))
      break;
    transcribed.push(stretch);
  }
  return transcribed;
}

function parseStretch(line: string): TranscribedStretch | undefined {
  try {
    const stretch = JSON.parse(line) as TranscribedStretch;
    const { fromSeconds, toSeconds, notes } = stretch;
    const isWhole = toSeconds > fromSeconds && Array.isArray(notes);
    return isWhole ? stretch : undefined;
  } catch {
    return undefined;
  }
}

function linesOf(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
}
