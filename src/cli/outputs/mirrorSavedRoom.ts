import { type Detector, openCollection, readSavedRoom } from '../../index.js';
import { composeRoom } from '../../studio/server/rooms/composeRoom.js';
import { openRoom } from '../../studio/server/rooms/openRoom.js';
import { savedSettings } from '../../studio/server/rooms/savedSettings.js';
import type { RoomArguments } from '../commands/room.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { openAudio } from '../inputs/openAudio.js';
import { photoLimits } from '../inputs/photoLimits.js';
import { aboutPhoto } from '../inputs/photos.js';
import { collectionFolder, collectionOptions } from '../options/home.js';
import { filesOf, mirrorLine, mirrorNotes, STAGE_WORDS } from '../report/mirrorLines.js';
import { roomRecord } from '../report/roomRecord.js';
import { createStopwatch } from '../terminal/stopwatch.js';
import { musicOutput } from './outputPaths.js';
import { checkPageArguments, picturePath } from './pictures.js';
import { checkReplaced, replacedLine } from './replacing.js';
import { writeMirror } from './writeMirror.js';

/**
 * Composes a saved room as the studio does for its page, and writes what is asked for.
 *
 * @throws MirrorError as `readSavedRoom`, `openRoom`, `composeRoom` and `writeMirror` do
 */
export async function mirrorSavedRoom(
  args: RoomArguments & { readonly name: string },
  { context, detector }: { readonly context: CommandContext; readonly detector: Promise<Detector> },
): Promise<ExitCode> {
  const { name, out, home: given, json = false, explain = false, picture, ...rest } = args;
  const { wav, stems, soundfont, text, paper } = rest;
  const page = { text, paper };
  checkPageArguments(page, picture);
  const { terminal, env, signal } = context;
  const home = await collectionFolder(given, context);
  const { title, photo: bytes, document } = await readSavedRoom(home, name);
  const music = await musicOutput(`${name.normalize('NFC')}.mid`, out);
  const output = {
    ...music,
    photo: name,
    explanation: explain ? `${music.stem}.explain.json` : undefined,
    picture: await picturePath(picture, `${music.stem}.mirror.png`),
    numbered: false,
  };
  const audio = await openAudio({ wav, stems, soundfont }, [output]);
  const files = [output.midi, output.explanation, output.picture, ...audio.files];
  const replaced = await checkReplaced(
    files.filter((file) => file !== undefined),
    [],
  );
  const stopwatch = createStopwatch(() => performance.now());
  const onStage = (stage: keyof typeof STAGE_WORDS) => {
    stopwatch.begin(stage);
    terminal.showStatus([`${name}: ${STAGE_WORDS[stage]}`]);
  };
  try {
    const collection = async () => openCollection(await collectionOptions(given, context));
    const { maxPixels } = photoLimits(env);
    const tools = { collection, detector, maxPixels, signal };
    const room = await openRoom({ bytes, title }, tools, onStage);
    const settings = await savedSettings(document, { room, home });
    const composed = await composeRoom(room, settings, {
      detector: await detector,
      signal,
      onStage,
    });
    const mirrored = await writeMirror(composed, { output, audio, page, stopwatch, context });
    if (json) terminal.json(roomRecord(name, mirrored));
    else terminal.result(mirrorLine(mirrored.path, mirrored.report));
    for (const note of room.notes) terminal.note(`${name}: ${note}`);
    for (const line of mirrorNotes(mirrored, { tracks: !json, width: terminal.noteWidth }))
      terminal.note(line);
    for (const file of filesOf(mirrored)) {
      if (replaced.has(file)) terminal.note(replacedLine(file));
    }
  } catch (error) {
    throw aboutPhoto(name, error);
  } finally {
    terminal.showStatus([]);
  }
  return EXIT.done;
}
