import { COCO_LABELS, labelAnswers, withStandIns } from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { openReported } from '../options/openReported.js';
import { labelLines, labelRecord, labelSummary, taughtNotes } from '../report/labelLines.js';

export interface LabelsArguments {
  readonly home?: string;
  readonly json?: boolean;
}

/** `mirror labels`: which objects answer each of COCO's labels. */
export async function labels(args: LabelsArguments, context: CommandContext): Promise<ExitCode> {
  const { terminal } = context;
  const opened = await openReported(args.home, context);
  // As a mirror would have it: what cannot play leaves its labels to others.
  const { collection, notes } = await withStandIns(opened, new Set(COCO_LABELS));
  const answers = labelAnswers(collection);
  if (args.json === true) {
    for (const answer of answers) terminal.json(labelRecord(answer));
    return EXIT.done;
  }
  for (const line of labelLines(answers, terminal.width)) terminal.result(line);
  for (const note of notes) terminal.note(note);
  for (const note of taughtNotes(opened.objects)) terminal.note(note);
  terminal.note(labelSummary(answers));
  return EXIT.done;
}
