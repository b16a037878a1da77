import type { CommandContext } from '../context.js';
import { count } from '../report/format.js';

/** As many names as one line may have. */
const MOST_NAMES = 8;

/**
 * Says at Ctrl-C which photos of a call are done: of those that are under way, some files may be there and others not.
 *
 * @param photos all of the call, as the caller wrote them
 * @returns what notes that all files of a photo are there, and what ends the listening
 */
export function noteWhenStopped(
  photos: readonly string[],
  { terminal, signal }: Pick<CommandContext, 'terminal' | 'signal'>,
): { readonly done: (photo: string) => void; readonly end: () => void } {
  const done: string[] = [];
  const say = () => terminal.note(stoppedLine(photos, done));
  signal.addEventListener('abort', say, { once: true });
  return {
    done: (photo) => void done.push(photo),
    end: () => signal.removeEventListener('abort', say),
  };
}

/**
 * @param done those whose files are all there
 * @example stoppedLine(['a.png', 'b.png', 'c.jpg'], ['b.png'])
 * // '1 of 3 photos is done: b.png. Of the others some files may be missing: mirror them again.'
 */
export function stoppedLine(photos: readonly string[], done: readonly string[]): string {
  const names = done.length > 0 && done.length <= MOST_NAMES ? `: ${done.join(', ')}` : '';
  const verb = done.length === 1 ? 'is' : 'are';
  const said = `${done.length} of ${count(photos.length, 'photo')} ${verb} done${names}.`;
  const open = photos.length - done.length;
  if (open === 0) return said;
  if (photos.length === 1) return `${photos[0]} is not done: mirror it again.`;
  const others =
    done.length === 0 ? 'Some files' : `Of the ${open === 1 ? 'other' : 'others'} some files`;
  return `${said} ${others} may be missing: mirror ${open === 1 ? 'it' : 'them'} again.`;
}
