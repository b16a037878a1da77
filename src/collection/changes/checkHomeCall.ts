import { checkArguments, checkOptions } from '../../checkOptions.js';

/**
 * Checks what each call is given that is about one object of a home.
 *
 * @throws MirrorError `usage` for a home or a name that is no string, for options that are no object, and for a signal or a listener
 *   of another type
 */
export function checkHomeCall(
  home: string,
  options: { readonly name: string; readonly signal?: unknown; readonly onWaiting?: unknown },
): void {
  checkArguments({ home, options }, { home: 'string', options: 'record' });
  checkArguments({ name: options.name }, { name: 'string' });
  checkOptions(options, { signal: 'signal', onWaiting: 'function' });
}
