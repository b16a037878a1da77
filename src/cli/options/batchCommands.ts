import type { Command } from 'commander';
import * as help from './help/batchHelpTexts.js';
import {
  addPieceOptions,
  homeOption,
  jobsOption,
  jsonOption,
  pieceArguments,
  queueOption,
  quietOption,
  recursiveOption,
  titleOption,
} from './options.js';
import type { BatchOptionValues, QueueOptionValues, WorkerOptionValues } from './optionTypes.js';
import type { ProgramListener } from './programListener.js';

export function defineBatch(command: Command, listener: ProgramListener): void {
  command
    .description('many photos, resumable; on this machine or on several')
    .argument('<photo...>', 'photos, or folders of them, or s3://bucket/prefix')
    .requiredOption(
      '-o, --out <dir>',
      'the folder for the music and its manifest, or s3://bucket/prefix',
    )
    .addOption(queueOption('hand the work out to workers of this queue'));
  addPieceOptions(command)
    .addOption(titleOption())
    .addOption(homeOption())
    .addOption(recursiveOption('photos'))
    .addOption(jobsOption('threads look'))
    .addOption(jsonOption('photo'))
    .addOption(quietOption())
    .addHelpText('after', help.BATCH_HELP)
    .action((photos: string[], { quiet, ...options }: BatchOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/batch.js')).batch(
          { photos, ...pieceArguments(options) },
          context,
        ),
      ),
    );
}

export function defineWorker(command: Command, listener: ProgramListener): void {
  command
    .description('take part in the batches of a queue')
    .addOption(queueOption('the queue (default: MIRROR_QUEUE)'))
    .addOption(jobsOption('jobs are done'))
    .addOption(quietOption())
    .addHelpText('after', help.WORKER_HELP)
    .action(({ quiet, ...options }: WorkerOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/worker.js')).worker(options, context),
      ),
    );
}

export function defineQueue(command: Command, listener: ProgramListener): void {
  command
    .description('how far the batches of a queue are')
    .addOption(queueOption('the queue (default: MIRROR_QUEUE)'))
    .option('--remove <batch>', 'take a batch that is no longer wanted out of the queue')
    .addOption(jsonOption('batch'))
    .addOption(quietOption())
    .addHelpText('after', help.QUEUE_HELP)
    .action(({ quiet, ...options }: QueueOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/queue.js')).queue(options, context),
      ),
    );
}
