import { parse } from 'node:path';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import {
  type Collection,
  type Detector,
  explainScore,
  type MirrorOptions,
  mirrorPhoto,
  type PieceOptions,
  writeMidi,
} from '../../index.js';
import { yieldToEventLoop } from '../../workers/yieldToEventLoop.js';
import type { AudioWriter } from '../inputs/openAudio.js';
import type { OpenedPhoto } from '../inputs/photos.js';
import { explanationJson } from '../report/explanationJson.js';
import { type Mirrored, STAGE_WORDS } from '../report/mirrorLines.js';
import type { MusicOutput } from './outputPaths.js';
import { drawRoomFile, type PageArguments } from './pictures.js';
import { followLink } from './replacing.js';

/** What all photos of a call are mirrored with. */
export interface MirrorTools {
  readonly detector: Detector;
  readonly collection: Collection;
  readonly audio: AudioWriter;
}

/** One photo, and where what is made of it goes; undefined for what is not asked for. */
export interface MirrorFiles extends MusicOutput {
  /** As the caller wrote it. */
  readonly photo: string;
  readonly explanation: string | undefined;
  readonly picture: string | undefined;
  readonly numbered: boolean;
}

/**
 * Mirrors one photo and writes what is asked for. All of it but the sound is there before the first file is
 * written, so that what fails leaves nothing that would have to be thrown away.
 *
 * @throws MirrorError as `mirrorPhoto`, `explainScore`, `drawRoom`, `renderAudio` and `writeFileAtomically` do
 */
export async function mirrorToFiles(
  files: MirrorFiles,
  {
    opened,
    options,
    page,
    writeMusic = async (path, bytes) => writeFileAtomically(await followLink(path), bytes),
  }: {
    readonly opened: OpenedPhoto<MirrorTools>;
    readonly options: PieceOptions & Pick<MirrorOptions, 'title'>;
    readonly page: PageArguments;
    /** Where the music goes that `files.midi` names; by default a file of that path. */
    readonly writeMusic?: (path: string, bytes: Uint8Array) => Promise<void>;
  },
): Promise<Mirrored> {
  const { photo, path, midi, audio: audioFile, explanation, picture, numbered } = files;
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
  await yieldToEventLoop(signal);
  const { score, report } = room;
  const why =
    explanation === undefined ? undefined : await explainScore(score, room.played, { signal });
  if (picture !== undefined) stopwatch.begin('draw');
  const drawn = picture === undefined ? undefined : await drawRoomFile(room, { picture, page });
  await yieldToEventLoop(signal);

  stopwatch.begin('write');
  const midiBytes = writeMidi(score);
  if (midi !== undefined) await writeMusic(midi, midiBytes);
  if (explanation !== undefined && why !== undefined) {
    const text = explanationJson({ photo, midi, score, report, form: room.form, ...why });
    await writeFileAtomically(await followLink(explanation), new TextEncoder().encode(text));
  }
  if (picture !== undefined && drawn !== undefined) {
    await writeFileAtomically(await followLink(picture), drawn);
  }
  if (audio.isAsked) stopwatch.begin('sound');
  const piece = { midi: midiBytes, title: score.title, parts: report.tracks, context };
  const sound = await audio.write(files, piece);
  const milliseconds = stopwatch.end();
  return {
    photo,
    path,
    midi,
    audio: audioFile,
    explanation,
    why,
    picture,
    sound,
    report,
    numbered,
    milliseconds,
  };
}
