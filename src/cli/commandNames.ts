import { nearestNames } from '../checks/nearestNames.js';
import { shellWord } from '../collection/training/trainCommand.js';
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
  'room',
  'batch',
  'worker',
  'queue',
  'doctor',
] as const;

/** What other programs call some of them. */
const OTHER_NAMES: Readonly<Record<string, (typeof COMMAND_NAMES)[number]>> = {
  list: 'objects',
  ls: 'objects',
  show: 'look',
  delete: 'remove',
  rm: 'remove',
  undo: 'restore',
  rename: 'edit',
  learn: 'teach',
  rooms: 'room',
};

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
  // The first word is the command that was meant, whatever it was to be done with.
  const [first] = photos;
  const misspelt = first === undefined || objects.includes(first) ? undefined : likeCommand(first);
  if (first !== undefined && misspelt !== undefined && misspelt !== first && !(await exists(first)))
    throw unlikeCommand(first, misspelt);
  for (const photo of photos.filter((each) => objects.includes(each))) {
    if (await exists(photo)) continue;
    throw new MirrorError(
      'usage',
      `Expected a photo or a command but ${photo} is an object. Write \`mirror hear ${shellWord(photo)}\` to hear it.`,
    );
  }
  for (const photo of photos) {
    const command = likeCommand(photo);
    if (command === undefined || (await exists(photo))) continue;
    if (command !== photo) throw unlikeCommand(photo, command);
    throw new MirrorError(
      'usage',
      `Expected the command ${photo} before everything else. Write \`mirror ${photo} …\`.`,
    );
  }
}

/** The command that a bare word is, or is like. */
function likeCommand(word: string): string | undefined {
  if (!/^[\w-]+$/.test(word)) return undefined;
  if (Object.hasOwn(OTHER_NAMES, word)) return OTHER_NAMES[word];
  return nearestNames(word, COMMAND_NAMES)[0];
}

function unlikeCommand(word: string, command: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected a photo or a command but there is neither a file nor a command ${word}. Did you mean \`mirror ${command}\`?`,
  );
}
