import { checkArguments } from '../../checks/checkOptions.js';

/** The options that each call takes which is about one object of a home. */
export const HOME_CALL_RULES = { name: 'string', signal: 'signal', onWaiting: 'function' } as const;

/**
 * Checks that each such call is given a home and the name of an object; its options are checked before.
 *
 * @throws MirrorError `usage` for a home or a name that is no string
 */
export function checkHomeCall(home: string, { name }: { readonly name: string }): void {
  checkArguments({ home, name }, { home: 'string', name: 'string' });
}
