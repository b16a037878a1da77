import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installedQueuePackages, openEngine } from '../../batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../batch/queue/queueAddress.js';
import { BATCHES_QUEUE } from '../../batch/queue/queueJobs.js';
import { isS3Installed } from '../../batch/s3/s3Client.js';
import { packageFolder } from '../../collection/packageFolder.js';
import { findConverter } from '../../collection/recordings/convertAudio.js';
import { throwIfAborted } from '../../errors.js';
import {
  type BackendName,
  canReadHeic,
  checkPublishedFiles,
  detectObjects,
  loadDetector,
  MIRROR_DEFAULTS,
  openBackend,
  PHOTO_FORMATS,
  PUBLISHED_NAMES,
  readDetectorFiles,
  readPhoto,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, exitCodeOf } from '../exitCodes.js';
import { requestedBackend } from '../options/backend.js';
import { defaultJobs } from '../options/jobs.js';
import { count } from '../report/format.js';
import type { Diagnostic } from './diagnostics.js';

/** Whether everything that came with the package works here: Node, backend, weights, and looking at a photo. */
export async function examineProgram({ env, signal }: CommandContext): Promise<Diagnostic[]> {
  const backend = await finding('backend', () => describeBackend(env));
  const weights = await finding('weights', describeWeights);
  throwIfAborted(signal);
  const sound = backend.state !== 'fail' && weights.state !== 'fail';
  return [
    await finding('node', describeNode),
    backend,
    weights,
    await finding('photos', describePhotos),
    await finding('audio', describeAudio),
    await examineQueue(env),
    await finding('s3', describeS3),
    // Without those it could only say the same once more.
    ...(sound ? [await finding('look', () => lookAtSample(requestedBackend(env), signal))] : []),
  ];
}

/** What the examination says, or the line of the error that it ends with; throws `aborted` on. */
async function finding(subject: string, examine: () => Promise<string>): Promise<Diagnostic> {
  try {
    return { state: 'ok', subject, text: await examine() };
  } catch (error) {
    if (exitCodeOf(error) === EXIT.stopped) throw error;
    return { state: 'fail', subject, text: error instanceof Error ? error.message : String(error) };
  }
}

async function describeNode(): Promise<string> {
  const { engines } = JSON.parse(await readFile(join(packageFolder(), 'package.json'), 'utf8'));
  const [major = 0, minor = 0] = String(engines.node).match(/\d+/g)?.map(Number) ?? [];
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
    throw new Error(
      `Expected Node ${engines.node} but this is ${process.versions.node}. Install a newer one from nodejs.org.`,
    );
  }
  return process.versions.node;
}

async function describeBackend(env: CommandContext['env']): Promise<string> {
  const requested = requestedBackend(env);
  const { name, note } = await openBackend(requested);
  if (requested !== undefined) return `${name}: MIRROR_BACKEND asks for it`;
  if (note !== undefined) return `${name}: ${note}`;
  return name === 'node'
    ? 'node: @tensorflow/tfjs-node is installed and answers'
    : `${name}: @tensorflow/tfjs-node, which is optional and faster, is not installed`;
}

async function describeWeights(): Promise<string> {
  const faults = (
    await Promise.all(PUBLISHED_NAMES.map((name) => checkPublishedFiles(name)))
  ).flat();
  if (faults.length > 0) throw new Error(faults.map(({ complaint }) => complaint).join(' '));
  return 'detector, transcriber, SoundFont and fonts are those that were published';
}

async function describePhotos(): Promise<string> {
  const [last, ...others] = [...PHOTO_FORMATS].reverse();
  return canReadHeic()
    ? `${others.reverse().join(', ')} and ${last} can be read`
    : `${others.reverse().join(', ')} can be read; HEIC could be after \`npm install libheif-js\``;
}

async function describeAudio(): Promise<string> {
  const own = 'WAV, FLAC, MP3, Ogg Vorbis and Opus can be transcribed';
  const converter = await findConverter();
  return converter === undefined
    ? `${own}; M4A, AAC and AIFF could be if ffmpeg (ffmpeg.org) were installed`
    : `${own}, and M4A, AAC and AIFF through ${converter}`;
}

/** The queue that MIRROR_QUEUE names, where it does; no queue is needed for a photo, so that one that is away is no failure. */
async function examineQueue(env: CommandContext['env']): Promise<Diagnostic> {
  const found = await finding('queue', env.MIRROR_QUEUE ? () => pingQueue(env) : describeQueue);
  return found.state === 'fail' ? { ...found, state: 'mend' } : found;
}

/** How long a server may take to answer. */
const PING_MILLISECONDS = 3000;

async function pingQueue(env: CommandContext['env']): Promise<string> {
  const address = parseQueueUrl(env.MIRROR_QUEUE ?? '');
  const engine = await openEngine(address, queueCredentials(env), {
    patienceMilliseconds: PING_MILLISECONDS,
  });
  try {
    await engine.openQueue(BATCHES_QUEUE);
    return `${address.text}, which MIRROR_QUEUE names, answers`;
  } finally {
    await engine.close();
  }
}

async function describeQueue(): Promise<string> {
  const installed = await installedQueuePackages();
  const has = (name: string) => installed.includes(name);
  const engines = [
    ...(has('bullmq') && has('ioredis') ? ['Redis'] : []),
    ...(has('bullmq') && has('pg') ? ['PostgreSQL'] : []),
  ];
  return engines.length > 0
    ? `batches can be handed out over ${engines.join(' and ')}`
    : 'batches run on this machine; over Redis they could be handed out after `npm install bullmq ioredis`, over PostgreSQL after `npm install bullmq pg`';
}

async function describeS3(): Promise<string> {
  return (await isS3Installed())
    ? 'photos and music of a batch may lie in S3 (s3://bucket/prefix)'
    : 'batches read and write files here; photos and music could lie in S3 after `npm install @aws-sdk/client-s3`';
}

async function lookAtSample(
  backend: BackendName | undefined,
  signal: AbortSignal,
): Promise<string> {
  const detector = await loadDetector(await readDetectorFiles(), {
    backend,
    threads: defaultJobs(),
    signal,
  });
  try {
    const photo = await readPhoto(await readFile(join(packageFolder(), 'photos', 'kitchen.jpg')));
    const { minConfidence } = MIRROR_DEFAULTS;
    const detections = await detectObjects(detector, photo, { minConfidence, signal });
    const threads = detector.threads();
    return `${detections.length} things seen in the sample kitchen by ${count(threads, 'thread')}`;
  } finally {
    detector.dispose();
  }
}
