import { createRequire } from 'node:module';

/** From this major version of Node on, tfjs-node 4.22 throws at run time (tensorflow/tfjs#8609). */
const FIRST_NODE_WITHOUT_TFJS_NODE = 23;

/** The versions of Node's native interface that tfjs-node 4.22 is published for, as its package.json lists them. */
const NATIVE_INTERFACES = [8, 7, 6, 5, 4, 3];

/** Whether tfjs-node can be tried; `reason` is a clause that fits after «but». */
export type TfjsNodeState =
  | { readonly state: 'ready' }
  | { readonly state: 'fails'; readonly reason: string }
  | { readonly state: 'absent'; readonly reason: string };

export interface TfjsNodeSearch {
  /** The file, or file URL, from which Node looks for the package; by default this one. */
  readonly from?: string;
  /** As in `process.version`: `v20.19.0`. */
  readonly nodeVersion?: string;
}

/**
 * Looks whether tfjs-node is installed and whole, without loading it: a copy whose native binary was never
 * fetched takes 200 ms of loading before it says so.
 */
export function findTfjsNode(search: TfjsNodeSearch = {}): TfjsNodeState {
  const { from = import.meta.url, nodeVersion = process.version } = search;
  if (!isThere('package.json', from)) {
    return { state: 'absent', reason: '@tensorflow/tfjs-node is not installed' };
  }
  const major = Number.parseInt(nodeVersion.replace(/^v/, ''), 10);
  if (major >= FIRST_NODE_WITHOUT_TFJS_NODE) {
    return {
      state: 'fails',
      reason: `@tensorflow/tfjs-node does not run on Node ${FIRST_NODE_WITHOUT_TFJS_NODE} or newer (this is ${nodeVersion})`,
    };
  }
  if (!NATIVE_INTERFACES.some((n) => isThere(`lib/napi-v${n}/tfjs_binding.node`, from))) {
    return {
      state: 'fails',
      reason:
        '@tensorflow/tfjs-node is installed without its native binary (its install script did not run, or could not fetch it)',
    };
  }
  return { state: 'ready' };
}

function isThere(file: string, from: string): boolean {
  try {
    createRequire(from).resolve(`@tensorflow/tfjs-node/${file}`);
    return true;
  } catch {
    return false;
  }
}
