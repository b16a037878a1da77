import { MirrorError } from '../../errors.js';

/** Whether a command line reads a name as an option, so that no command that a message advises would work with it. */
export function isOptionName(name: string): boolean {
  return name.startsWith('-');
}

/**
 * Refuses a new name that a command line would read as an option. What has such a name already keeps it, and is read as ever.
 *
 * @param options.what as in «Expected what», with its article
 * @param options.example a name of that kind
 * @returns the name
 * @throws MirrorError `input`
 */
export function refuseOptionName(
  name: string,
  { what, example }: { readonly what: string; readonly example: string },
): string {
  if (!isOptionName(name)) return name;
  throw new MirrorError(
    'input',
    `Expected ${what} that can be typed in a command but ${JSON.stringify(name)} begins with a hyphen, as options do. Choose a name such as ${JSON.stringify(example)}.`,
  );
}
