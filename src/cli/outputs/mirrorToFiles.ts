import { parse } from 'node:path';
import {
  type Collection,
  type Detector,
  type MirrorOptions,
  mirrorPhoto,
  type PieceOptions,
} from '../../index.js';
import type { AudioWriter } from '../inputs/openAudio.js';
import type { OpenedPhoto } from '../inputs/photos.js';
import { type Mirrored, STAGE_WORDS } from '../report/mirrorLines.js';
import { type MirrorFiles, type WriteSteps, writeMirror } from './writeMirror.js';

/** What all photos of a call are mirrored with. */
export interface MirrorTools {
  readonly detector: Detector;
  readonly collection: Collection;
  readonly audio: AudioWriter;
}

interface MirrorSteps extends Pick<WriteSteps, 'page' | 'writeMusic'> {
  readonly opened: OpenedPhoto<MirrorTools>;
  readonly options: PieceOptions & Pick<MirrorOptions, 'title'>;
}

/**
 * Mirrors one photo and writes what is asked for.
 *
 * @throws MirrorError as `mirrorPhoto` and `writeMirror` do
 */
export async function mirrorToFiles(
  files: MirrorFiles,
  { opened, options, page, writeMusic }: MirrorSteps,
): Promise<Mirrored> {
  const { photo } = files;
  const { tools, context, stopwatch } = opened;
  const { detector, collection, audio } = tools;
  const { terminal, signal } = context;
  const room = await mirrorPhoto(opened.photo, {
    ...options,
    title: options.title ?? parse(photo).name,
    detector,
    collection,
    signal,
    onStage: (stage) => {
      stopwatch.begin(stage);
      terminal.showStatus([`${photo}: ${STAGE_WORDS[stage]}`]);
    },
  }).finally(() => terminal.showStatus([]));
  return writeMirror(room, { output: files, audio, page, stopwatch, context, writeMusic });
}
