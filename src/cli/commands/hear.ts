import { writeFileAtomically } from '../../collection/writeFileAtomically.js';
import {
  type DecoderKind,
  findObject,
  mirrorObject,
  openCollection,
  writeMidi,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { giveWay } from '../giveWay.js';
import { hearLine } from '../hearLines.js';
import { resolveHome } from '../home.js';
import { outputPath } from '../outputPaths.js';
import { checkReplaced, followLink, replacedLine } from '../replacing.js';

export interface HearArguments {
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
  const { object: name, out, home, ...options } = args;
  const { terminal, signal } = context;
  const collection = await openCollection(await resolveHome(home, context));
  const object = findObject(collection, name);
  const midi = await outputPath(`${object.name}.mid`, out);
  const replaced = await checkReplaced([midi], []);
  const score = await mirrorObject(object, options);
  await giveWay(signal);
  await writeFileAtomically(await followLink(midi), writeMidi(score));
  terminal.result(hearLine(midi, score));
  if (replaced.has(midi)) terminal.note(replacedLine(midi));
  return EXIT.done;
}
