import { type Detector, openCollection } from '../../index.js';
import type { AudioArguments } from '../audioOutputs.js';
import { refuseMistypedCommands } from '../commandNames.js';
import type { CommandContext } from '../context.js';
import { withDetector } from '../detector.js';
import type { ExitCode } from '../exitCodes.js';
import { collectionOptions } from '../home.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { withInputs } from '../inputs/withInputs.js';
import { defaultLookers, photosAtOnce } from '../jobs.js';
import { filesOf, mirrorLine, mirrorNotes, mirrorRecord } from '../mirrorLines.js';
import { mirrorToFiles, type PieceOptions } from '../mirrorToFiles.js';
import { openAudio } from '../openAudio.js';
import { photoOutputs } from '../outputPaths.js';
import { forEachPhoto } from '../photos.js';
import {
  checkPageArguments,
  type PageArguments,
  type PictureChoice,
  withPictures,
} from '../pictures.js';
import { checkReplaced, replacedLine } from '../replacing.js';

export interface MirrorArguments extends AudioArguments, PageArguments, PieceOptions {
  readonly photos: readonly string[];
  readonly out?: string;
  readonly home?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly title?: string;
  readonly picture?: PictureChoice;
  readonly jobs?: number;
  readonly recursive?: boolean;
}

/** `mirror <photo...>`: a MIDI file or one of sound for each photo, and whatever else is asked for beside it. */
export function mirror(args: MirrorArguments, context: CommandContext): Promise<ExitCode> {
  const { photos: paths, recursive: isRecursive = false, ...rest } = args;
  return withInputs(paths, { kind: PHOTOS, isRecursive, context }, ({ files, isSeveral }) => {
    const { jobs = defaultLookers(files.length), ...options } = rest;
    return withDetector(context, jobs, (loading) =>
      mirrorPhotos({ ...options, photos: files }, { context, jobs, loading, isSeveral }),
    );
  });
}

interface Surroundings {
  readonly context: CommandContext;
  readonly jobs: number;
  readonly loading: Promise<Detector>;
  /** Whether -o names a folder in any case. */
  readonly isSeveral: boolean;
}

async function mirrorPhotos(
  args: Omit<MirrorArguments, 'jobs' | 'recursive'>,
  { context, jobs, loading, isSeveral }: Surroundings,
): Promise<ExitCode> {
  const { photos, out, home, json = false, explain = false, picture, ...rest } = args;
  const { wav, stems, soundfont, text, paper, ...options } = rest;
  const page = { text, paper };
  checkPageArguments(page, picture);
  const { terminal } = context;
  const collection = await openCollection(await collectionOptions(home, context));
  await refuseMistypedCommands(
    photos,
    collection.objects.map(({ name }) => name),
  );
  const music = await photoOutputs(photos, out, { isSeveral });
  const outputs = (await withPictures(music, picture, { isSeveral })).map((output) =>
    explain ? output : { ...output, explanation: undefined },
  );
  const audio = await openAudio({ wav, stems, soundfont }, outputs);
  const files = outputs.flatMap((output) => [output.midi, output.explanation, output.picture]);
  const replaced = await checkReplaced(
    [...files.filter((file) => file !== undefined), ...audio.files],
    photos,
  );
  const saidNotes = new Set<string>();
  return forEachPhoto(outputs, {
    context,
    atOnce: photosAtOnce(jobs),
    tools: loading.then((detector) => ({ detector, collection, audio })),
    work: (output, opened) => mirrorToFiles(output, { opened, options, page }),
    tell: (mirrored) => {
      if (json) terminal.json(mirrorRecord(mirrored));
      else terminal.result(mirrorLine(mirrored.path, mirrored.report));
      // What an object needs is the same for all photos of a call, and said for the first.
      const notes = mirrored.report.notes.filter((note) => !saidNotes.has(note));
      for (const note of notes) saidNotes.add(note);
      const once = { ...mirrored, report: { ...mirrored.report, notes } };
      for (const line of mirrorNotes(once, { tracks: !json, width: terminal.noteWidth }))
        terminal.note(line);
      for (const file of filesOf(mirrored)) {
        if (replaced.has(file)) terminal.note(replacedLine(file));
      }
    },
  });
}
