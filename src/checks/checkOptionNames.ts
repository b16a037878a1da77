import { MirrorError } from '../errors.js';
import { nearestNames } from './nearestNames.js';

/** What the command line calls some options of the library, by its own name. */
export const COMMAND_LINE_NAMES: Readonly<Record<string, string>> = {
  tempo: 'tempoBpm',
  density: 'mostOnsetsASecond',
  instrument: 'instruments',
  noHarmonise: 'harmonise',
};

/** A beginning that is shorter says little of what is meant. */
const FEWEST_LETTERS = 3;

/**
 * Refuses options that a function does not know: a mistyped one would change nothing. Those whose value is undefined are as good as left
 * out.
 *
 * @param call the function's name
 * @param options what it was called with
 * @param rules of all the options that it knows, by their names
 * @throws MirrorError `usage` for the first unknown name, with the one that is likely meant
 * @example checkOptionNames('mirrorPhoto', { tempo: 90 }, { bars: 'any', tempoBpm: 'any' }) // … Did you mean tempoBpm?
 */
export function checkOptionNames(
  call: string,
  options: object,
  rules: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || Object.hasOwn(rules, name)) continue;
    const known = Object.keys(rules);
    const likely = likelyName(name, known);
    const remedy =
      likely === undefined ? `It takes ${known.join(', ')}.` : `Did you mean ${likely}?`;
    throw new MirrorError(
      'usage',
      `Expected an option of ${call} but received ${JSON.stringify(name)}, which it does not know. ${remedy}`,
    );
  }
}

function likelyName(name: string, known: readonly string[]): string | undefined {
  const renamed = Object.hasOwn(COMMAND_LINE_NAMES, name) ? COMMAND_LINE_NAMES[name] : undefined;
  if (renamed !== undefined && known.includes(renamed)) return renamed;
  // As words, so that `confidence` is near to `minConfidence`.
  const spelt = known.map(toWords);
  const [nearest] = nearestNames(toWords(name), spelt);
  return nearest === undefined ? begunName(name, known) : known[spelt.indexOf(nearest)];
}

/** The only one that begins so. @example begunName('minconf', ['maxPixels', 'minConfidence']) // 'minConfidence' */
function begunName(name: string, known: readonly string[]): string | undefined {
  const begun = known.filter((each) => each.toLowerCase().startsWith(name.toLowerCase()));
  return name.length >= FEWEST_LETTERS && begun.length === 1 ? begun[0] : undefined;
}

/** @example toWords('minConfidence') // 'min confidence' */
function toWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
