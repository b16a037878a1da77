import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { MirrorError } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import { systemErrorCode } from '../../files/disk/aboutFile.js';
import { sweepTemporaryFiles } from '../../files/disk/temporaryFiles.js';
import type { RemovedHum } from '../../transcription/hum/removeHum.js';
import type { TranscribedStretch } from '../../transcription/transcribedStretch.js';
import { readText, writeJson } from './batchStore.js';
import { openFolderStore } from './folderStore.js';
import { spreadKey } from './storeKeys.js';
import { readTriesAt, writeTriesAt } from './tries.js';

/**
 * The store of audio that workers transcribe, hidden in a collection that all machines share:
 *
 *     audio/<key>.json            the segments that a recording was cut into
 *     segments/abc/abc….f32       the samples of a segment, until it has its result
 *     segments/abc/abc….tries     its tries, until then
 *     segments/abc/abc….json      its result: the notes of its stretches
 */
export const SEGMENT_STORE = '.mirror-add';

const SEGMENTS = 'segments';

/** What became of a segment. */
export type SegmentResult =
  | { readonly state: 'done'; readonly stretches: readonly TranscribedStretch[] }
  | { readonly state: 'failed'; readonly message: string; readonly tries: number };

/** How a recording was cut, known once all of it was. */
export interface AudioRecord {
  /** In order, without gaps. */
  readonly segments: readonly { readonly key: string; readonly stretchCount: number }[];
  /** What was left out of it. */
  readonly hums: readonly RemovedHum[];
}

/** What is known of a recording by its key; undefined where that is nothing. */
export async function readAudioRecord(
  store: string,
  key: string,
): Promise<AudioRecord | undefined> {
  const record = (await readJson(store, audioAt(key))) as Partial<AudioRecord> | undefined;
  const isWhole = Array.isArray(record?.segments) && Array.isArray(record.hums);
  return isWhole ? (record as AudioRecord) : undefined;
}

/** @throws as the store's `write` does */
export function writeAudioRecord(store: string, key: string, record: AudioRecord): Promise<void> {
  return writeJson(openFolderStore(store), audioAt(key), record);
}

/** The result of a segment; undefined if there is none. What cannot be understood counts as none and is written anew. */
export async function readSegmentResult(
  store: string,
  key: string,
): Promise<SegmentResult | undefined> {
  const result = (await readJson(store, segmentAt(key, 'json'))) as SegmentResult | undefined;
  return result !== undefined && ['done', 'failed'].includes(result.state) ? result : undefined;
}

/**
 * Writes the result of a segment whole, and takes away what was needed for it. The same result gives the same bytes.
 *
 * @throws as the store's `write` does
 */
export async function settleSegment(
  store: string,
  key: string,
  result: SegmentResult,
): Promise<void> {
  await writeJson(openFolderStore(store), segmentAt(key, 'json'), result);
  await forgetSamples(store, key);
}

/**
 * Gives a segment up, unless it has its result by now: another process, which was taken to have ended, may have finished it meanwhile.
 *
 * @returns what became of it
 * @throws as `settleSegment` does
 */
export async function setSegmentAside(
  store: string,
  key: string,
  failure: { readonly message: string; readonly tries: number },
): Promise<SegmentResult['state']> {
  const result = (await readSegmentResult(store, key)) ?? { state: 'failed', ...failure };
  await settleSegment(store, key, result);
  return result.state;
}

/**
 * Takes the samples and the tries of a segment away: it has its result.
 *
 * @throws as the store's `remove` does
 */
export async function forgetSamples(store: string, key: string): Promise<void> {
  for (const ending of ['f32', 'tries'] as const) {
    await openFolderStore(store).remove(segmentAt(key, ending));
  }
}

/** Keys of the segments whose samples lie in the store. @throws as the store's `list` does */
export async function segmentsWithSamples(store: string): Promise<readonly string[]> {
  const names = await readdir(join(store, SEGMENTS), { recursive: true }).catch((error) => {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith('.f32')).map((name) => parse(name).name);
}

/**
 * Takes away what killed processes left half written beside the segments.
 *
 * @param nowMs by the clock of the disk
 */
export async function sweepSegmentFolders(store: string, nowMs: number): Promise<void> {
  const folders = await readdir(join(store, SEGMENTS)).catch(() => []);
  for (const folder of folders) await sweepTemporaryFiles(join(store, SEGMENTS, folder), nowMs);
}

/** Takes a result away, so that the segment is transcribed again. */
export async function removeSegmentResult(store: string, key: string): Promise<void> {
  await openFolderStore(store).remove(segmentAt(key, 'json'));
}

/** @throws as the store's `write` does */
export function writeSegmentSamples(store: string, key: string, bytes: Uint8Array): Promise<void> {
  return openFolderStore(store).write(segmentAt(key, 'f32'), bytes);
}

/**
 * The samples of a segment; undefined where another worker has transcribed it meanwhile.
 *
 * @param options.sha256 that their bytes must have
 * @throws MirrorError `environment` if they are not there, `input` if they are others
 */
export async function readSegmentSamples(
  store: string,
  key: string,
  { sha256 }: { readonly sha256: string },
): Promise<Uint8Array | undefined> {
  const { address, read } = openFolderStore(store);
  const path = join(address, segmentAt(key, 'f32'));
  let bytes: Uint8Array | undefined;
  let reason = 'ENOENT';
  try {
    bytes = await read(segmentAt(key, 'f32'));
  } catch (error) {
    reason = systemErrorCode(error) ?? 'for an unknown reason';
  }
  if (bytes === undefined) {
    if ((await readSegmentResult(store, key)) !== undefined) return undefined;
    throw new MirrorError(
      'environment',
      `${path}: Expected audio that waits to be transcribed but it cannot be read (${reason}). Mount the collection at the same path on all machines; if its batch is no longer wanted, run \`mirror queue --remove\`.`,
    );
  }
  if (sha256Of(bytes) === sha256) return bytes;
  throw new MirrorError(
    'input',
    `Expected audio with the sum ${sha256.slice(0, 12)} but ${path} has another one.`,
  );
}

/** How each try of a segment ended, in order. */
export function readSegmentTries(store: string, key: string): Promise<readonly string[]> {
  return readTriesAt(openFolderStore(store), segmentAt(key, 'tries'));
}

/**
 * Says how the tries of a segment stand.
 *
 * @throws as `writeTriesAt` does
 */
export function writeSegmentTries(
  store: string,
  key: string,
  tries: readonly string[],
): Promise<void> {
  return writeTriesAt(openFolderStore(store), segmentAt(key, 'tries'), tries);
}

function audioAt(key: string): string {
  return `audio/${key}.json`;
}

function segmentAt(key: string, ending: 'json' | 'f32' | 'tries'): string {
  return `${spreadKey(SEGMENTS, key)}.${ending}`;
}

async function readJson(store: string, key: string): Promise<unknown> {
  const text = await readText(openFolderStore(store), key);
  try {
    return text === undefined ? undefined : (JSON.parse(text) ?? undefined);
  } catch {
    return undefined;
  }
}
