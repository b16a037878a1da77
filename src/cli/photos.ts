import { aboutFile } from '../collection/aboutFile.js';
import { readRegularFile } from '../collection/readRegularFile.js';
import { MirrorError, throwIfAborted } from '../errors.js';
import type { CommandContext } from './context.js';
import { EXIT, type ExitCode, exitCodeOf, gravest } from './exitCodes.js';

/** 268 megapixels, the most that are read, take 805 MB at 8 bits of RGB even uncompressed; 16 bits may take more. */
const LIMITS = { what: 'a photo', mostBytes: 1e9 };

/**
 * Does the work on one photo after another; one that fails gives its line and does not stop the others.
 *
 * @param items the photos' paths as the caller wrote them, with whatever the work needs to know of each
 * @param steps `prepare` makes, once and only when the first photo has been read, what the work needs;
 *   if it fails, all fails
 * @returns the gravest exit code of all photos
 * @throws MirrorError `aborted` when the signal fires, and whatever `prepare` throws
 */
export async function forEachPhoto<Item extends { readonly photo: string }, Tools>(
  items: readonly Item[],
  steps: {
    readonly context: CommandContext;
    readonly prepare: () => Promise<Tools>;
    readonly work: (item: Item & { readonly bytes: Uint8Array }, tools: Tools) => Promise<void>;
  },
): Promise<ExitCode> {
  const { context, prepare, work } = steps;
  const codes: ExitCode[] = [];
  const report = (error: unknown): undefined => {
    if (exitCodeOf(error) === EXIT.stopped) throw error;
    context.terminal.error(error);
    codes.push(exitCodeOf(error));
  };
  let tools: Tools | undefined;
  for (const item of items) {
    throwIfAborted(context.signal);
    const bytes = await readRegularFile(item.photo, LIMITS).catch(report);
    if (bytes === undefined) continue;
    tools ??= await prepare();
    await work({ ...item, bytes }, tools).catch((error) => report(aboutPhoto(item.photo, error)));
  }
  return gravest(codes);
}

function aboutPhoto(photo: string, error: unknown): unknown {
  // A path of ours, such as that of the MIDI file, already opens the line.
  const isAbout = error instanceof MirrorError && error.cause instanceof MirrorError;
  return error instanceof MirrorError && !isAbout ? aboutFile(photo, error) : error;
}
