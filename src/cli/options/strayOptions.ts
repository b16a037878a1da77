import type { Command } from 'commander';
import { MirrorError } from '../../errors.js';

/** Options before the command would be the main command's and change nothing: better said than ignored. */
export function refuseStrayOptions(program: Command, command: string): void {
  const stray = program.options.find(
    (option) => program.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (stray === undefined) return;
  throw new MirrorError(
    'usage',
    `Expected options after the command but received ${stray.long} before it. Write \`mirror ${command} ${stray.long} …\`.`,
  );
}
