import type { OptionResult } from '../checks/checkOptions.js';

/** A network as TensorFlow.js publishes it, read into memory. */
export interface GraphFiles {
  /** Text of model.json: the graph and the list of its weights. */
  readonly modelJson: string;
  /** Bytes of the shards, in the order in which model.json names them. */
  readonly shards: readonly Uint8Array[];
}

/** Such files, which a call of the public door reads. @param read the call, such as `await readDetectorFiles()` */
export function graphFilesRule(read: string): OptionResult {
  return { givenBy: read, fields: ['modelJson', 'shards'], isRequired: true };
}
