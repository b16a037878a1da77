import { editObject } from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { collectionFolder } from '../options/home.js';
import { editedLine, editedNotes } from '../report/changeLines.js';
import { waitingLine } from '../report/waitingLine.js';

export interface EditArguments {
  readonly object: string;
  readonly labels?: readonly string[];
  readonly addLabels?: readonly string[];
  readonly removeLabels?: readonly string[];
  readonly instrument?: string;
  readonly text?: string;
  readonly rename?: string;
  readonly home?: string;
}

/** `mirror edit <object>`: what an object is called, answers and sounds like. */
export async function edit(args: EditArguments, context: CommandContext): Promise<ExitCode> {
  const { object: name, home: given, ...changes } = args;
  const { terminal, signal } = context;
  const home = await collectionFolder(given, context);
  const edited = await editObject(home, {
    name,
    ...changes,
    onWaiting: (owner) => terminal.note(waitingLine(name, { doing: 'at work on it', owner })),
    signal,
  });
  terminal.result(editedLine(edited));
  for (const note of editedNotes(edited, { home })) terminal.note(note);
  return EXIT.done;
}
