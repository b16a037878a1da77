import type { Command } from 'commander';
import * as help from './help/helpTexts.js';
import {
  addPageOptions,
  addPieceOptions,
  barsOption,
  carefulOption,
  homeOption,
  jobsOption,
  jsonOption,
  kindOption,
  minConfidenceOption,
  pictureOption,
  pieceArguments,
  quietOption,
  recursiveOption,
  seedOption,
  soundFontOption,
  stemsOption,
  temperatureOption,
  titleOption,
  variationOption,
  wavOption,
} from './options.js';
import type {
  HearOptionValues,
  LookOptionValues,
  MirrorOptionValues,
  PlayOptionValues,
} from './optionTypes.js';
import type { ProgramListener } from './programListener.js';

export function defineMirror(program: Command, listener: ProgramListener): void {
  program
    .description('Looks at a photo of a room and plays the room back as a multitrack MIDI file.')
    .argument('<photo...>', 'JPEG, PNG, WebP, AVIF, GIF, TIFF or HEIC; a folder: its photos')
    .option(
      '-o, --out <file|dir>',
      'MIDI or sound, by its ending .mid .wav .mp3 .ogg; or folder (default: <photo>.mid here)',
    );
  addPieceOptions(program)
    .addOption(titleOption())
    .addOption(
      pictureOption(
        'draw photo and piano roll on a page, PNG or SVG (default: <photo>.mirror.png)',
      ),
    );
  addPageOptions(program)
    .option('--explain', 'write beside it, as <photo>.explain.json, where each note comes from')
    .addOption(wavOption())
    .addOption(stemsOption())
    .addOption(soundFontOption())
    .addOption(homeOption())
    .addOption(recursiveOption('photos'))
    .addOption(jobsOption('threads look'))
    .addOption(jsonOption('photo'))
    .addOption(quietOption())
    .addHelpText('after', help.MIRROR_HELP)
    .action((photos: string[], { quiet, ...options }: MirrorOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/mirror.js')).mirror(
          { photos, ...pieceArguments(options) },
          context,
        ),
      ),
    );
}

export function defineLook(command: Command, listener: ProgramListener): void {
  command
    .description('only what is seen, and which object would answer it')
    .argument('<photo...>')
    .addOption(minConfidenceOption())
    .addOption(carefulOption())
    .addOption(recursiveOption('photos'))
    .addOption(homeOption())
    .addOption(jobsOption('threads look'))
    .addOption(jsonOption('photo'))
    .addOption(quietOption())
    .addHelpText('after', help.LOOK_HELP)
    .action((photos: string[], { quiet, ...options }: LookOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/look.js')).look({ photos, ...options }, context),
      ),
    );
}

export function defineHear(command: Command, listener: ProgramListener): void {
  command
    .description('one object by itself, without a photo')
    .argument('<object>')
    .option(
      '-o, --out <file|dir>',
      'MIDI or sound, by its ending .mid .wav .mp3 .ogg; or folder (default: <object>.mid here)',
    )
    .addOption(barsOption())
    .addOption(seedOption('another piece of the same object (default: 1)'))
    .addOption(temperatureOption('it plays'))
    .addOption(variationOption())
    .addOption(kindOption())
    .addOption(wavOption())
    .addOption(stemsOption())
    .addOption(soundFontOption())
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.HEAR_HELP)
    .action((object: string, { quiet, ...options }: HearOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/hear.js')).hear({ object, ...options }, context),
      ),
    );
}

export function definePlay(command: Command, listener: ProgramListener): void {
  command
    .description('a MIDI file, a photo or a WAV file, aloud')
    .argument('<file>', 'MIDI, WAV, or a photo, whose mirror is played')
    .addOption(soundFontOption());
  addPieceOptions(command)
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.PLAY_HELP)
    .action((file: string, { quiet, ...options }: PlayOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/play.js')).play({ file, ...pieceArguments(options) }, context),
      ),
    );
}
