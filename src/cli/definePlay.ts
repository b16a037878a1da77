import type { Command } from 'commander';
import { DEFAULT_TEMPERATURE, MIRROR_RANGES } from '../index.js';
import { PLAY_HELP } from './helpTexts.js';
import {
  barsOption,
  homeOption,
  minConfidenceOption,
  quietOption,
  seedOption,
  soundFontOption,
  variationOption,
} from './options.js';
import type { PlayOptionValues } from './optionTypes.js';
import { decimalNumber } from './optionValues.js';
import type { ProgramListener } from './program.js';

export function definePlay(command: Command, listener: ProgramListener): void {
  command
    .description('a MIDI file, a photo or a WAV file, aloud')
    .argument('<file>', 'MIDI, WAV, or a photo, whose mirror is played')
    .addOption(soundFontOption())
    .addOption(barsOption())
    .option(
      '--tempo <bpm>',
      'quarter notes a minute (default: one that suits the objects)',
      decimalNumber('--tempo', MIRROR_RANGES.tempoBpm),
    )
    .addOption(seedOption("another piece from the same photo (default: from the photo's pixels)"))
    .option(
      '--temperature <t>',
      `how daring the objects play, 0 to 2 (default: ${DEFAULT_TEMPERATURE})`,
      decimalNumber('--temperature', MIRROR_RANGES.temperature),
    )
    .addOption(variationOption())
    .addOption(minConfidenceOption())
    .option('--no-harmonise', 'leave every object in a key of its own')
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', PLAY_HELP)
    .action((file: string, { quiet, tempo, ...options }: PlayOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('./commands/play.js')).play({ file, tempoBpm: tempo, ...options }, context),
      ),
    );
}
