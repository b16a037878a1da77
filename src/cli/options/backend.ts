import { MirrorError } from '../../errors.js';
import {
  BACKEND_NAMES,
  type BackendName,
  type DecoderKind,
  isBackendName,
  openBackend,
} from '../../index.js';
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

/** Why a training's backend is not the first choice, if it is not; only kind `seed` is trained on one. */
export async function trainingBackendNote(
  kind: DecoderKind | undefined,
  backend: BackendName | undefined,
): Promise<string | undefined> {
  return kind === 'seed' ? (await openBackend(backend)).note : undefined;
}
