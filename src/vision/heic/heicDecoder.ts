import { MirrorError, throwIfAborted } from '../../errors.js';
import type { HeicPixels, HeicSize } from './heicPicture.js';
import { requireLibheif } from './libheif.js';
import {
  type HeicAnswer,
  type HeicQuestion,
  type HeicThread,
  startHeicThread,
} from './startHeicThread.js';

/**
 * The size of the upright picture in pixels, by its boxes: nothing is decoded.
 *
 * @throws MirrorError `input` for a file that is damaged or coded in an unknown way, and where libheif is not installed;
 *   `aborted` when the signal fires
 */
export async function heicSize(bytes: Uint8Array, signal?: AbortSignal): Promise<HeicSize> {
  const answer = await askInTurn({ ask: 'size', bytes }, signal);
  if (answer.is !== 'size') throw refusalOf(answer);
  return answer;
}

/**
 * The upright picture, as a file that sharp can read.
 *
 * @throws MirrorError as `heicSize` does, and `input` for one that takes more memory than WebAssembly has
 */
export async function heicPixels(bytes: Uint8Array, signal?: AbortSignal): Promise<HeicPixels> {
  const answer = await askInTurn({ ask: 'pixels', bytes }, signal);
  if (answer.is !== 'pixels') throw refusalOf(answer);
  return answer;
}

/**
 * A thread ends after so many pictures: what libheif has taken of memory it never gives back, and issues of
 * libheif-js tell of leaks. The next one loads in about half a second.
 */
const PICTURES_A_THREAD = 24;

/** After a picture of more bytes (33 megapixels) a thread is not kept: its memory stays several times as large. */
const MOST_BYTES_KEPT = 100e6;

/** The thread that decoded last. It does not hold the process. */
let kept: { readonly thread: HeicThread; pictures: number } | undefined;

let turn: Promise<unknown> = Promise.resolve();

/** One picture at a time, however many callers there are: each takes memory by the hundred megabytes. */
function askInTurn(question: HeicQuestion, signal: AbortSignal | undefined): Promise<HeicAnswer> {
  const answer = turn.then(() => {
    throwIfAborted(signal);
    return askThread(question, signal);
  });
  turn = answer.catch(() => {});
  return answer;
}

async function askThread(
  question: HeicQuestion,
  signal: AbortSignal | undefined,
): Promise<HeicAnswer> {
  const current = kept ?? { thread: startHeicThread(requireLibheif()), pictures: 0 };
  kept = undefined;
  const answer = await current.thread.ask(question, signal);
  if (answer.is !== 'size') current.pictures++;
  const isHeavy = answer.is === 'pixels' && answer.tiff.length > MOST_BYTES_KEPT;
  if (isHeavy || current.pictures >= PICTURES_A_THREAD) current.thread.end();
  else if (current.thread.isAlive()) kept = current;
  return answer;
}

function refusalOf({ is, ...rest }: HeicAnswer): MirrorError {
  const cause = 'detail' in rest ? rest.detail : is;
  return new MirrorError('input', REFUSALS[is] ?? (REFUSALS.damaged as string), { cause });
}

const REFUSALS: Readonly<Record<string, string>> = {
  damaged:
    'Expected a whole HEIC but it is damaged or cut short. Copy it again from where it came.',
  unsupported:
    'Expected a HEIC coded with HEVC but it is coded in another way. Export it as JPEG first.',
  memory:
    'Expected a HEIC that can be decoded in 2 GB of memory but it takes more, or is damaged. Export it as JPEG first.',
};
