import { stat } from 'node:fs/promises';
import { transcribeInWorker } from '../../../workers/transcribeInWorker.js';
import { type TranscribedTake, transcribeTake } from '../../../workers/transcribeTake.js';

/** A file of that size is read in some fifty milliseconds, a thread is begun in as many. */
const QUICK_BYTES = 1e6;

/**
 * Reads a MIDI file as it is heard; a large one in a thread, so that the server goes on answering.
 *
 * @throws MirrorError `input`, opened by the path, for a file that cannot be used, `aborted` when the signal fires
 */
export async function readMidiTake(path: string, signal: AbortSignal): Promise<TranscribedTake> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  const read = size <= QUICK_BYTES ? transcribeTake : transcribeInWorker;
  return read({ path, kind: 'MIDI' }, { signal, onProgress: () => {} });
}
