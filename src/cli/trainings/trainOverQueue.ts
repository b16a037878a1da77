import { handOutTrainings } from '../../batch/queue/handOutTrainings.js';
import { ownRequirements } from '../../batch/requirements.js';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { type DecoderKind, openBackend, type SoundObject } from '../../index.js';
import type { CommandContext } from '../context.js';
import { type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { requestedBackend } from '../options/backend.js';
import { withNamedQueue } from '../options/queue.js';
import { count } from '../report/format.js';
import { createProgressBars } from '../terminal/progress.js';

/**
 * Has workers train objects, one a job; one that fails gives its line and does not stop the others.
 *
 * @param options.home of the collection, at the same path on all machines
 * @returns the gravest exit code of all objects
 * @throws MirrorError as `withNamedQueue` and `handOutTrainings` do
 */
export async function trainOverQueue(
  objects: readonly SoundObject[],
  {
    queue,
    home,
    kind,
    seed,
    force,
    context,
  }: {
    readonly queue: string;
    readonly home: string;
    readonly kind: DecoderKind | undefined;
    readonly seed: number | undefined;
    readonly force: boolean;
    readonly context: CommandContext;
  },
): Promise<ExitCode> {
  const { terminal, env, signal } = context;
  const backend = await openBackend(requestedBackend(env));
  const requires = await ownRequirements(backend.name);
  const bars = createProgressBars(terminal, () => performance.now());
  const codes: ExitCode[] = [];
  const asked = { home, kind: kind ?? null, seed: seed ?? null, force };
  let done = 0;
  await withNamedQueue(queue, context, async (engine) => {
    await handOutTrainings(
      engine,
      objects.map(({ name }) => ({ ...asked, object: name })),
      {
        requires,
        signal,
        now: () => performance.now(),
        onHandedOut: () =>
          terminal.note(
            `${count(objects.length, 'training')} handed out at ${engine.address.text}. Ctrl-C leaves them to the workers.`,
          ),
        onNote: terminal.note,
        onOutcome: ({ object, line, notes, error }) => {
          done += 1;
          bars.update('objects', { done, total: objects.length, text: '' });
          for (const note of notes) terminal.note(note);
          if (line !== undefined) terminal.result(line);
          if (error === undefined) return;
          const told = aboutFile(object, new MirrorError(error.code, error.message));
          terminal.error(told);
          codes.push(exitCodeOf(told));
        },
      },
    );
  }).finally(() => bars.remove('objects'));
  return gravest(codes);
}
