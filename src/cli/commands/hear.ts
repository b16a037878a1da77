import { type DecoderKind, findObject, findStandIn, mirrorObject, writeMidi } from '../../index.js';
import { yieldToEventLoop } from '../../yieldToEventLoop.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { openAudio } from '../inputs/openAudio.js';
import { openForObjects } from '../options/openReported.js';
import type { AudioArguments } from '../outputs/audioOutputs.js';
import { musicOutput } from '../outputs/outputPaths.js';
import { checkReplaced, replacedLine } from '../outputs/replacing.js';
import { writeMusic } from '../outputs/writeMusic.js';
import { audioNotes } from '../report/audioLines.js';
import { hearLine } from '../report/hearLines.js';

export interface HearArguments extends AudioArguments {
  readonly object: string;
  readonly out?: string;
  readonly bars?: number;
  readonly seed?: number;
  readonly temperature?: number;
  readonly variation?: number;
  readonly kind?: DecoderKind;
  readonly home?: string;
}

/** `mirror hear <object>`: one decoder by itself. */
export async function hear(args: HearArguments, context: CommandContext): Promise<ExitCode> {
  const { object: name, out, home, wav, stems, soundfont, ...options } = args;
  const { terminal, signal } = context;
  const { collection } = await openForObjects([name], { home, context });
  const { object, notes } = await findStandIn(collection, findObject(collection, name), {
    kind: options.kind,
  });
  const output = await musicOutput(`${object.name}.mid`, out);
  const audio = await openAudio({ wav, stems, soundfont }, [output]);
  const files = output.midi === undefined ? audio.files : [output.midi, ...audio.files];
  const replaced = await checkReplaced(files, []);
  const score = await mirrorObject(object, options);
  await yieldToEventLoop(signal);
  const midi = writeMidi(score);
  if (output.midi !== undefined) await writeMusic(output.midi, midi, context);
  const piece = {
    midi,
    title: score.title,
    parts: [{ name: object.name, object: object.name }],
    context,
  };
  const sound = await audio.write(output, piece);
  terminal.result(hearLine(output.path, score));
  for (const line of notes) terminal.note(line);
  for (const line of audioNotes(sound)) terminal.note(line);
  for (const file of replaced) terminal.note(replacedLine(file));
  return EXIT.done;
}
