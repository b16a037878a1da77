import type { Command } from 'commander';
import {
  addPageOptions,
  homeOption,
  jsonOption,
  pictureOption,
  quietOption,
  soundFontOption,
  stemsOption,
  wavOption,
} from './options.js';
import type { RoomOptionValues } from './optionTypes.js';
import type { ProgramListener } from './programListener.js';

const ROOM_HELP = `
Examples:
  mirror room                          names of the rooms that were saved in the studio
  mirror room "our kitchen"            writes "our kitchen.mid" into this folder
  mirror room attic -o attic.mp3       the sound instead, to listen to at once; or .wav, .ogg
  mirror room attic --stems --picture  a WAV file of each voice, and the page
  mirror room attic --explain          where each note comes from

The files are those that the studio gives for the room: its settings, boxes, instruments and
take-offs are what was saved. Mute, solo, gain and pan are for listening in the studio; files hold
the whole piece. What was trained or taught since the room was saved plays in it, as it does there.
Rooms are renamed and removed in the studio.
`;

export function defineRoom(command: Command, listener: ProgramListener): void {
  command
    .description('a room that was saved in the studio as files; without a name, their names')
    .argument('[name]')
    .option(
      '-o, --out <file|dir>',
      'MIDI or sound, by its ending .mid .wav .mp3 .ogg; or folder (default: <name>.mid here)',
    )
    .addOption(
      pictureOption('draw photo and piano roll on a page, PNG or SVG (default: <name>.mirror.png)'),
    );
  addPageOptions(command)
    .option('--explain', 'write beside it, as <name>.explain.json, where each note comes from')
    .addOption(wavOption())
    .addOption(stemsOption())
    .addOption(soundFontOption())
    .addOption(homeOption())
    .addOption(jsonOption('room'))
    .addOption(quietOption())
    .addHelpText('after', ROOM_HELP)
    .action((name: string | undefined, { quiet, ...options }: RoomOptionValues) =>
      listener.command(quiet, async (context) =>
        (await import('../commands/room.js')).room(
          { ...options, ...(name !== undefined && { name }) },
          context,
        ),
      ),
    );
}
