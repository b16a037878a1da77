import { MirrorError, throwIfAborted } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { type Photo, readPhoto } from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { STAGE_WORDS } from '../report/mirrorLines.js';
import { createStatusBoard } from '../terminal/statusBoard.js';
import { createStopwatch, type Stopwatch } from '../terminal/stopwatch.js';
import { photoLimits } from './photoLimits.js';

/** One photo that was read. */
export interface OpenedPhoto<Tools> {
  readonly photo: Photo;
  readonly tools: Tools;
  /** As the caller's, with a status of its own. */
  readonly context: CommandContext;
  /** What has run since the photo was begun; it rested while the tools were waited for. */
  readonly stopwatch: Stopwatch;
}

export interface PhotoSteps<Item, Tools, Result> {
  readonly context: CommandContext;
  /** How many photos are under way at a time, 1 or more. */
  readonly atOnce: number;
  /** What the work needs, which may still be in the making while photos are read; if it fails, all fails. */
  readonly tools: Promise<Tools>;
  /** The first photo, where `readAhead` has begun to read it. */
  readonly first?: Promise<Photo> | undefined;
  readonly work: (item: Item, opened: OpenedPhoto<Tools>) => Promise<Result>;
  /** Reports a photo that is done, in the order of the items. */
  readonly report: (result: Result) => void;
  /** Called with the bytes of a photo before anything is made of them; throws if they are not to be used. */
  readonly examine?: (item: Item, bytes: Uint8Array) => Promise<void>;
  /** Reads a photo's bytes; by default from a file. */
  readonly read?: typeof readRegularFile;
  /** What becomes of a photo's error; by default its line is said. */
  readonly fail?: (item: Item, error: unknown) => Promise<void>;
}

/**
 * Does the work on each photo and reports them in their order; one that fails gives its line and does not stop
 * the others.
 *
 * @param items the photos' paths as the caller wrote them, with whatever the work needs to know of each
 * @returns the gravest exit code of all photos
 * @throws MirrorError `aborted` when the signal fires, as `photoLimits` does, and whatever the tools fail with
 */
export async function forEachPhoto<Item extends { readonly photo: string }, Tools, Result>(
  items: readonly Item[],
  steps: PhotoSteps<Item, Tools, Result>,
): Promise<ExitCode> {
  const {
    context,
    atOnce,
    report,
    fail = async (_, error) => context.terminal.error(error),
  } = steps;
  const codes: ExitCode[] = [];
  const underWay: { readonly item: Item; readonly outcome: Promise<NotedOutcome<Result>> }[] = [];
  const settleFirst = async () => {
    const { item, outcome: ended } = underWay.shift() as (typeof underWay)[number];
    const outcome = await ended;
    if (outcome.note !== undefined) context.terminal.note(outcome.note);
    if ('result' in outcome) return report(outcome.result);
    await fail(item, outcome.error);
    codes.push(exitCodeOf(outcome.error));
  };
  const begin = beginner(steps);
  for (const item of items) {
    throwIfAborted(context.signal);
    const outcome = begin(item);
    // Its turn to be heard may come only after the end of others.
    outcome.catch(() => {});
    underWay.push({ item, outcome });
    if (underWay.length >= atOnce) await settleFirst();
  }
  while (underWay.length > 0) await settleFirst();
  return gravest(codes);
}

/**
 * Begins to read a photo before it is known whether all else of the call is in order. What is wrong with it is said by who
 * takes it in the end.
 */
export function readAhead(path: string, context: CommandContext): Promise<Photo> {
  const reading = readOne(path, context);
  reading.catch(() => {});
  return reading;
}

async function readOne(
  path: string,
  { env, signal }: CommandContext,
  {
    read = readRegularFile,
    examine = async () => {},
  }: {
    readonly read?: typeof readRegularFile | undefined;
    readonly examine?: (bytes: Uint8Array) => Promise<void>;
  } = {},
): Promise<Photo> {
  const { maxPixels, file } = photoLimits(env);
  const bytes = await read(path, file);
  await examine(bytes);
  return readPhoto(bytes, { maxPixels, signal });
}

/** How it went with one photo; what stops all photos is thrown instead. */
type Outcome<Result> = { readonly result: Result } | { readonly error: unknown };

/** With what is to be said of the photo itself, in its turn and not when it is read: several are read at a time. */
type NotedOutcome<Result> = Outcome<Result> & { readonly note: string | undefined };

function beginner<Item extends { readonly photo: string }, Tools, Result>({
  context,
  tools: making,
  first,
  work,
  read,
  examine,
}: PhotoSteps<Item, Tools, Result>): (item: Item) => Promise<NotedOutcome<Result>> {
  // Who never gets as far as to need them need not hear of it.
  making.catch(() => {});
  // What is wrong with the limits stops all photos.
  photoLimits(context.env);
  let ahead = first;
  const statusOf = createStatusBoard(context.terminal);
  return async (item) => {
    const terminal = statusOf();
    const stopwatch = createStopwatch(() => performance.now());
    const attempt = async <Value>(step: () => Promise<Value>): Promise<Outcome<Value>> => {
      try {
        return { result: await step() };
      } catch (error) {
        terminal.showStatus([]);
        if (exitCodeOf(error) === EXIT.stopped) throw error;
        return { error: aboutPhoto(item.photo, error) };
      }
    };
    terminal.showStatus([`${item.photo}: ${STAGE_WORDS.photo}`]);
    stopwatch.begin('photo');
    const reading =
      ahead ??
      readOne(item.photo, context, { read, examine: async (bytes) => examine?.(item, bytes) });
    ahead = undefined;
    const photo = await attempt(() => reading);
    stopwatch.rest();
    if ('error' in photo) return { ...photo, note: undefined };
    const note = photo.result.note && `${item.photo}: ${photo.result.note}`;
    const tools = await making;
    const opened = { photo: photo.result, tools, context: { ...context, terminal }, stopwatch };
    return { ...(await attempt(() => work(item, opened))), note };
  };
}

/** An error that says which photo it is about. */
export function aboutPhoto(photo: string, error: unknown): unknown {
  // A path of ours, such as that of the MIDI file, already opens the line.
  const isAbout = error instanceof MirrorError && error.cause instanceof MirrorError;
  return error instanceof MirrorError && !isAbout ? aboutFile(photo, error) : error;
}
