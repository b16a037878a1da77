import { brokenNotes } from '../../collection/brokenNotes.js';
import { exists } from '../../files/disk/pathChecks.js';
import { type Collection, openCollection } from '../../index.js';
import { FIRST_SAMPLE } from '../../studio/protocol/answers.js';
import { readPageFiles } from '../../studio/server/pageFiles.js';
import { type ServedStudio, serveStudio } from '../../studio/server/serveStudio.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { photoLimits } from '../inputs/photoLimits.js';
import { openBrowser } from '../openBrowser.js';
import { requestedBackend } from '../options/backend.js';
import { withDetector } from '../options/detector.js';
import { collectionFolder, collectionOptions } from '../options/home.js';

export interface StudioArguments {
  readonly port?: number;
  readonly home?: string;
  readonly open?: boolean;
}

/** Where the studio listens unless --port says otherwise; if it is taken, on any port that is free. */
const USUAL_PORT = 4816;

/** `mirror studio`: serves the page until Ctrl-C. The address, with its token, is the result. */
export async function studio(args: StudioArguments, context: CommandContext): Promise<ExitCode> {
  const { terminal, env, signal } = context;
  const { maxPixels, file } = photoLimits(env);
  const home = await collectionFolder(args.home, context);
  // What is wrong with the collection is said now, and not when the first photo is dropped.
  for (const note of brokenNotes(await openStudioCollection(args.home, context)))
    terminal.note(note);
  if (!(await exists(home)))
    terminal.note(`There is no folder ${home} yet: the first object makes it.`);
  const page = await readPageFiles();
  return withDetector(context, 1, async (detector) => {
    // Told to those who wait for it; until then it is no fault of the process.
    detector.catch(() => {});
    const served = await serve(args.port, {
      // Found anew each time: the first object makes a collection of the folder.
      collection: () => openStudioCollection(args.home, context),
      home,
      detector,
      page,
      mostPhotoBytes: file.mostBytes,
      maxPixels,
      backend: requestedBackend(env),
      readySample: FIRST_SAMPLE,
      signal,
      now: () => performance.now(),
      onFault: terminal.error,
    });
    terminal.result(served.address);
    if (args.open !== false) await openBrowser(served.browserAddress, context);
    terminal.note('The studio is open. Ctrl-C ends it.');
    await fired(signal);
    await served.close();
    return EXIT.done;
  });
}

/** As `mirror add`, the studio can be given a folder that is not there yet; throws as `openCollection` does. */
async function openStudioCollection(
  given: string | undefined,
  context: CommandContext,
): Promise<Collection> {
  const { home, ...waiting } = await collectionOptions(given, context);
  const isThere = home !== undefined && (await exists(home));
  return openCollection(isThere ? { ...waiting, home } : waiting);
}

/** On the port that was asked for, or else on the usual one or any that is free. */
async function serve(
  port: number | undefined,
  options: Omit<Parameters<typeof serveStudio>[0], 'port'>,
): Promise<ServedStudio> {
  if (port !== undefined) return serveStudio({ ...options, port });
  try {
    return await serveStudio({ ...options, port: USUAL_PORT });
  } catch {
    return serveStudio({ ...options, port: 0 });
  }
}

function fired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
