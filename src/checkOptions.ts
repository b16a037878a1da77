import { MirrorError } from './errors.js';

/** What a number may be, both ends included. */
export interface OptionRange {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

/**
 * Checks options once, at the door; those left out are left to their defaults.
 *
 * @throws MirrorError `usage` naming the first that is out of its range or no number, such as '16', which a form of a page gives
 * @example checkOptions({ bars: 16 }, { bars: { least: 1, most: 512, whole: true } })
 */
export function checkOptions<Name extends string>(
  options: Partial<Record<NoInfer<Name>, number | undefined>>,
  ranges: Readonly<Record<Name, OptionRange>>,
): void {
  for (const name of Object.keys(ranges) as Name[]) {
    const value = options[name];
    if (value === undefined) continue;
    const { least, most, whole } = ranges[name];
    const isNumber = typeof value === 'number';
    if (isNumber && value >= least && value <= most && (!whole || Number.isInteger(value))) {
      continue;
    }
    const received = isNumber ? value : `the ${typeof value} ${JSON.stringify(value)}`;
    throw new MirrorError(
      'usage',
      `Expected ${name} to be ${whole ? 'a whole number' : 'a number'} from ${least} to ${most} but received ${received}.`,
    );
  }
}

/** A seed: what chance takes, so that equal seeds give equal music. */
export const SEED_RANGE: OptionRange = { least: 0, most: 2 ** 32 - 1, whole: true };
