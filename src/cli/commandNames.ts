import { nearestNames } from '../collection/names/nearestNames.js';
import { MirrorError } from '../errors.js';
import { exists } from '../files/disk/pathChecks.js';

/** The commands besides the main one, which needs no name: whatever is not one of them is a photo. */
const COMMAND_NAMES = [
  'look',
  'hear',
  'play',
  'objects',
  'labels',
  'add',
  'edit',
  'remove',
  'restore',
  'teach',
  'forget',
  'beats',
  'train',
  'judge',
  'studio',
  'doctor',
] as const;

/**
 * Makes sure that no photo is a command that was meant, or an object without the command that plays it.
 *
 * @param objects names of those that there are
 * @throws MirrorError `usage` for a bare word that is no file, but an object, or a command, or like one
 */
export async function refuseMistypedCommands(
  photos: readonly string[],
  objects: readonly string[],
): Promise<void> {
  for (const photo of photos.filter((each) => objects.includes(each))) {
    if (await exists(photo)) continue;
    throw new MirrorError(
      'usage',
      `Expected a photo or a command but ${photo} is an object. Write \`mirror hear ${photo}\` to hear it.`,
    );
  }
  for (const photo of photos.filter((each) => /^[\w-]+$/.test(each))) {
    const [command] = nearestNames(photo, COMMAND_NAMES);
    if (command === undefined || (await exists(photo))) continue;
    throw new MirrorError(
      'usage',
      command === photo
        ? `Expected the command ${photo} before everything else. Write \`mirror ${photo} …\`.`
        : `Expected a photo or a command but there is neither a file nor a command ${photo}. Did you mean ${command}?`,
    );
  }
}
