import { parseArgs } from 'node:util';
import { MirrorError } from '../src/errors.js';

export const USAGE =
  'Usage: compose [--out <folder> | --dense <folder>] [--object <name>] [--takes <n>] [--seed <n>] [--tempi <bpm,...>]';

/** What the starter collection in objects/ is made with. */
export const COLLECTION = { takes: 8, seed: 1 } as const;

export interface Options {
  /** The folder to write into; the package's objects/ where nothing is said. */
  readonly out: string | undefined;
  /** The folder to write the dense sets into, instead of the starter collection. */
  readonly dense: string | undefined;
  /** The one object to compose; all of them where nothing is said. */
  readonly object: string | undefined;
  readonly takes: number;
  readonly seed: number;
  /** Tempi of the takes, quarter notes a minute, in turn; each object's own where nothing is said. */
  readonly tempi: readonly number[] | undefined;
}

/**
 * Reads the command line.
 *
 * @throws MirrorError `usage` for an unknown option, a missing value, a number that is none, or both `--out` and `--dense`
 * @example readOptions(['--takes', '64']).takes // 64
 */
export function readOptions(argv: readonly string[]): Options {
  const { out, dense, object, takes, seed, tempi } = parsed(argv);
  if (out !== undefined && dense !== undefined) {
    throw new MirrorError(
      'usage',
      `Expected one folder but received --out ${out} and --dense ${dense}. Leave one of them out. ${USAGE}`,
    );
  }
  return {
    out,
    dense,
    object,
    takes: wholeNumber(takes, { option: '--takes', otherwise: COLLECTION.takes }),
    seed: wholeNumber(seed, { option: '--seed', otherwise: COLLECTION.seed }),
    tempi: tempi?.split(',').map((text) => wholeNumber(text, { option: '--tempi', otherwise: 0 })),
  };
}

function parsed(argv: readonly string[]) {
  const string = { type: 'string' } as const;
  const options = {
    out: string,
    dense: string,
    object: string,
    takes: string,
    seed: string,
    tempi: string,
  };
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new MirrorError('usage', `${message} ${USAGE}`, { cause });
  }
}

function wholeNumber(
  text: string | undefined,
  { option, otherwise }: { option: string; otherwise: number },
): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new MirrorError(
      'usage',
      `Expected a whole number from 1 for ${option} but received ${JSON.stringify(text)}. ${USAGE}`,
    );
  }
  return Number(text);
}
