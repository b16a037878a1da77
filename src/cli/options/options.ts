import { type Command, Option } from 'commander';
import {
  DECODER_KINDS,
  DEFAULT_DECODER_KIND,
  DEFAULT_PAPER,
  DEFAULT_TEMPERATURE,
  DEFAULT_VARIATION,
  HINT_TEMPO_BPM,
  MIRROR_DEFAULTS,
  MIRROR_RANGES,
  PAPERS,
} from '../../index.js';
import type { RenamedPieceOptions } from './optionTypes.js';
import {
  chosenInstrument,
  decimalNumber,
  line,
  metre,
  oneOf,
  wholeNumber,
} from './optionValues.js';

// Options that more than one command takes, so that they mean the same everywhere.

/** @param meaning what is so long */
export function barsOption(meaning = 'length in bars'): Option {
  return new Option('--bars <n>', `${meaning} (default: ${MIRROR_DEFAULTS.bars})`).argParser(
    wholeNumber('--bars', MIRROR_RANGES.bars),
  );
}

/** Everything that can be said of the piece that a photo becomes. */
export function addPieceOptions(command: Command): Command {
  return command
    .addOption(barsOption())
    .option(
      '--tempo <bpm>',
      'quarter notes a minute, in 6/8 too (default: one that suits the objects)',
      decimalNumber('--tempo', MIRROR_RANGES.tempoBpm),
    )
    .addOption(seedOption("another piece from the same photo (default: from the photo's pixels)"))
    .addOption(temperatureOption('the objects play'))
    .addOption(variationOption())
    .addOption(minConfidenceOption())
    .addOption(carefulOption())
    .option(
      '--density <n>',
      `chords that may begin in a second, of objects that play together (default: ${MIRROR_DEFAULTS.mostOnsetsASecond})`,
      decimalNumber('--density', MIRROR_RANGES.mostOnsetsASecond),
    )
    .option('--no-harmonise', 'leave every object in a key of its own')
    .option(
      '--instrument <object=name>',
      'a General MIDI instrument for this piece; again for another object',
      chosenInstrument('--instrument'),
    );
}

/** What `addPieceOptions` adds, by the names that the commands have for it. */
export function pieceArguments<Values extends RenamedPieceOptions>({
  tempo,
  density,
  instrument,
  ...others
}: Values) {
  return { tempoBpm: tempo, mostOnsetsASecond: density, instruments: instrument, ...others };
}

/** @param meaning what the seed changes and where it comes from otherwise */
export function seedOption(meaning: string): Option {
  return new Option('--seed <n>', meaning).argParser(wholeNumber('--seed', MIRROR_RANGES.seed));
}

/** @param who as a sentence goes on after `how daring` */
export function temperatureOption(who: string): Option {
  return new Option(
    '--temperature <t>',
    `how daring ${who}, 0 to 2 (default: ${DEFAULT_TEMPERATURE})`,
  ).argParser(decimalNumber('--temperature', MIRROR_RANGES.temperature));
}

export function variationOption(): Option {
  return new Option(
    '--variation <v>',
    `how many events in a row may be as in one recording: 64 at 0, 8 at 0.5, 2 at 1, with chords of its own above 0.5 (default: ${DEFAULT_VARIATION})`,
  ).argParser(decimalNumber('--variation', MIRROR_RANGES.variation));
}

export function minConfidenceOption(): Option {
  return new Option(
    '--min-confidence <p>',
    `what is seen less surely does not count; below 0.03 means 0.03 (default: ${MIRROR_DEFAULTS.minConfidence})`,
  ).argParser(decimalNumber('--min-confidence', { least: 0, most: 1 }));
}

export function carefulOption(): Option {
  return new Option(
    '--careful',
    'look at the mirrored photo and at smaller parts as well: a few things more, four times as long',
  );
}

export function kindOption(): Option {
  return new Option(
    '--kind <kind>',
    `decoder kind, ${DECODER_KINDS.join(' or ')} (default: ${DEFAULT_DECODER_KIND})`,
  ).argParser(oneOf('--kind', DECODER_KINDS));
}

export function wavOption(): Option {
  return new Option('--wav', 'the sound as well: a WAV file beside the MIDI file');
}

export function stemsOption(): Option {
  return new Option('--stems', 'a WAV file of each voice, in a folder beside the MIDI file');
}

export function soundFontOption(): Option {
  return new Option('--soundfont <file>', 'instruments of your own, .sf2 or .sf3');
}

/** What a person says of the beats of recordings. */
export function addBeatHints(command: Command): Command {
  return command
    .option(
      '--tempo <bpm>',
      'about how many beats a minute are played, dotted ones in 6/8: a hint that settles a doubt',
      decimalNumber('--tempo', HINT_TEMPO_BPM),
    )
    .option('--metre <metre>', 'how they are counted, such as 3/4 or 6/8', metre('--metre'));
}

/** @param what is done several at a time */
export function jobsOption(what: string): Option {
  return new Option(
    '--jobs <n>',
    `how many ${what} at a time (default: 2, or 1 on a single core)`,
  ).argParser(wholeNumber('--jobs', { least: 1, most: 256 }));
}

/** @param meaning what the queue is for */
export function queueOption(meaning: string): Option {
  return new Option('--queue <url>', `${meaning}: redis://host or postgres://host/database`);
}

export function homeOption(): Option {
  return new Option(
    '--home <dir>',
    'your collection (default: MIRROR_HOME, else the nearest folder upward with objects/)',
  );
}

/** @param meaning what is drawn, and where it goes otherwise */
export function pictureOption(meaning: string): Option {
  // `understandPicture` writes an option without a name as an empty one.
  return new Option('--picture [file|dir]', meaning).argParser((text) => text === '' || text);
}

/** @param what is looked for in folders */
export function recursiveOption(what: string): Option {
  return new Option('--recursive', `${what} of the folders in a folder as well`);
}

/** What can be said of the page that `--picture` draws. */
export function addPageOptions(command: Command): Command {
  return command
    .option('--text', "with --picture: each object's idea under its name, as much as fits")
    .option(
      '--paper <paper>',
      `with --picture: ${PAPERS.join(' or ')} (default: ${DEFAULT_PAPER})`,
      oneOf('--paper', PAPERS),
    );
}

export function titleOption(): Option {
  return new Option(
    '--title <text>',
    "of the music and the page (default: the photo's name)",
  ).argParser(line('--title'));
}

/** @param each what a line stands for */
export function jsonOption(each: string): Option {
  return new Option('--json', `one line of JSON for each ${each}`);
}

export function quietOption(): Option {
  return new Option('--quiet', 'say nothing but results and errors');
}
