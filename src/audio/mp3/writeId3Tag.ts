import { WRITTEN_BY } from '../../files/writtenBy.js';
import { tagTitle } from '../tagTitle.js';

/** Says that a text is in UTF-8. */
const UTF_8 = 3;

/**
 * The tag before an MP3: the program that wrote it (TSSE), and the title (TIT2) unless it is empty
 * (id3.org, ID3v2.4.0, structure 3.1 and 4, native frames 4.2).
 *
 * The program stands first, so that it is near the beginning of the file however long the title is.
 */
export function writeId3Tag(title: string): Uint8Array {
  const name = tagTitle(title);
  const frames = [textFrame('TSSE', WRITTEN_BY), ...(name === '' ? [] : [textFrame('TIT2', name)])];
  const content = Buffer.concat(frames);
  const version = [4, 0];
  const flags = 0;
  return Buffer.concat([
    Buffer.from('ID3'),
    Uint8Array.of(...version, flags, ...sevenBits(content.length)),
    content,
  ]);
}

function textFrame(id: string, text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const flags = [0, 0];
  const header = Uint8Array.of(...sevenBits(bytes.length + 1), ...flags);
  return Buffer.concat([Buffer.from(id), header, Uint8Array.of(UTF_8), bytes]);
}

/** A size in four bytes of seven bits, the highest first. */
function sevenBits(size: number): number[] {
  return [21, 14, 7, 0].map((shift) => (size >> shift) & 127);
}
