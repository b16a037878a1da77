import type { BatchPhoto, Outcome } from '../../batch/batch.js';
import type { BatchStore } from '../../batch/store/batchStore.js';
import type { Manifest, ManifestRecord } from '../../batch/store/manifest.js';
import { placeMusic } from '../../batch/store/placeMusic.js';
import { MirrorError } from '../../errors.js';
import { systemErrorCode } from '../../files/disk/aboutFile.js';
import { limitConcurrency } from '../../workers/limitConcurrency.js';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { keptLine } from '../outputs/replacing.js';
import { count } from '../report/format.js';
import type { Terminal } from '../terminal/terminal.js';
import { outputPath } from './batchOutputs.js';
import type { NamedPhoto } from './gatherPhotos.js';

/** How many photos came to what. */
export interface BatchCounts {
  readonly photos: number;
  readonly done: number;
  readonly unanswered: number;
  readonly failed: number;
  /** Of all these, those that an earlier call had finished. */
  readonly known: number;
}

export interface BatchRecords {
  /**
   * Keeps a photo's result: music into its place, a line into the manifest, and what there is to say on the terminal.
   *
   * @returns once there is room for the next one
   */
  readonly add: (
    index: number,
    result: Outcome,
    options: { readonly isKnown: boolean },
  ) => Promise<void>;
  /** The same for a photo that could not be read. */
  readonly addUnreadable: (index: number, error: MirrorError) => Promise<void>;
  readonly counts: () => BatchCounts;
  /** Waits until all of it is kept; throws what went wrong. */
  readonly settle: () => Promise<ExitCode>;
}

export interface RecordsOptions {
  readonly photos: readonly NamedPhoto[];
  /** Where in `out` the music of each goes. */
  readonly music: readonly string[];
  /** The photo as it is in the batch; undefined for one that cannot be read. */
  readonly inBatch: readonly (BatchPhoto | undefined)[];
  readonly out: BatchStore;
  readonly store: BatchStore;
  readonly manifest: Manifest;
  readonly terminal: Terminal;
  readonly isJson: boolean;
  /** Called if something could not be kept. */
  readonly onFault: (error: unknown) => void;
}

/** Results that wait to be kept at a time: those of a second call all come at once. */
const MOST_WAITING = 256;

/** Keeps results in the order in which they come; the music of several is put into its place at a time. */
export function keepRecords(options: RecordsOptions): BatchRecords {
  const { photos, music, inBatch, out, store, manifest, terminal, isJson, onFault } = options;
  const counts = { photos: photos.length, done: 0, unanswered: 0, failed: 0, known: 0 };
  let gravestCode: ExitCode = EXIT.done;
  let waiting = 0;
  let fault: { readonly error: unknown } | undefined;
  let last: Promise<void> = Promise.resolve();
  const limited = limitConcurrency(out.readsAtOnce);
  const isStopped = () => fault !== undefined || manifest.failed.aborted;
  const keep = (
    index: number,
    record: ManifestRecord,
    { code, isInManifest = true }: { readonly code: ExitCode; readonly isInManifest?: boolean },
  ) => {
    counts[record.state] += 1;
    waiting += 1;
    const { key } = record;
    const placing = limited(async () => {
      if (isStopped() || record.state !== 'done' || key === null) return;
      const name = music[index] as string;
      const { kept } = await placeMusic(key, { store, out, name });
      if (kept !== undefined) terminal.warn(keptLine(outputPath(out.address, name), kept));
    });
    // Its turn to be heard comes after those before it.
    placing.catch(() => {});
    last = last.then(async () => {
      waiting -= 1;
      if (isStopped()) return;
      try {
        await placing;
        if (isInManifest) manifest.add(record);
      } catch (error) {
        fault = { error };
        if (!isAborted(error)) onFault(error);
        return;
      }
      gravestCode = gravest([gravestCode, code]);
      if (isJson) terminal.json(record);
      if (record.message !== null) {
        terminal.error(new MirrorError('input', `${photos[index]?.photo}: ${record.message}`));
      }
    });
    return waiting < MOST_WAITING ? Promise.resolve() : last;
  };
  return {
    add: (index, result, { isKnown }) => {
      const { path, sha256, key } = inBatch[index] as BatchPhoto;
      if (isKnown) counts.known += 1;
      const midi = music[index] as string;
      const record = { photo: path, state: result.state, midi: null, sha256, key, message: null };
      if (result.state === 'done') return keep(index, { ...record, midi }, { code: EXIT.done });
      return keep(
        index,
        { ...record, message: messageOf(result), name: midi },
        { code: codeOf(result) },
      );
    },
    addUnreadable: (index, error) => {
      const path = photos[index]?.path as string;
      const message = withoutPath(path, error.message);
      const record = { photo: path, state: 'failed', midi: null, sha256: null, key: null } as const;
      const name = music[index] as string;
      // A path that is mistyped is no photo of the folder.
      const isInManifest = !isMissing(error) || manifest.has(path);
      return keep(index, { ...record, message, name }, { code: exitCodeOf(error), isInManifest });
    },
    counts: () => ({ ...counts }),
    settle: async () => {
      await last;
      if (fault !== undefined && !isAborted(fault.error)) throw fault.error;
      await manifest.flush();
      // What Ctrl-C stopped in the middle is no fault, and what came before it is kept.
      if (fault !== undefined) throw fault.error;
      return gravestCode;
    },
  };
}

/** The one line of the result. */
export function batchLine(out: string, counts: BatchCounts): string {
  const { photos, done, unanswered, failed, known } = counts;
  const parts = [
    `${done} of ${count(photos, 'photo')} mirrored`,
    ...(unanswered > 0 ? [`${unanswered} unanswered`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(known > 0 ? [`${known} known from before`] : []),
  ];
  return `${out}  ${parts.join(', ')}`;
}

/** What is said at Ctrl-C. */
export function stoppedLine({ photos, done }: BatchCounts, isOverQueue: boolean): string {
  const which = `${done} of ${count(photos, 'photo')} mirrored.`;
  return isOverQueue
    ? `${which} The workers go on with what was handed out; the same call gathers it.`
    : `${which} The same call goes on from there.`;
}

function messageOf(result: Exclude<Outcome, { state: 'done' }>): string {
  const isRetried = result.state === 'failed' && result.tries > 1;
  return isRetried
    ? `${result.message.replace(/\.$/, '')} (set aside after ${result.tries} tries).`
    : result.message;
}

function codeOf(result: Exclude<Outcome, { state: 'done' }>): ExitCode {
  if (result.state === 'unanswered') return EXIT.unanswered;
  return result.code === 'unknown' ? EXIT.failed : exitCodeOf(new MirrorError(result.code, ''));
}

function isAborted(error: unknown): boolean {
  return error instanceof MirrorError && error.code === 'aborted';
}

function isMissing({ cause }: Error): boolean {
  if (cause instanceof MirrorError) return isMissing(cause);
  return ['ENOENT', 'ENOTDIR'].includes(systemErrorCode(cause) ?? '');
}

function withoutPath(path: string, message: string): string {
  return message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}
