import type { Command } from 'commander';
import { parseBoxes } from '../terminal/boxChoice.js';
import * as help from './help/teachHelpTexts.js';
import { homeOption, quietOption } from './options.js';
import type { ForgetOptionValues, TeachOptionValues } from './optionTypes.js';
import type { ProgramListener } from './programListener.js';

export function defineTeach(command: Command, listener: ProgramListener): void {
  command
    .description('show what an object looks like, so that it is seen itself')
    .argument('<object>', 'its name, in any script; one that is not there yet is made')
    .argument('[photo]', 'that shows it; without --box, boxes are proposed')
    .option(
      '--box <x,y,width,height>',
      'around it, in pixels or all in per cent, or the number of a proposed box; again for another',
      parseBoxes,
    )
    .option('--not <photo...>', 'photos that do not show it, or folders of them')
    .option('--check', 'leave each photo out in turn and look for it with the others')
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.TEACH_HELP)
    .action((object: string, photo: string | undefined, values: TeachOptionValues) => {
      const { quiet, ...options } = values;
      listener.command(quiet, async (context) =>
        (await import('../commands/teach.js')).teach({ object, photo, ...options }, context),
      );
    });
}

export function defineForget(command: Command, listener: ProgramListener): void {
  command
    .description('move what an object was taught from into the trash')
    .argument('<object>', 'its name')
    .argument('[photos...]', 'only these')
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.FORGET_HELP)
    .action((object: string, photos: string[], { quiet, ...options }: ForgetOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/forget.js')).forget({ object, photos, ...options }, context),
      ),
    );
}
