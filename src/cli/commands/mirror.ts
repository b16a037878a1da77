import { parse } from 'node:path';
import { writeFileAtomically } from '../../collection/writeFileAtomically.js';
import {
  explainScore,
  type MirrorOptions,
  mirrorPhoto,
  openCollection,
  writeMidi,
} from '../../index.js';
import { requestedBackend } from '../backend.js';
import { refuseMistypedCommands } from '../commandNames.js';
import type { CommandContext } from '../context.js';
import { openDetector } from '../detector.js';
import type { ExitCode } from '../exitCodes.js';
import { explanationJson, explanationLines } from '../explanationJson.js';
import { giveWay } from '../giveWay.js';
import { resolveHome } from '../home.js';
import { mirrorLine, mirrorRecord, STAGE_WORDS, trackLines, unheardLines } from '../mirrorLines.js';
import { photoOutputs } from '../outputPaths.js';
import { forEachPhoto } from '../photos.js';
import { drawRoomFile, type PictureChoice, pictureLine, withPictures } from '../pictures.js';
import { checkReplaced, followLink, replacedLine } from '../replacing.js';
import { createStopwatch } from '../stopwatch.js';

export interface MirrorArguments
  extends Pick<
    MirrorOptions,
    'bars' | 'tempoBpm' | 'seed' | 'temperature' | 'variation' | 'minConfidence' | 'harmonise'
  > {
  readonly photos: readonly string[];
  readonly out?: string;
  readonly home?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly picture?: PictureChoice;
}

/** `mirror <photo...>`: a MIDI file for each photo. */
export async function mirror(args: MirrorArguments, context: CommandContext): Promise<ExitCode> {
  const { photos, out, home, json = false, explain = false, picture: choice, ...options } = args;
  const { terminal, signal } = context;
  // What is wrong with the call itself is said before the slow things begin.
  requestedBackend(context.env);
  const collection = await openCollection(await resolveHome(home, context));
  await refuseMistypedCommands(
    photos,
    collection.objects.map(({ name }) => name),
  );
  const outputs = await withPictures(await photoOutputs(photos, out), choice);
  const replaced = await checkReplaced(
    outputs.flatMap(({ midi, explanation, picture }) => [
      midi,
      ...(explain ? [explanation] : []),
      ...(picture === undefined ? [] : [picture]),
    ]),
    photos,
  );
  return forEachPhoto(outputs, {
    context,
    prepare: () => openDetector(context),
    work: async ({ photo, bytes, midi, explanation, picture, numbered }, detector) => {
      const stopwatch = createStopwatch(() => performance.now());
      const room = await mirrorPhoto(bytes, {
        ...options,
        title: parse(photo).name,
        detector,
        collection,
        signal,
        onStage: (stage) => {
          stopwatch.begin(stage);
          terminal.showStatus([`${photo}: ${STAGE_WORDS[stage]}`]);
        },
      }).finally(() => terminal.showStatus([]));
      const { report, score, played } = room;
      await giveWay(signal);
      // Before anything is written: recordings that cannot be read leave no MIDI file without its explanation.
      const why = explain ? await explainScore(score, played, { signal }) : undefined;
      if (picture !== undefined) stopwatch.begin('draw');
      const drawn = picture === undefined ? undefined : await drawRoomFile(room, picture);
      await giveWay(signal);
      stopwatch.begin('write');
      await writeFileAtomically(await followLink(midi), writeMidi(score));
      if (why !== undefined) {
        const text = explanationJson({ photo, midi, score, report, ...why });
        await writeFileAtomically(await followLink(explanation), new TextEncoder().encode(text));
      }
      if (picture !== undefined && drawn !== undefined) {
        await writeFileAtomically(await followLink(picture), drawn);
      }
      const mirrored = {
        photo,
        midi,
        explanation: explain ? explanation : null,
        picture: picture ?? null,
        report,
        milliseconds: stopwatch.end(),
      };
      if (json) {
        terminal.json(mirrorRecord(mirrored));
      } else {
        terminal.result(mirrorLine(mirrored));
        for (const line of [...trackLines(report), ...unheardLines(report)]) terminal.note(line);
      }
      if (why !== undefined) {
        for (const line of explanationLines(explanation, why)) terminal.note(line);
      }
      if (picture !== undefined)
        terminal.note(pictureLine(picture, 'photo and piano roll on a page'));
      for (const file of [midi, explanation, picture]) {
        if (file !== undefined && replaced.has(file)) terminal.note(replacedLine(file));
      }
      if (numbered) terminal.note(`${photo}: written as ${midi}, for another photo has its name`);
      for (const note of report.notes) terminal.note(`${photo}: ${note}`);
    },
  });
}
