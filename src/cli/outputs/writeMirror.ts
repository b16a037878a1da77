import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { explainScore, type SoundMirror, writeMidi } from '../../index.js';
import { yieldToEventLoop } from '../../yieldToEventLoop.js';
import type { CommandContext } from '../context.js';
import type { AudioWriter } from '../inputs/openAudio.js';
import { explanationJson } from '../report/explanationJson.js';
import type { Mirrored } from '../report/mirrorLines.js';
import type { Stopwatch } from '../terminal/stopwatch.js';
import type { MusicOutput } from './outputPaths.js';
import { drawRoomFile, type PageArguments } from './pictures.js';
import { followLink } from './replacing.js';
import { writeMusic } from './writeMusic.js';

/** One photo, and where what is made of it goes; undefined for what is not asked for. */
export interface MirrorFiles extends MusicOutput {
  /** As the caller wrote it; of a saved room, its name. */
  readonly photo: string;
  readonly explanation: string | undefined;
  readonly picture: string | undefined;
  readonly numbered: boolean;
}

export interface WriteSteps {
  readonly output: MirrorFiles;
  readonly audio: AudioWriter;
  readonly page: PageArguments;
  readonly stopwatch: Stopwatch;
  readonly context: CommandContext;
  /** Where the music goes that `output.midi` names; by default a file of that path. */
  readonly writeMusic?: ((path: string, bytes: Uint8Array) => Promise<void>) | undefined;
}

/**
 * Writes what is asked for of a mirror. All of it but the sound is there before the first file is written, so that what fails leaves
 * nothing that would have to be thrown away.
 *
 * @throws MirrorError as `explainScore`, `drawRoom`, `renderAudio` and `writeFileAtomically` do
 */
export async function writeMirror(
  room: SoundMirror,
  { output, audio, page, stopwatch, context, writeMusic: write }: WriteSteps,
): Promise<Mirrored> {
  const { photo, path, midi, audio: audioFile, explanation, picture, numbered } = output;
  const { signal } = context;
  await yieldToEventLoop(signal);
  const { score, report } = room;
  const why =
    explanation === undefined ? undefined : await explainScore(score, room.played, { signal });
  if (picture !== undefined) stopwatch.begin('draw');
  const drawn =
    picture === undefined
      ? undefined
      : await drawRoomFile(room, { picture, page, terminal: context.terminal });
  await yieldToEventLoop(signal);

  stopwatch.begin('write');
  const midiBytes = writeMidi(score);
  if (midi !== undefined) await (write ?? writeMusic)(midi, midiBytes, context);
  if (explanation !== undefined && why !== undefined) {
    const text = explanationJson({ photo, midi, score, report, form: room.form, ...why });
    await writeFile(explanation, new TextEncoder().encode(text));
  }
  if (picture !== undefined && drawn !== undefined) await writeFile(picture, drawn);
  if (audio.isAsked) stopwatch.begin('sound');
  const piece = { midi: midiBytes, title: score.title, parts: report.tracks, context };
  const sound = await audio.write(output, piece);
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
    timeSignature: score.timeSignature,
    numbered,
    milliseconds,
  };
}

async function writeFile(path: string, bytes: Uint8Array): Promise<void> {
  await writeFileAtomically(await followLink(path), bytes);
}
