import { namedInstruments } from '../../arguments/namedInstruments.js';
import type { Detector, Photo } from '../../index.js';
import { refuseMistypedCommands } from '../commandNames.js';
import type { MirrorArguments } from '../commands/mirror.js';
import type { CommandContext } from '../context.js';
import type { ExitCode } from '../exitCodes.js';
import { openAudio } from '../inputs/openAudio.js';
import { forEachPhoto } from '../inputs/photos.js';
import { photosAtOnce } from '../options/jobs.js';
import { openReported, withoutBroken } from '../options/openReported.js';
import { unusedInstrumentLines } from '../report/instrumentLines.js';
import { filesOf, mirrorLine, mirrorNotes, mirrorRecord } from '../report/mirrorLines.js';
import { mirrorToFiles } from './mirrorToFiles.js';
import { noteWhenStopped } from './noteWhenStopped.js';
import { photoOutputs } from './outputPaths.js';
import { checkPageArguments, withPictures } from './pictures.js';
import { checkReplaced, replacedLine } from './replacing.js';

export interface Surroundings {
  readonly context: CommandContext;
  readonly jobs: number;
  readonly loading: Promise<Detector>;
  /** The first photo, which is being read. */
  readonly first: Promise<Photo> | undefined;
  /** Whether -o names a folder in any case. */
  readonly isSeveral: boolean;
}

/** Mirrors each photo and reports it. */
export async function mirrorPhotos(
  args: Omit<MirrorArguments, 'jobs' | 'recursive'>,
  { context, jobs, loading, first, isSeveral }: Surroundings,
): Promise<ExitCode> {
  const { photos, out, home, json = false, explain = false, picture, ...rest } = args;
  const { wav, stems, soundfont, text, paper, instruments: chosen, ...given } = rest;
  const page = { text, paper };
  checkPageArguments(page, picture);
  const { terminal } = context;
  const collection = await openReported(home, context);
  await refuseMistypedCommands(
    photos,
    collection.objects.map(({ name }) => name),
  );
  const options = { ...given, instruments: namedInstruments(chosen, collection) };
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
  const played = { photos: [] as string[], objects: new Set<string>() };
  const stopping = noteWhenStopped(photos, context);
  const code = await forEachPhoto(outputs, {
    context,
    atOnce: photosAtOnce(jobs),
    first,
    tools: loading.then((detector) => ({ detector, collection, audio })),
    work: async (output, opened) => {
      const mirrored = await mirrorToFiles(output, { opened, options, page });
      stopping.done(output.photo);
      return mirrored;
    },
    report: (mirrored) => {
      played.photos.push(mirrored.photo);
      for (const { object } of mirrored.report.tracks) played.objects.add(object);
      if (json) terminal.json(mirrorRecord(mirrored));
      else terminal.result(mirrorLine(mirrored.path, mirrored));
      // What an object needs is the same for all photos of a call, and said for the first.
      const notes = withoutBroken(mirrored.report.notes, collection).filter(
        (note) => !saidNotes.has(note),
      );
      for (const note of notes) saidNotes.add(note);
      const once = { ...mirrored, report: { ...mirrored.report, notes } };
      for (const line of mirrorNotes(once, { tracks: !json, width: terminal.noteWidth }))
        terminal.note(line);
      for (const file of filesOf(mirrored)) {
        if (replaced.has(file)) terminal.note(replacedLine(file));
      }
    },
  }).finally(stopping.end);
  for (const line of unusedInstrumentLines(options.instruments, played)) terminal.note(line);
  return code;
}
