import { MirrorError } from '../../errors.js';

/**
 * The word after `--picture` may be its name, or a photo, or an object: `mirror --picture kitchen.jpg`. Writes each
 * call out so that there is no doubt, `--picture=` with the name or with none.
 *
 * A word is a name if it can be nothing else (it ends in .svg or in a slash), if it ends in .png, or if it ends like
 * another picture but there is no such file, in which case its ending is complained of later.
 *
 * @param isFile whether there is a file at a path
 * @returns ways to understand the call, the likelier first; the second takes what could be a photo for one
 * @throws MirrorError `usage` for a name without a letter
 */
export function understandPicture(
  args: readonly string[],
  isFile: (path: string) => boolean,
): string[][] {
  const takesName = (word: string) => isName(word) && (!isPhoto(word) || !isFile(word));
  const likely = writeOut(args, takesName);
  const other = writeOut(args, (word) => takesName(word) && /[/\\]$|\.svg$/i.test(word));
  const isClear = likely.length === other.length;
  return isClear ? [likely] : [likely, other];
}

const FLAG = '--picture';

function writeOut(args: readonly string[], takesName: (word: string) => boolean): string[] {
  const written: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string;
    // Whatever comes behind it is no option.
    if (word === '--') return [...written, ...args.slice(i)];
    const next = args[i + 1];
    if (word === `${FLAG}=` || (word === FLAG && next === '')) {
      throw new MirrorError('usage', 'Expected --picture to name a file or a folder, or nothing.');
    }
    if (word === FLAG && next !== undefined && takesName(next)) {
      written.push(`${FLAG}=${next}`);
      i++;
    } else written.push(word === FLAG ? `${FLAG}=` : word);
  }
  return written;
}

function isName(word: string): boolean {
  return (
    !word.startsWith('-') &&
    /[/\\]$|\.(svg|png|pdf|gif|jpe?g|webp|avif|tiff?|bmp|heic|eps)$/i.test(word)
  );
}

/** Whether it ends like a photo. A PNG may be either. */
function isPhoto(word: string): boolean {
  return !/[/\\]$|\.(svg|png)$/i.test(word);
}
