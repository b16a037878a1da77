import type { Command } from 'commander';
import { homeOption, quietOption } from './options.js';
import type { StudioOptionValues } from './optionTypes.js';
import { wholeNumber } from './optionValues.js';
import type { ProgramListener } from './programListener.js';

const STUDIO_HELP = `
Examples:
  mirror studio                 opens the studio in your browser
  mirror studio --no-open       only prints its address
  mirror studio --port 5000 --home ~/music/mirror

The studio is a page on this machine: drop a photo, see what plays, hear it, change it while it
plays, and take the files away. No other machine can reach it, and nothing leaves this one. The
address holds a token that is new each time; keep it to yourself. Ctrl-C ends the studio.
`;

/** The largest number that a port can have; 0 stands for any that is free. */
const PORTS = { least: 0, most: 65_535 };

export function defineStudio(command: Command, listener: ProgramListener): void {
  command
    .description('a page to see, hear and change a room on')
    .option(
      '--port <n>',
      'where it listens (default: 4816, or any that is free)',
      wholeNumber('--port', PORTS),
    )
    .option('--no-open', 'print the address and open no browser')
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', STUDIO_HELP)
    .action(({ quiet, ...options }: StudioOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/studio.js')).studio(options, context),
      ),
    );
}
