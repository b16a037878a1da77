import type { Command } from 'commander';
import {
  JUDGE_DEFAULTS,
  JUDGE_PIECES_DEFAULTS,
  JUDGE_RANGES,
  TRAIN_OBJECT_DEFAULTS,
} from '../../index.js';
import * as help from './help/helpTexts.js';
import {
  barsOption,
  homeOption,
  jobsOption,
  jsonOption,
  kindOption,
  pictureOption,
  queueOption,
  quietOption,
  seedOption,
  variationOption,
} from './options.js';
import type { JudgeOptionValues, TrainOptionValues } from './optionTypes.js';
import { wholeNumber } from './optionValues.js';
import type { ProgramListener } from './programListener.js';

export function defineTrain(command: Command, listener: ProgramListener): void {
  command
    .description('train what is untrained or stale')
    .argument('[objects...]', 'only these')
    .addOption(kindOption())
    .addOption(
      seedOption(`another decoder of the same recordings (default: ${TRAIN_OBJECT_DEFAULTS.seed})`),
    )
    .option('--force', 'train what is trained already as well')
    .addOption(pictureOption('draw how it was learned, PNG or SVG (default: training.png)'))
    .addOption(jobsOption('trainings'))
    .addOption(homeOption())
    .addOption(queueOption('have workers of this queue train'))
    .addOption(quietOption())
    .addHelpText('after', help.TRAIN_HELP)
    .action((objects: string[], { quiet, ...options }: TrainOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/train.js')).train({ objects, ...options }, context),
      ),
    );
}

export function defineJudge(command: Command, listener: ProgramListener): void {
  command
    .description(
      'how like their recordings the decoders play, and how pieces hold together, in figures',
    )
    .argument('[objects...]', 'only these')
    .addOption(kindOption())
    .option(
      '--draws <n>',
      `phrases of each decoder, or pieces of each photo (default: ${JUDGE_DEFAULTS.draws} or ${JUDGE_PIECES_DEFAULTS.draws})`,
      wholeNumber('--draws', JUDGE_RANGES.draws),
    )
    .addOption(seedOption(`other draws (default: ${JUDGE_DEFAULTS.seed})`))
    .addOption(variationOption())
    .option(
      '--pieces <photo...>',
      'judge whole pieces of photos instead, beside chance and recordings',
    )
    .addOption(barsOption('length of these pieces in bars'))
    .option('--quick', 'without the trainings that leave a recording out')
    .addOption(pictureOption('draw these trainings, PNG or SVG (default: judgement.png)'))
    .addOption(jobsOption('trainings'))
    .addOption(homeOption())
    .addOption(jsonOption('object, and one for all together; with --pieces a single line'))
    .addOption(quietOption())
    .addHelpText('after', help.JUDGE_HELP)
    .action((objects: string[], { quiet, ...options }: JudgeOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/judge.js')).judge({ objects, ...options }, context),
      ),
    );
}
