import { shellWord } from '../../collection/training/trainCommand.js';
import { MirrorError } from '../../errors.js';
import { describeFile } from '../../files/describeFile.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { isRegularFile } from '../../files/disk/pathChecks.js';
import { readBeginning } from '../../files/disk/readBeginning.js';
import { FORMAT_BYTES, fileFormatOf } from '../../files/fileFormat.js';
import { PHOTO_FORMATS } from '../../index.js';
import { RECORDINGS } from './inputKinds.js';

/**
 * What is wrong with a recording that stands where a photo should; undefined for everything else. It is said before the music
 * is given a name, which may be that of the recording.
 *
 * @param path only a file that is named like a recording is looked into
 */
export async function refuseRecording(path: string): Promise<MirrorError | undefined> {
  if (!RECORDINGS.isNamedSo(path) || !(await isRegularFile(path))) return undefined;
  // A file that cannot be read is reported where the photo is read.
  const bytes = await readBeginning(path, FORMAT_BYTES).catch(() => new Uint8Array());
  const { is } = fileFormatOf(bytes);
  if (is === 'other') return undefined;
  const complaint = `Expected a photo (${PHOTO_FORMATS.join(', ')}) but this is ${describeFile(bytes)}. An object learns it with \`mirror add <object> ${shellWord(path)}\`.`;
  return aboutFile(path, new MirrorError('input', complaint));
}
