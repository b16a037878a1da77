import { parse } from 'node:path';
import { writeFileAtomically } from '../../collection/writeFileAtomically.js';
import { type MirrorOptions, mirrorPhoto, openCollection, writeMidi } from '../../index.js';
import { requestedBackend } from '../backend.js';
import { refuseMistypedCommands } from '../commandNames.js';
import type { CommandContext } from '../context.js';
import { openDetector } from '../detector.js';
import type { ExitCode } from '../exitCodes.js';
import { giveWay } from '../giveWay.js';
import { resolveHome } from '../home.js';
import { mirrorLine, mirrorRecord, STAGE_WORDS, trackLines, unheardLines } from '../mirrorLines.js';
import { photoOutputs } from '../outputPaths.js';
import { forEachPhoto } from '../photos.js';
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
}

/** `mirror <photo...>`: a MIDI file for each photo. */
export async function mirror(args: MirrorArguments, context: CommandContext): Promise<ExitCode> {
  const { photos, out, home, json = false, ...options } = args;
  const { terminal, signal } = context;
  // What is wrong with the call itself is said before the slow things begin.
  requestedBackend(context.env);
  await refuseMistypedCommands(photos);
  const outputs = await photoOutputs(photos, out);
  const replaced = await checkReplaced(
    outputs.map(({ midi }) => midi),
    photos,
  );
  const collection = await openCollection(await resolveHome(home, context));
  return forEachPhoto(outputs, {
    context,
    prepare: () => openDetector(context),
    work: async ({ photo, bytes, midi, numbered }, detector) => {
      const stopwatch = createStopwatch(() => performance.now());
      const { report, score } = await mirrorPhoto(bytes, {
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
      await giveWay(signal);
      stopwatch.begin('write');
      await writeFileAtomically(await followLink(midi), writeMidi(score));
      const mirrored = { photo, midi, report, milliseconds: stopwatch.end() };
      if (json) {
        terminal.json(mirrorRecord(mirrored));
      } else {
        terminal.result(mirrorLine(mirrored));
        for (const line of [...trackLines(report), ...unheardLines(report)]) terminal.note(line);
      }
      if (replaced.has(midi)) terminal.note(replacedLine(midi));
      if (numbered) terminal.note(`${photo}: written as ${midi}, for another photo has its name`);
      for (const note of report.notes) terminal.note(`${photo}: ${note}`);
    },
  });
}
