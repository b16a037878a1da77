import { keepingNames } from '../../files/disk/keepAside.js';
import { bearsMidiMark } from '../../files/writtenBy.js';
import type { PlacedMidi } from '../store/batchStore.js';
import type { S3Address } from './s3Address.js';
import { putObject, readObject, type S3Condition } from './s3Objects.js';

interface Stoppable {
  readonly signal?: AbortSignal | undefined;
}

/**
 * `BatchStore.placeMidi` in S3. An object is never written over unless it is still the one that was read: what another
 * call put there meanwhile is read as well. Of one that is kept there is a copy before it is written over. A store that
 * knows no conditional writes loses what was put there in that moment.
 *
 * @throws the SDK's error, MirrorError as `readObject` does
 */
export async function placeS3Midi(
  address: S3Address,
  bytes: Uint8Array,
  options: Stoppable = {},
): Promise<PlacedMidi> {
  let kept: string | undefined;
  for (;;) {
    const present = await readObject(address, options);
    // Also where the answer to a write that was made was lost on its way.
    if (present !== undefined && Buffer.compare(present.bytes, bytes) === 0) {
      return { isWritten: kept !== undefined, kept };
    }
    if (present !== undefined && !bearsMidiMark(present.bytes)) {
      kept = await keepCopy(address, present.bytes, options);
    }
    const condition: S3Condition =
      present === undefined ? { ifNone: true } : { ifMatch: present.etag };
    const etag = await putObject(address, bytes, { condition, ...options });
    if (etag !== undefined) return { isWritten: true, kept };
  }
}

/** Copies an object's bytes to the first of its `keepingNames` that is free, or has these bytes already. @returns its key */
async function keepCopy(
  { bucket, key }: S3Address,
  bytes: Uint8Array,
  options: Stoppable,
): Promise<string> {
  const names = keepingNames(key);
  for (;;) {
    const copy = { bucket, key: names.next().value };
    let there = await readObject(copy, options);
    if (there === undefined) {
      const condition = { ifNone: true } as const;
      if ((await putObject(copy, bytes, { condition, ...options })) !== undefined) return copy.key;
      there = await readObject(copy, options);
    }
    if (there !== undefined && Buffer.compare(there.bytes, bytes) === 0) return copy.key;
  }
}
