import { basename, join } from 'node:path';
import { measureSound } from '../../audio/measureSound.js';
import { writeWavFile } from '../../collection/recordings/writeWavFile.js';
import { MirrorError } from '../../errors.js';
import { isFolder } from '../../files/disk/pathChecks.js';
import { addClicks, type Beats, type StereoBlock } from '../../index.js';
import { freeNames } from './freeNames.js';
import { checkWritable } from './outputPaths.js';
import { checkReplaced, followLink } from './replacing.js';

/** Clicks have this share of the recording's highest sample, so that they neither drown nor are drowned. */
const CLICK_SHARE = 0.7;

/** Where nothing else sounds. */
const CLICK_LEVEL_IN_SILENCE = 0.5;

/** Where the recordings with clicks go. */
export interface ClickOutputs {
  /** In the order of the recordings. */
  readonly files: readonly string[];
  /** What will take the place of an older one. */
  readonly replaced: ReadonlySet<string>;
}

/**
 * `take.mid.clicks.wav` in the folder that is named, or, for a single recording, the file.
 *
 * @throws MirrorError `usage` for a file that is no WAV, or one for several recordings, and for a file
 *   that must not be written over; `input` for a folder that cannot be written
 */
export async function clickOutputs(
  recordings: readonly string[],
  click: string,
): Promise<ClickOutputs> {
  const isForFolder = /[/\\]$/.test(click) || (await isFolder(click));
  if (!isForFolder && (!/\.wav$/i.test(click) || recordings.length > 1)) {
    throw new MirrorError(
      'usage',
      `Expected --click to be a folder, or for one recording a name in .wav, but received ${JSON.stringify(click)}. Write ${JSON.stringify(`${click}/`)} for a folder.`,
    );
  }
  const files = isForFolder ? fileNames(recordings).map((name) => join(click, name)) : [click];
  for (const file of files) await checkWritable(file, '--click');
  return { files, replaced: await checkReplaced(files, recordings, '--click') };
}

/**
 * Writes a recording with its clicks.
 *
 * @param options.sound the recording's sound from its beginning; called twice
 */
export async function writeClicks(
  file: string,
  {
    sound,
    beats,
    signal,
  }: { sound: () => AsyncIterable<StereoBlock>; beats: Beats; signal: AbortSignal },
): Promise<void> {
  const { peak } = await measureSound(sound());
  const level = peak > 0 ? CLICK_SHARE * peak : CLICK_LEVEL_IN_SILENCE;
  await writeWavFile(await followLink(file), addClicks(sound(), beats, { level }), { signal });
}

/** A name for each, in which its ending stays: take.mid and take.wav may both be there. */
function fileNames(recordings: readonly string[]): string[] {
  const nameOf = freeNames(new Set(), '.clicks.wav');
  return recordings.map((recording) => nameOf(basename(recording)));
}
