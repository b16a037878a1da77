import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { packageFolder } from '../collection/packageFolder.js';
import { JUDGE_DEFAULTS, JUDGE_RANGES } from '../index.js';
import type { Run } from './context.js';
import * as help from './helpTexts.js';
import {
  addBeatHints,
  addPieceOptions,
  barsOption,
  homeOption,
  jobsOption,
  jsonOption,
  kindOption,
  minConfidenceOption,
  pictureOption,
  quietOption,
  seedOption,
  soundFontOption,
  stemsOption,
  variationOption,
  wavOption,
} from './options.js';
import type {
  AddOptionValues,
  BeatsOptionValues,
  DoctorOptionValues,
  HearOptionValues,
  JudgeOptionValues,
  LookOptionValues,
  MirrorOptionValues,
  ObjectsOptionValues,
  PlayOptionValues,
  TrainOptionValues,
} from './optionTypes.js';
import { commaList, wholeNumber } from './optionValues.js';
import { refuseStrayOptions } from './strayOptions.js';

const RECORDINGS = 'MIDI, WAV, FLAC, MP3, Ogg Vorbis or Opus; M4A and others with ffmpeg';

/** Who hears what a call says. */
export interface ProgramListener {
  /** A piece of text for the caller: help, or the version. */
  readonly print: (text: string) => void;
  /** A command that was called. */
  readonly command: (quiet: boolean | undefined, run: Run) => void;
}

/** The words of the command line, as commander knows them; nothing is run here. */
export function createProgram(listener: ProgramListener): Command {
  const program = new Command('mirror')
    .exitOverride()
    .configureOutput({ writeOut: listener.print, writeErr: listener.print, outputError: () => {} })
    // So that `mirror look --json` is look's own --json.
    .enablePositionalOptions()
    .helpCommand('help [command]', 'display help for a command')
    .hook('preSubcommand', (_, subcommand) => refuseStrayOptions(program, subcommand.name()));
  defineMirror(program, listener);
  defineLook(program.command('look'), listener);
  defineHear(program.command('hear'), listener);
  definePlay(program.command('play'), listener);
  defineObjects(program.command('objects'), listener);
  defineAdd(program.command('add'), listener);
  defineBeats(program.command('beats'), listener);
  defineTrain(program.command('train'), listener);
  defineJudge(program.command('judge'), listener);
  defineDoctor(program.command('doctor'), listener);
  return program;
}

function defineMirror(program: Command, listener: ProgramListener): void {
  program
    .description('Looks at a photo of a room and plays the room back as a multitrack MIDI file.')
    .version(ownVersion(), '-V, --version', 'print the version')
    .argument('<photo...>', 'JPEG, PNG, WebP, AVIF, GIF or TIFF')
    .option('-o, --out <file|dir>', 'MIDI file, or folder (default: <photo>.mid in this folder)');
  addPieceOptions(program)
    .addOption(
      pictureOption(
        'draw photo and piano roll on a page, PNG or SVG (default: <photo>.mirror.png)',
      ),
    )
    .option('--explain', 'write beside it, as <photo>.explain.json, where each note comes from')
    .addOption(wavOption())
    .addOption(stemsOption())
    .addOption(soundFontOption())
    .addOption(homeOption())
    .addOption(jobsOption('threads look'))
    .addOption(jsonOption('photo'))
    .addOption(quietOption())
    .addHelpText('after', help.MIRROR_HELP)
    .action((photos: string[], { quiet, tempo, ...options }: MirrorOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('./commands/mirror.js')).mirror(
          { photos, tempoBpm: tempo, ...options },
          context,
        ),
      ),
    );
}

function defineLook(command: Command, listener: ProgramListener): void {
  command
    .description('only what is seen')
    .argument('<photo...>')
    .addOption(minConfidenceOption())
    .addOption(jobsOption('threads look'))
    .addOption(jsonOption('photo'))
    .addOption(quietOption())
    .addHelpText('after', help.LOOK_HELP)
    .action((photos: string[], { quiet, ...options }: LookOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('./commands/look.js')).look({ photos, ...options }, context),
      ),
    );
}

function defineHear(command: Command, listener: ProgramListener): void {
  command
    .description('one object by itself, without a photo')
    .argument('<object>')
    .option('-o, --out <file|dir>', 'MIDI file, or folder (default: <object>.mid in this folder)')
    .addOption(barsOption())
    .addOption(seedOption('another piece of the same object (default: 1)'))
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
        (await import('./commands/hear.js')).hear({ object, ...options }, context),
      ),
    );
}

