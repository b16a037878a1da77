import type { Command } from 'commander';
import { MirrorError } from '../../errors.js';
import { refuseForgottenName } from '../inputs/forgottenName.js';
import { RECORDINGS as RECORDING_FILES } from '../inputs/inputKinds.js';
import * as help from './help/helpTexts.js';
import {
  addBeatHints,
  homeOption,
  jsonOption,
  queueOption,
  quietOption,
  recursiveOption,
} from './options.js';
import type { AddOptionValues, BeatsOptionValues, ObjectsOptionValues } from './optionTypes.js';
import { filledCommaList } from './optionValues.js';
import type { ProgramListener } from './programListener.js';

const RECORDINGS =
  'MIDI, WAV, FLAC, MP3, Ogg Vorbis or Opus; M4A and others with ffmpeg; a folder: its recordings';

export function defineObjects(command: Command, listener: ProgramListener): void {
  command
    .description('the collection: labels, recordings, minutes, trained or stale')
    .addOption(homeOption())
    .addOption(jsonOption('object'))
    .addOption(quietOption())
    .addHelpText('after', help.OBJECTS_HELP)
    .action(({ quiet, ...options }: ObjectsOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/objects.js')).objects(options, context),
      ),
    );
}

export function defineAdd(command: Command, listener: ProgramListener): void {
  command
    .description('copy recordings of an object into your collection, then train it')
    .argument('<object>', 'its name, in any script')
    .argument('[recordings...]', `at least one, unless --with-starter: ${RECORDINGS}`)
    .option(
      '--labels <list>',
      'COCO labels it answers to, such as knife,fork',
      filledCommaList('--labels', 'knife,fork'),
    )
    .option('--instrument <name>', 'General MIDI name (default: acoustic grand piano)')
    .option('--text <sentence>', 'the idea behind it');
  addBeatHints(command)
    .option('--again', 'transcribe audio anew that is there already')
    .option('--with-starter', "join the recordings of the starter's object of that name")
    .option('--no-train', 'only copy, and transcribe what is audio')
    .addOption(recursiveOption('recordings'))
    .addOption(homeOption())
    .addOption(queueOption('have workers of this queue transcribe audio'))
    .addOption(quietOption())
    .addHelpText('after', help.ADD_HELP)
    .action((object: string, recordings: string[], values: AddOptionValues) => {
      const { quiet, tempo, metre, ...options } = values;
      refuseForgottenName(object, { command: 'add', kind: RECORDING_FILES });
      if (recordings.length === 0 && options.withStarter !== true) throw noRecordings();
      listener.command(quiet, async (context) =>
        (await import('../commands/add.js')).add(
          { object, recordings, hints: { tempoBpm: tempo, metre }, ...options },
          context,
        ),
      );
    });
}

function noRecordings(): MirrorError {
  return new MirrorError(
    'usage',
    "Missing required argument 'recordings'. `mirror add --help` shows what there is.",
  );
}

export function defineBeats(command: Command, listener: ProgramListener): void {
  command
    .description('where the beats of recordings are; nothing is stored')
    .argument('<recordings...>', RECORDINGS);
  addBeatHints(command)
    .option('--click <file|dir>', 'a WAV file of the recording with a click on each beat')
    .addOption(recursiveOption('recordings'))
    .addOption(jsonOption('recording'))
    .addOption(quietOption())
    .addHelpText('after', help.BEATS_HELP)
    .action((recordings: string[], { quiet, tempo, metre, ...options }: BeatsOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/beats.js')).beats(
          { recordings, hints: { tempoBpm: tempo, metre }, ...options },
          context,
        ),
      ),
    );
}
