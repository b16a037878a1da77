import { parse } from 'node:path';
import { writeFileAtomically } from '../../collection/writeFileAtomically.js';
import {
  explainScore,
  type MirrorOptions,
  mirrorPhoto,
  openCollection,
  writeMidi,
} from '../../index.js';
import { audioNotes, audioRecord, wavOf, wavResult } from '../audioLines.js';
import type { AudioArguments } from '../audioOutputs.js';
import { requestedBackend } from '../backend.js';
import { refuseMistypedCommands } from '../commandNames.js';
import type { CommandContext } from '../context.js';
import { openDetector } from '../detector.js';
import type { ExitCode } from '../exitCodes.js';
import { explanationJson, explanationLines } from '../explanationJson.js';
import { giveWay } from '../giveWay.js';
import { resolveHome } from '../home.js';
import { mirrorLine, mirrorRecord, STAGE_WORDS, trackLines, unheardLines } from '../mirrorLines.js';
import { openAudio } from '../openAudio.js';
import { photoOutputs } from '../outputPaths.js';
import { forEachPhoto } from '../photos.js';
import { checkReplaced, followLink, replacedLine } from '../replacing.js';
import { createStopwatch } from '../stopwatch.js';

export interface MirrorArguments
  extends AudioArguments,
    Pick<
      MirrorOptions,
      'bars' | 'tempoBpm' | 'seed' | 'temperature' | 'variation' | 'minConfidence' | 'harmonise'
    > {
  readonly photos: readonly string[];
  readonly out?: string;
  readonly home?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
}

/** `mirror <photo...>`: a MIDI file for each photo. */
export async function mirror(args: MirrorArguments, context: CommandContext): Promise<ExitCode> {
  const { photos, out, home, json = false, explain = false, ...rest } = args;
  const { wav, stems, soundfont, ...options } = rest;
  const { terminal, signal } = context;
  // What is wrong with the call itself is said before the slow things begin.
  requestedBackend(context.env);
  const collection = await openCollection(await resolveHome(home, context));
  await refuseMistypedCommands(
    photos,
    collection.objects.map(({ name }) => name),
  );
  const outputs = await photoOutputs(photos, out);
  const audio = await openAudio({ wav, stems, soundfont }, context);
  const wavFiles = await audio.files(outputs.map(({ midi }) => midi));
  const replaced = await checkReplaced(
    [
      ...outputs.flatMap(({ midi, explanation }) => (explain ? [midi, explanation] : [midi])),
      ...wavFiles,
    ],
    photos,
  );
  return forEachPhoto(outputs, {
    context,
    prepare: () => openDetector(context),
    work: async ({ photo, bytes, midi, explanation, numbered }, detector) => {
      const stopwatch = createStopwatch(() => performance.now());
      const { report, score, played } = await mirrorPhoto(bytes, {
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
      // Before anything is written: recordings that cannot be read leave no MIDI file without its explanation.
      const why = explain ? await explainScore(score, played, { signal }) : undefined;
      stopwatch.begin('write');
      const midiBytes = writeMidi(score);
      await writeFileAtomically(await followLink(midi), midiBytes);
      if (why !== undefined) {
        const text = explanationJson({ photo, midi, score, report, ...why });
        await writeFileAtomically(await followLink(explanation), new TextEncoder().encode(text));
      }
      if (audio.isAsked) stopwatch.begin('sound');
      const objects = score.parts.map(({ name }) => name);
      const sound = await audio.write(midi, { bytes: midiBytes, objects });
      const mirrored = {
        photo,
        midi,
        explanation: explain ? explanation : null,
        report,
        milliseconds: stopwatch.end(),
      };
      if (json) {
        terminal.json({ ...mirrorRecord(mirrored), ...audioRecord(sound) });
      } else {
        terminal.result(mirrorLine(mirrored));
        for (const line of wavResult(sound)) terminal.result(line);
        for (const line of [...trackLines(report), ...unheardLines(report)]) terminal.note(line);
      }
      if (why !== undefined) {
        for (const line of explanationLines(explanation, why)) terminal.note(line);
      }
      for (const line of audioNotes(sound)) terminal.note(line);
      for (const file of [midi, explanation, ...wavOf(sound)]) {
        if (replaced.has(file)) terminal.note(replacedLine(file));
      }
      if (numbered) terminal.note(`${photo}: written as ${midi}, for another photo has its name`);
      for (const note of report.notes) terminal.note(`${photo}: ${note}`);
    },
  });
}
