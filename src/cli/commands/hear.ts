import { writeFileAtomically } from '../../collection/writeFileAtomically.js';
import {
  type DecoderKind,
  findObject,
  findStandIn,
  mirrorObject,
  openCollection,
  writeMidi,
} from '../../index.js';
import { audioNotes } from '../audioLines.js';
import type { AudioArguments } from '../audioOutputs.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { giveWay } from '../giveWay.js';
import { hearLine } from '../hearLines.js';
import { resolveHome } from '../home.js';
import { openAudio } from '../openAudio.js';
import { outputPath } from '../outputPaths.js';
import { checkReplaced, followLink, replacedLine } from '../replacing.js';

export interface HearArguments extends AudioArguments {
  readonly object: string;
  readonly out?: string;
  readonly bars?: number;
  readonly seed?: number;
  readonly variation?: number;
  readonly kind?: DecoderKind;
  readonly home?: string;
}

/** `mirror hear <object>`: one decoder by itself. */
export async function hear(args: HearArguments, context: CommandContext): Promise<ExitCode> {
  const { object: name, out, home, wav, stems, soundfont, ...options } = args;
  const { terminal, signal } = context;
  const collection = await openCollection(await resolveHome(home, context));
  const { object, notes } = await findStandIn(collection, findObject(collection, name), options);
  const midi = await outputPath(`${object.name}.mid`, out);
  const audio = await openAudio({ wav, stems, soundfont });
  const replaced = await checkReplaced([midi, ...(await audio.files([midi]))], []);
  const score = await mirrorObject(object, options);
  await giveWay(signal);
  const bytes = writeMidi(score);
  await writeFileAtomically(await followLink(midi), bytes);
  const sound = await audio.write(midi, { bytes, objects: [object.name], context });
  terminal.result(hearLine(midi, score));
  for (const line of notes) terminal.note(line);
  for (const line of audioNotes(sound)) terminal.note(line);
  for (const file of replaced) terminal.note(replacedLine(file));
  return EXIT.done;
}