function definePlay(command: Command, listener: ProgramListener): void {
  command
    .description('a MIDI file, a photo or a WAV file, aloud')
    .argument('<file>', 'MIDI, WAV, or a photo, whose mirror is played')
    .addOption(soundFontOption());
  addPieceOptions(command)
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.PLAY_HELP)
    .action((file: string, { quiet, tempo, ...options }: PlayOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('./commands/play.js')).play({ file, tempoBpm: tempo, ...options }, context),
      ),
    );
}

function defineObjects(command: Command, listener: ProgramListener): void {
  command
    .description('the collection: labels, recordings, minutes, trained or stale')
    .addOption(homeOption())
    .addOption(jsonOption('object'))
    .addOption(quietOption())
    .addHelpText('after', help.OBJECTS_HELP)
    .action(({ quiet, ...options }: ObjectsOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('./commands/objects.js')).objects(options, context),
      ),
    );
}

function defineAdd(command: Command, listener: ProgramListener): void {
  command
    .description('copy recordings of an object into your collection, then train it')
    .argument('<object>', 'its name, in any script')
    .argument('<recordings...>', RECORDINGS)
    .option('--labels <list>', 'COCO labels it answers to, such as knife,fork', commaList)
    .option('--instrument <name>', 'General MIDI name (default: acoustic grand piano)')
    .option('--text <sentence>', 'the idea behind it');
  addBeatHints(command)
    .option('--again', 'transcribe audio anew that is there already')
    .option('--no-train', 'only copy, and transcribe what is audio')
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.ADD_HELP)
    .action((object: string, recordings: string[], values: AddOptionValues) => {
      const { quiet, tempo, metre, ...options } = values;
      listener.command(quiet, async (context) =>
        (await import('./commands/add.js')).add(
          { object, recordings, hints: { tempoBpm: tempo, metre }, ...options },
          context,
        ),
      );
    });
}

function defineBeats(command: Command, listener: ProgramListener): void {
  command
    .description('where the beats of recordings are; nothing is stored')
    .argument('<recordings...>', RECORDINGS);
  addBeatHints(command)
    .option('--click <file|dir>', 'a WAV file of the recording with a click on each beat')
    .addOption(jsonOption('recording'))
    .addOption(quietOption())
    .addHelpText('after', help.BEATS_HELP)
    .action((recordings: string[], { quiet, tempo, metre, ...options }: BeatsOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('./commands/beats.js')).beats(
          { recordings, hints: { tempoBpm: tempo, metre }, ...options },
          context,
        ),
      ),
    );
}

function defineTrain(command: Command, listener: ProgramListener): void {
  command
    .description('train what is untrained or stale')
    .argument('[objects...]', 'only these')
    .addOption(kindOption())
    .option('--force', 'train what is trained already as well')
    .addOption(pictureOption('draw how it was learned, PNG or SVG (default: training.png)'))
    .addOption(jobsOption('trainings'))
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.TRAIN_HELP)
    .action((objects: string[], { quiet, ...options }: TrainOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('./commands/train.js')).train({ objects, ...options }, context),
      ),
    );
}

function defineJudge(command: Command, listener: ProgramListener): void {
  command
    .description('how like their recordings the decoders play, in figures')
    .argument('[objects...]', 'only these')
    .addOption(kindOption())
    .option(
      '--draws <n>',
      `phrases drawn from each decoder (default: ${JUDGE_DEFAULTS.draws})`,
      wholeNumber('--draws', JUDGE_RANGES.draws),
    )
    .addOption(seedOption(`other draws (default: ${JUDGE_DEFAULTS.seed})`))
    .addOption(variationOption())
    .option('--quick', 'without the trainings that leave a recording out')
    .addOption(pictureOption('draw these trainings, PNG or SVG (default: judgement.png)'))
    .addOption(jobsOption('trainings'))
    .addOption(homeOption())
    .addOption(jsonOption('object, and one for all together'))
    .addOption(quietOption())
    .addHelpText('after', help.JUDGE_HELP)
    .action((objects: string[], { quiet, ...options }: JudgeOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('./commands/judge.js')).judge({ objects, ...options }, context),
      ),
    );
}

function defineDoctor(command: Command, listener: ProgramListener): void {
  command
    .description('what is in use, what is missing, and how to mend it')
    .addOption(homeOption())
    .addOption(quietOption())
    .addHelpText('after', help.DOCTOR_HELP)
    .action(({ quiet, ...options }: DoctorOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('./commands/doctor.js')).doctor(options, context),
      ),
    );
}

function ownVersion(): string {
  return JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')).version;
}
