import { describeValue } from '../checkOptions.js';
import { nearestNames } from '../collection/names/nearestNames.js';
import { MirrorError } from '../errors.js';

/** What the command line calls some options of the library, by its own name. */
export const COMMAND_LINE_NAMES: Readonly<Record<string, string>> = {
  tempo: 'tempoBpm',
  density: 'mostOnsetsASecond',
  instrument: 'instruments',
  noHarmonise: 'harmonise',
};

/**
 * Refuses options that a function does not know: a mistyped one would change nothing. Those whose value is undefined are as good as left out.
 *
 * @param call the function's name
 * @param options what it was called with
 * @param known the names that it knows
 * @throws MirrorError `usage` for options that are no object, and for the first unknown name, with the one that is likely meant
 * @example checkOptionNames('mirrorPhoto', { tempo: 90 }, ['bars', 'tempoBpm']) // … Did you mean tempoBpm?
 */
export function checkOptionNames(call: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new MirrorError(
      'usage',
      `Expected the options of ${call} to be an object such as { ${known[0]}: … } but received ${describeValue(options)}.`,
    );
  }
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || known.includes(name)) continue;
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
  return nearest === undefined ? undefined : known[spelt.indexOf(nearest)];
}

/** @example toWords('minConfidence') // 'min confidence' */
function toWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
