import { MirrorError } from '../../errors.js';
import { BACKEND_NAMES, type BackendName, isBackendName } from '../../index.js';
import type { CommandContext } from '../context.js';

/**
 * The backend that MIRROR_BACKEND asks for, if it asks.
 *
 * @throws MirrorError `usage` for a name there is not
 */
export function requestedBackend(env: CommandContext['env']): BackendName | undefined {
  const name = env.MIRROR_BACKEND;
  if (!name) return undefined;
  if (isBackendName(name)) return name;
  throw new MirrorError(
    'usage',
    `Expected MIRROR_BACKEND to be ${BACKEND_NAMES.join(', ')} or unset but received ${JSON.stringify(name)}.`,
  );
}
