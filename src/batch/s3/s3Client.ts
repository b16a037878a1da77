import { setTimeout } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { isAway } from './s3Errors.js';
import { patienceOf, patiently, type S3Patience } from './s3Patience.js';

/** The package that speaks to S3, and what of it is used. */
export type S3Package = Pick<
  typeof import('@aws-sdk/client-s3'),
  | 'S3Client'
  | 'GetObjectCommand'
  | 'PutObjectCommand'
  | 'DeleteObjectCommand'
  | 'ListObjectsV2Command'
  | 'CreateMultipartUploadCommand'
  | 'UploadPartCommand'
  | 'CompleteMultipartUploadCommand'
  | 'AbortMultipartUploadCommand'
>;

export interface S3Connection {
  readonly sdk: S3Package;
  readonly client: S3Client;
}

const PACKAGE = '@aws-sdk/client-s3';

/** Tries of a request, unless AWS_MAX_ATTEMPTS says another number; with the SDK's pauses, some six seconds pass before the last one. */
const ATTEMPTS = 8;

const silent = () => {};

const CONNECTIONS = {
  /** For a host that cannot be reached, in milliseconds. */
  connectionTimeout: 5000,
  /** For a connection that says nothing. */
  socketTimeout: 60_000,
  /** It would write to the terminal that many requests wait for a connection. */
  logger: { debug: silent, info: silent, warn: silent, error: silent },
};

/** Signs requests where neither environment nor profile names a region, which stores other than Amazon's do not ask for. */
const USUAL_REGION = 'us-east-1';

/** One for all stores of a process, with its connections. */
let opened: Promise<S3Connection> | undefined;

/**
 * Loads the SDK, which is optional, and opens a client with its own default chain: credentials, region and endpoint come from the
 * environment and the AWS configuration, and are read by nothing else here.
 *
 * A store of another maker, named by AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, is asked by path (`endpoint/bucket/key`): few of them have a
 * host name for each bucket.
 *
 * @throws MirrorError `environment` with the command that installs the SDK
 */
export function connectToS3(): Promise<S3Connection> {
  opened ??= connect();
  return opened;
}

/**
 * How often a store that has answered before is asked again after the SDK has given up, and the pause before each time:
 * some half a minute in all.
 */
const WAITING = { most: 8, milliseconds: 3000 };

let hasAnswered = false;

/**
 * Does something that asks the store once. A store that has answered before and is away now is waited for; one that
 * never did is more likely misspelt.
 *
 * @param work is given the signal for its request
 * @throws as `connectToS3` and `patiently` do, and the SDK's error
 */
export async function withS3<Result>(
  work: (
    connection: S3Connection,
    request: { readonly abortSignal?: AbortSignal },
  ) => Promise<Result>,
  patience: S3Patience = patienceOf(undefined),
): Promise<Result> {
  const connection = await connectToS3();
  const { signal, isClosing } = patience;
  const request = signal === undefined ? {} : { abortSignal: signal };
  for (let waits = 0; ; waits++) {
    try {
      const result = await patiently(work(connection, request), patience);
      hasAnswered = true;
      return result;
    } catch (error) {
      const isWaitedFor = isAway(error) && hasAnswered && !isClosing;
      if (!isWaitedFor || waits >= WAITING.most) throw error;
      await setTimeout(WAITING.milliseconds, undefined, { signal }).catch(() => {});
      throwIfAborted(signal);
    }
  }
}

/** Whether the SDK is installed, for `mirror doctor`. */
export async function isS3Installed(): Promise<boolean> {
  return (await loadPackage()) !== undefined;
}

async function connect(): Promise<S3Connection> {
  const sdk = await loadPackage();
  if (sdk === undefined) {
    throw new MirrorError(
      'environment',
      `Expected the package ${PACKAGE}, which s3:// needs, but it is not installed. Run \`npm install ${PACKAGE}\` where sound-mirror is installed.`,
    );
  }
  const { env } = process;
  // Which Node is needed says our own package, in one line.
  env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const options = {
    forcePathStyle: Boolean(env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL),
    followRegionRedirects: true,
    requestHandler: CONNECTIONS,
    ...(env.AWS_MAX_ATTEMPTS ? {} : { maxAttempts: ATTEMPTS }),
  };
  const client = new sdk.S3Client(options);
  const hasRegion = await client.config.region().then(Boolean, () => false);
  if (hasRegion) return { sdk, client };
  client.destroy();
  return { sdk, client: new sdk.S3Client({ ...options, region: USUAL_REGION }) };
}

async function loadPackage(): Promise<S3Package | undefined> {
  try {
    return await import('@aws-sdk/client-s3');
  } catch {
    return undefined;
  }
}
