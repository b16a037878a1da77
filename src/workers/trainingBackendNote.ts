import { type BackendName, type DecoderKind, openBackend } from '../index.js';

/** Why a training's backend is not the first choice, if it is not; only kind `seed` is trained on one. */
export async function trainingBackendNote(
  kind: DecoderKind | undefined,
  backend: BackendName | undefined,
): Promise<string | undefined> {
  return kind === 'seed' ? (await openBackend(backend)).note : undefined;
}
