import { FORMAT_BYTES, fileFormatOf } from './fileFormat.js';

/**
 * What a file seems to be, in words that follow «but take1.mid is».
 *
 * @param bytes of the file; its first 64 KB tell
 * @example describeFile(jpegBytes) // 'a JPEG picture'
 */
export function describeFile(bytes: Uint8Array): string {
  const { is, name } = fileFormatOf(bytes.subarray(0, FORMAT_BYTES));
  return is === 'decodable' ? `${name} audio` : name;
}
