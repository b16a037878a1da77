import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { packageFolder } from '../../collection/packageFolder.js';
import { defineBatch, defineQueue, defineWorker } from './batchCommands.js';
import { defineEdit, defineLabels, defineRemove, defineRestore } from './changeCommands.js';
import { fitItem } from './help/fitHelp.js';
import * as help from './help/helpTexts.js';
import { homeOption, quietOption } from './options.js';
import type { DoctorOptionValues } from './optionTypes.js';
import { defineHear, defineLook, defineMirror, definePlay } from './pieceCommands.js';
import type { ProgramListener } from './programListener.js';
import { defineAdd, defineBeats, defineObjects } from './recordingCommands.js';
import { defineRoom } from './roomCommand.js';
import { refuseStrayOptions } from './strayOptions.js';
import { defineStudio } from './studioCommand.js';
import { defineForget, defineTeach } from './teachCommands.js';
import { defineJudge, defineTrain } from './trainingCommands.js';

/**
 * The words of the command line, as commander knows them; nothing is run here.
 *
 * @param options.helpWidth columns that the help may fill
 */
export function createProgram(
  listener: ProgramListener,
  { helpWidth }: { readonly helpWidth: number },
): Command {
  const program: Command = new Command('mirror')
    .version(ownVersion(), '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: listener.print,
      writeErr: listener.print,
      outputError: () => {},
      getOutHelpWidth: () => helpWidth,
    })
    .configureHelp({
      // Commands are much longer than options, and would leave these no room.
      padWidth: (command, helper) =>
        Math.max(
          helper.longestOptionTermLength(command, helper),
          helper.longestArgumentTermLength(command, helper),
        ),
      formatItem: (term, optionWidth, description, helper) => {
        const commands = helper.visibleCommands(program).map(helper.subcommandTerm);
        const termWidth = commands.includes(term)
          ? helper.longestSubcommandTermLength(program, helper)
          : optionWidth;
        return fitItem(term, { termWidth, description, helpWidth });
      },
    })
    // So that `mirror look --json` is look's own --json.
    .enablePositionalOptions()
    .helpCommand('help [command]', 'display help for a command')
    .hook('preSubcommand', (_, subcommand) => refuseStrayOptions(program, subcommand.name()));
  defineMirror(program, listener);
  defineLook(program.command('look'), listener);
  defineHear(program.command('hear'), listener);
  definePlay(program.command('play'), listener);
  defineObjects(program.command('objects'), listener);
  defineLabels(program.command('labels'), listener);
  defineAdd(program.command('add'), listener);
  defineEdit(program.command('edit'), listener);
  defineRemove(program.command('remove'), listener);
  defineRestore(program.command('restore'), listener);
  defineTeach(program.command('teach'), listener);
  defineForget(program.command('forget'), listener);
  defineBeats(program.command('beats'), listener);
  defineTrain(program.command('train'), listener);
  defineJudge(program.command('judge'), listener);
  defineStudio(program.command('studio'), listener);
  defineRoom(program.command('room'), listener);
  defineBatch(program.command('batch'), listener);
  defineWorker(program.command('worker'), listener);
  defineQueue(program.command('queue'), listener);
  defineDoctor(program.command('doctor'), listener);
  return program;
}

function defineDoctor(command: Command, listener: ProgramListener): void {
  command
    .description('what is in use, what is missing, and how to mend it')
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.DOCTOR_HELP)
    .action(({ quiet, ...options }: DoctorOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/doctor.js')).doctor(options, context),
      ),
    );
}

function ownVersion(): string {
  return JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')).version;
}
