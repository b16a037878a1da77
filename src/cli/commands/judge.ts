import {
  type DecoderKind,
  findObject,
  type JudgeOptions,
  judgeObjects,
  openCollection,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { resolveHome } from '../home.js';
import { JUDGE_LEGEND, judgeLines, judgeStatus } from '../judgeLines.js';

export interface JudgeArguments extends Pick<JudgeOptions, 'draws' | 'seed'> {
  /** Names; none stands for all objects. */
  readonly objects: readonly string[];
  readonly kind?: DecoderKind;
  readonly home?: string;
  readonly json?: boolean;
}

/** `mirror judge [objects...]`: how like their recordings the decoders play. */
export async function judge(args: JudgeArguments, context: CommandContext): Promise<ExitCode> {
  const { objects: names, home, json = false, ...options } = args;
  const { terminal, signal } = context;
  const collection = await openCollection(await resolveHome(home, context));
  const named = new Set(names.map((name) => findObject(collection, name)));
  const { judgements, overall, unjudged } = await judgeObjects(
    named.size > 0 ? [...named] : collection.objects,
    {
      ...options,
      collection,
      signal,
      onProgress: (progress) => terminal.showStatus([judgeStatus(progress)]),
    },
  ).finally(() => terminal.showStatus([]));
  if (overall !== null && json) {
    for (const each of [...judgements, overall]) terminal.json(each);
  } else if (overall !== null) {
    for (const line of judgeLines(judgements, overall)) terminal.result(line);
    for (const line of JUDGE_LEGEND) terminal.note(line);
  }
  for (const { error } of unjudged) if (error) terminal.error(error);
  const without = unjudged.filter(({ error }) => error === undefined).map(({ object }) => object);
  if (without.length > 0) terminal.note(`Not judged, for want of training: ${without.join(', ')}.`);
  return gravest(unjudged.flatMap(({ error }) => (error ? [exitCodeOf(error)] : [])));
}
