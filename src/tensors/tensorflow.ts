import { createRequire } from 'node:module';
import type * as Converter from '@tensorflow/tfjs-converter';
import type * as Tensorflow from '@tensorflow/tfjs-core';

const require = createRequire(import.meta.url);

/**
 * TensorFlow's packages, loaded where they are needed and not before. They are CommonJS, megabytes each, and taken with
 * `require`: to `import` one, Node first reads through all of it for the names that it exports, 100 ms of a cold start.
 *
 * @throws whatever the package throws on loading, or Node where it is not installed
 */
export function requireTensorflow(): typeof Tensorflow {
  return require('@tensorflow/tfjs-core');
}

/** Reads published graphs; throws as `requireTensorflow` does. */
export function requireConverter(): typeof Converter {
  return require('@tensorflow/tfjs-converter');
}

/** Makes an engine known to TensorFlow; throws as `requireTensorflow` does. */
export function requireEngine(packageName: string): void {
  require(packageName);
}
