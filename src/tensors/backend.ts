import { checkValues } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { BACKEND_NAMES, type BackendName } from './backendName.js';
import { startEngine } from './engine.js';
import { findTfjsNode } from './tfjsNode.js';

export { BACKEND_NAMES, type BackendName, isBackendName } from './backendName.js';

export interface Backend {
  readonly name: BackendName;
  /** One line that says why a faster engine was passed over; absent when there was none to pass over. */
  readonly note?: string;
}

// TensorFlow has one engine for the whole process, so its choice is kept for the whole process too.
let opened: Promise<Backend> | undefined;

/**
 * Picks the engine that multiplies, once: later calls give the same one.
 *
 * Without a preference it is tfjs-node where that is installed and answers, else WebAssembly, else plain
 * JavaScript. The environment is not read here: the command line hands MIRROR_BACKEND in.
 *
 * @throws MirrorError `environment` if the preferred engine, or every engine, does not answer;
 *   `usage` if another engine than the preferred one is already at work
 */
export async function openBackend(preference?: BackendName): Promise<Backend> {
  checkValues({ backend: preference }, { backend: BACKEND_NAMES });
  opened ??= open(preference).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  const backend = await opened;
  if (preference !== undefined && preference !== backend.name) {
    throw new MirrorError(
      'usage',
      `Expected one backend for the whole run but ${preference} was asked for while ${backend.name} is at work. Choose it before the first tensor, in a new process.`,
    );
  }
  return backend;
}

/** The engine that `openBackend` will try first, found without loading any. */
export function likelyBackend(preference?: BackendName): BackendName {
  return preference ?? (findTfjsNode().state === 'ready' ? 'node' : 'wasm');
}

async function open(preference: BackendName | undefined): Promise<Backend> {
  const obstacles: string[] = [];
  for (const name of preference === undefined ? BACKEND_NAMES : [preference]) {
    const start = await startEngine(name);
    if (start.state === 'answers') {
      return obstacles.length === 0
        ? { name }
        : { name, note: `${obstacles.join('; ')}. Using ${name} instead.` };
    }
    // An optional engine that is not installed is the normal case, no news; unless it was asked for.
    if (start.state === 'fails' || preference !== undefined) obstacles.push(start.reason);
  }
  throw new MirrorError(
    'environment',
    preference === undefined
      ? `Expected a backend that multiplies but ${obstacles.join('; ')}. Run npm ci again in the folder of sound-mirror.`
      : `Expected the ${preference} backend to multiply but ${obstacles.join('; ')}. Leave \`backend\` out, so that sound-mirror chooses one that works.`,
  );
}
