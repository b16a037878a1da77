import { parse } from 'node:path';
import { DEVICE_NAME, FORBIDDEN_CHARACTERS } from './portableNames.js';

/** File systems keep 255 bytes; this leaves room for a number and an ending. */
const MOST_STEM_BYTES = 200;

/**
 * A file name for a recording that Windows, macOS and Linux can all keep, that is not hidden, and that
 * says that the file is MIDI.
 *
 * @param name in Unicode NFC, without a folder
 * @example safeRecordingName('.what?') // 'what-.mid'
 */
export function safeRecordingName(name: string): string {
  const safe = name.replace(FORBIDDEN_CHARACTERS, '-').replace(/^[.\s]+/, '');
  const [, given, ending] = /^(.+)(\.midi?)$/i.exec(safe) ?? [undefined, safe, '.mid'];
  // Windows drops dots and spaces before it looks whether a name is one of its devices.
  const stem = cutBytes(given ?? '', MOST_STEM_BYTES).replace(/[.\s]+$/, '') || 'recording';
  return `${DEVICE_NAME.test(stem) ? `take-${stem}` : stem}${ending}`;
}

/**
 * `take.mid`, or `take-2.mid`, `take-3.mid` … where that is taken; capitals make no difference.
 * @param taken names in small letters
 */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const { name: stem, ext } = parse(name);
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem}-${number}${ext}`;
  return free;
}

/** As many whole characters as fit into that many bytes of UTF-8. */
function cutBytes(text: string, most: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    kept += character;
  }
  return kept;
}
