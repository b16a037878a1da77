import type { RemovedHum } from '../../transcription/hum/removeHum.js';
import type { TranscribedStretch } from '../../transcription/transcribedStretch.js';
import { readText, writeJson } from './batchStore.js';
import { openFolderStore } from './folderStore.js';
import { forgetSamples, type SegmentSamples } from './segmentSamples.js';
import { spreadKey } from './storeKeys.js';
import { readTriesAt, writeTriesAt } from './tries.js';

/**
 * The store of audio that workers transcribe, hidden in a collection that all machines share:
 *
 *     audio/<key>.json            the segments that a recording was cut into
 *     samples/<queue>/<key>.f32   the samples of a segment, for the jobs of a queue, until it has its result
 *     segments/abc/abc….tries     its tries, until then
 *     segments/abc/abc….json      its result: the notes of its stretches
 */
export const SEGMENT_STORE = '.mirror-add';

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
  segment: SegmentSamples,
  result: SegmentResult,
): Promise<void> {
  await writeJson(openFolderStore(store), segmentAt(segment.key, 'json'), result);
  await forgetSegment(store, segment);
}

/**
 * Gives a segment up, unless it has its result by now: another process, which was taken to have ended, may have finished it meanwhile.
 *
 * @returns what became of it
 * @throws as `settleSegment` does
 */
export async function setSegmentAside(
  store: string,
  segment: SegmentSamples,
  failure: { readonly message: string; readonly tries: number },
): Promise<SegmentResult['state']> {
  const result = (await readSegmentResult(store, segment.key)) ?? { state: 'failed', ...failure };
  await settleSegment(store, segment, result);
  return result.state;
}

/**
 * Takes away what is needed of a segment until it has its result: its samples and its tries.
 *
 * @throws as the store's `remove` does
 */
export async function forgetSegment(store: string, segment: SegmentSamples): Promise<void> {
  await forgetSamples(store, segment);
  await writeSegmentTries(store, segment.key, []);
}

/** Takes a result away, so that the segment is transcribed again. */
export async function removeSegmentResult(store: string, key: string): Promise<void> {
  await openFolderStore(store).remove(segmentAt(key, 'json'));
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

function segmentAt(key: string, ending: 'json' | 'tries'): string {
  return `${spreadKey('segments', key)}.${ending}`;
}

async function readJson(store: string, key: string): Promise<unknown> {
  const text = await readText(openFolderStore(store), key);
  try {
    return text === undefined ? undefined : (JSON.parse(text) ?? undefined);
  } catch {
    return undefined;
  }
}
