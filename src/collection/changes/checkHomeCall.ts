import { checkArguments } from '../../checkOptions.js';

/**
 * Checks what each call is given that is about one object of a home.
 *
 * @throws MirrorError `usage` for a home or a name that is no string, and for options that are no object
 */
export function checkHomeCall(home: string, options: { readonly name: string }): void {
  checkArguments({ home, options }, { home: 'string', options: 'record' });
  checkArguments({ name: options.name }, { name: 'string' });
}
