import type { Detector, SavedRoom } from '../../index.js';
import { composeRoom } from '../../studio/server/rooms/composeRoom.js';
import { openRoom } from '../../studio/server/rooms/openRoom.js';
import { savedSettings } from '../../studio/server/rooms/savedSettings.js';
import type { RoomArguments } from '../commands/room.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { openAudio } from '../inputs/openAudio.js';
import { photoLimits } from '../inputs/photoLimits.js';
import { aboutPhoto } from '../inputs/photos.js';
import { openReported, withoutBroken } from '../options/openReported.js';
import { filesOf, mirrorLine, mirrorNotes, STAGE_WORDS } from '../report/mirrorLines.js';
import { roomRecord } from '../report/roomRecord.js';
import { createStopwatch, type Stopwatch } from '../terminal/stopwatch.js';
import { musicOutput } from './outputPaths.js';
import { checkPageArguments, picturePath } from './pictures.js';
import { checkReplaced, replacedLine } from './replacing.js';
import { type MirrorFiles, writeMirror } from './writeMirror.js';

interface RoomSteps {
  readonly args: RoomArguments & { readonly name: string };
  /** That the room was saved in. */
  readonly home: string;
  readonly context: CommandContext;
  /** May still be loading. */
  readonly detector: Promise<Detector>;
}

/**
 * Composes a saved room as the studio does for its page, writes what is asked for, and reports it.
 *
 * @throws MirrorError as `openRoom`, `composeRoom` and `writeMirror` do
 */
export async function mirrorSavedRoom(saved: SavedRoom, steps: RoomSteps): Promise<ExitCode> {
  const { args, context } = steps;
  const { name, json = false, picture, text, paper } = args;
  const { terminal } = context;
  const page = { text, paper };
  checkPageArguments(page, picture);
  const output = await roomOutput(args);
  const audio = await openAudio(args, [output]);
  const files = [output.midi, output.explanation, output.picture, ...audio.files];
  const replaced = await checkReplaced(
    files.filter((file) => file !== undefined),
    [],
  );
  const stopwatch = createStopwatch(() => performance.now());
  try {
    const { mirror, notes } = await composeSaved(saved, { ...steps, stopwatch });
    const mirrored = await writeMirror(mirror, { output, audio, page, stopwatch, context });
    if (json) terminal.json(roomRecord(name, mirrored));
    else terminal.result(mirrorLine(mirrored.path, mirrored));
    for (const note of notes) terminal.note(`${name}: ${note}`);
    for (const line of mirrorNotes(mirrored, { tracks: !json, width: terminal.noteWidth }))
      terminal.note(line);
    for (const file of filesOf(mirrored)) {
      if (replaced.has(file)) terminal.note(replacedLine(file));
    }
    return EXIT.done;
  } catch (error) {
    throw aboutPhoto(name, error);
  }
}

/** Where what is made of the room goes; undefined for what is not asked for. */
async function roomOutput({
  name,
  out,
  picture,
  explain = false,
}: RoomSteps['args']): Promise<MirrorFiles> {
  const music = await musicOutput(`${name.normalize('NFC')}.mid`, out);
  return {
    ...music,
    photo: name,
    explanation: explain ? `${music.stem}.explain.json` : undefined,
    picture: await picturePath(picture, `${music.stem}.mirror.png`),
    numbered: false,
  };
}

async function composeSaved(
  { title, photo: bytes, document }: SavedRoom,
  { args, home, context, detector, stopwatch }: RoomSteps & { readonly stopwatch: Stopwatch },
) {
  const { terminal, env, signal } = context;
  const { maxPixels } = photoLimits(env);
  const collection = () => openReported(args.home, context);
  const onStage = (stage: keyof typeof STAGE_WORDS) => {
    stopwatch.begin(stage);
    terminal.showStatus([`${args.name}: ${STAGE_WORDS[stage]}`]);
  };
  try {
    const tools = { collection, detector, maxPixels, signal };
    const room = await openRoom({ bytes, title }, tools, onStage);
    const settings = await savedSettings(document, { room, home });
    const ready = await detector;
    const { report, ...mirror } = await composeRoom(room, settings, {
      detector: ready,
      signal,
      onStage,
    });
    const unreported = { ...report, notes: withoutBroken(report.notes, room.collection) };
    return { mirror: { ...mirror, report: unreported }, notes: room.notes };
  } finally {
    terminal.showStatus([]);
  }
}
