import type { Command } from 'commander';
import * as help from './help/changeHelpTexts.js';
import { homeOption, jsonOption, quietOption } from './options.js';
import type {
  EditOptionValues,
  LabelsOptionValues,
  RemoveOptionValues,
  RestoreOptionValues,
} from './optionTypes.js';
import { commaList, wholeNumber } from './optionValues.js';
import type { ProgramListener } from './programListener.js';

export function defineLabels(command: Command, listener: ProgramListener): void {
  command
    .description('the 80 labels: which object answers each, which are free')
    .addOption(homeOption())
    .addOption(jsonOption('label'))
    .addOption(quietOption())
    .addHelpText('after', help.LABELS_HELP)
    .action(({ quiet, ...options }: LabelsOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/labels.js')).labels(options, context),
      ),
    );
}

export function defineEdit(command: Command, listener: ProgramListener): void {
  command
    .description('change what an object is called, answers and sounds like')
    .argument('<object>')
    .option('--labels <list>', 'COCO labels instead of those it has', commaList)
    .option('--add-labels <list>', 'COCO labels besides', commaList)
    .option('--remove-labels <list>', 'COCO labels no longer', commaList)
    .option('--instrument <name>', 'General MIDI name')
    .option('--text <sentence>', 'the idea behind it')
    .option('--rename <name>', 'another name; decoders come along')
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.EDIT_HELP)
    .action((object: string, { quiet, ...options }: EditOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/edit.js')).edit({ object, ...options }, context),
      ),
    );
}

export function defineRemove(command: Command, listener: ProgramListener): void {
  command
    .description('move an object, or recordings of it, into the trash')
    .argument('[object]')
    .argument('[recordings...]', 'only these')
    .option('--empty-trash', 'for good; nothing in it can be restored then')
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.REMOVE_HELP)
    .action(
      (
        object: string | undefined,
        recordings: string[],
        { quiet, ...options }: RemoveOptionValues,
      ) =>
        listener.command(quiet, async (context) =>
          (await import('../commands/remove.js')).remove(
            { object, recordings, ...options },
            context,
          ),
        ),
    );
}

export function defineRestore(command: Command, listener: ProgramListener): void {
  command
    .description('list what was removed or edited, or take it back')
    .argument('[object]')
    .option(
      '--entry <n>',
      'an older one, by its number (default: the newest)',
      wholeNumber('--entry', { least: 1, most: 999_999_999 }),
    )
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.RESTORE_HELP)
    .action((object: string | undefined, { quiet, ...options }: RestoreOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/restore.js')).restore({ object, ...options }, context),
      ),
    );
}
