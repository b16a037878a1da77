import type { CompletedPart, S3Client } from '@aws-sdk/client-s3';
import type { S3Address } from './s3Address.js';
import { withS3 } from './s3Client.js';
import { putObject } from './s3Objects.js';
import { patienceOf } from './s3Patience.js';

/** Of each part but the last: Amazon asks for 5 MB at least and takes 10,000 parts; some stores ask that all have one length. */
const PART_BYTES = 8 * 2 ** 20;

/**
 * Writes an object from its pieces, which is there whole or not at all: by one request where it is small, else part by
 * part, so that no more of it than two parts is in memory. An upload that fails is aborted. One whose process is
 * killed, or that is stopped before the store has said that it began, stays in the store without being an object, until
 * a lifecycle rule of the bucket takes it away.
 *
 * @param options.assertOwned awaited before the object takes the place of a former one
 * @throws the SDK's error, what `assertOwned` throws, and as `patiently` does
 */
export async function uploadObject(
  address: S3Address,
  pieces: Iterable<Uint8Array>,
  {
    signal,
    assertOwned = async () => {},
  }: {
    readonly signal?: AbortSignal | undefined;
    readonly assertOwned?: (() => Promise<void>) | undefined;
  } = {},
): Promise<void> {
  const parts = partsOf(pieces);
  const first = parts.next().value ?? new Uint8Array();
  const second = parts.next().value;
  if (second === undefined) {
    await assertOwned();
    await putObject(address, first, { signal });
    return;
  }
  const upload = await beginUpload(address, signal);
  try {
    for (const part of [first, second]) await upload.send(part);
    for (const part of parts) await upload.send(part);
    await assertOwned();
    await upload.complete();
  } catch (error) {
    // What failed is told, and not that it could not be aborted either.
    await upload.abort().catch(() => {});
    throw error;
  }
}

/** The same bytes in parts of one length, the last one of what is left. */
function* partsOf(pieces: Iterable<Uint8Array>): Generator<Uint8Array, undefined> {
  let part = new Uint8Array(PART_BYTES);
  let length = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; ) {
      const taken = piece.subarray(from, from + PART_BYTES - length);
      part.set(taken, length);
      length += taken.length;
      from += taken.length;
      if (length < PART_BYTES) continue;
      yield part;
      part = new Uint8Array(PART_BYTES);
      length = 0;
    }
  }
  if (length > 0) yield part.subarray(0, length);
}

/** Begins an upload in parts. */
async function beginUpload({ bucket, key }: S3Address, signal: AbortSignal | undefined) {
  const object = { Bucket: bucket, Key: key };
  const begun = await withS3(
    async ({ sdk, client }, request) =>
      client.send(
        new sdk.CreateMultipartUploadCommand({ ...object, ...(await checksumOf(client)) }),
        request,
      ),
    patienceOf(signal),
  );
  const upload = { ...object, UploadId: begun.UploadId };
  const parts: CompletedPart[] = [];
  return {
    send: async (bytes: Uint8Array) => {
      const input = { ...upload, PartNumber: parts.length + 1, Body: bytes };
      const { ETag, ChecksumCRC32 } = await withS3(
        ({ sdk, client }, request) => client.send(new sdk.UploadPartCommand(input), request),
        patienceOf(signal, { bytes: bytes.length }),
      );
      parts.push({ PartNumber: input.PartNumber, ETag, ChecksumCRC32 });
    },
    complete: async () => {
      const input = { ...upload, MultipartUpload: { Parts: parts } };
      await withS3(
        ({ sdk, client }, request) =>
          client.send(new sdk.CompleteMultipartUploadCommand(input), request),
        patienceOf(signal),
      );
    },
    abort: async () => {
      await withS3(
        ({ sdk, client }, request) =>
          client.send(new sdk.AbortMultipartUploadCommand(upload), request),
        patienceOf(signal),
      );
    },
  };
}

/**
 * Where the SDK adds checksums to parts, which it does unless the caller's environment forbids it, Amazon must know of
 * them from the beginning.
 */
async function checksumOf(client: S3Client): Promise<{ readonly ChecksumAlgorithm?: 'CRC32' }> {
  const isAdded = (await client.config.requestChecksumCalculation()) === 'WHEN_SUPPORTED';
  return isAdded ? { ChecksumAlgorithm: 'CRC32' } : {};
}
