import { frameFormatOf } from './audioFrames.js';
import { id3TagBytes } from './id3Tag.js';
import { matroskaFormat } from './matroska.js';
import { oggFormat } from './oggBeginning.js';
import { signedFormat } from './signatures.js';
import { wavFormat } from './wavFormat.js';
import { hasWmVideo } from './windowsMedia.js';

/** What this package decodes itself. */
export type DecodableFormat = 'WAV' | 'FLAC' | 'MP3' | 'Ogg Vorbis' | 'Ogg Opus' | 'Ogg FLAC';

/** What a file's own bytes say it is. `name` reads after «is», a `remedy` is a whole sentence. */
export type FileFormat =
  | { readonly is: 'decodable'; readonly name: DecodableFormat }
  /** Audio that another program of the machine may decode. */
  | { readonly is: 'foreign'; readonly name: string }
  /** A Standard MIDI File, bare or in a RIFF wrapper. */
  | { readonly is: 'midi'; readonly name: string; readonly remedy: string }
  /** Neither audio nor MIDI. */
  | { readonly is: 'other'; readonly name: string; readonly remedy: string };

/** So many first bytes are looked at. */
export const FORMAT_BYTES = 64 * 1024;

/**
 * Names the format of a file by its container and the codec in it; its name on disk is often wrong.
 *
 * Of MP4 and its kin, the tracks say whether they hold a film, and these may stand behind the sound:
 * `holdsIsoFilm` reads them.
 *
 * @param bytes the first 64 KB, or all there are
 * @param options.isTagged an ID3 tag stood before these bytes, which only audio has
 * @example fileFormatOf(new TextEncoder().encode('fLaC…')) // { is: 'decodable', name: 'FLAC' }
 */
export function fileFormatOf(
  bytes: Uint8Array,
  { isTagged = false }: { readonly isTagged?: boolean } = {},
): FileFormat {
  let tagsBytes = 0;
  for (let tag = id3TagBytes(bytes); tag > 0; tag = id3TagBytes(bytes.subarray(tagsBytes))) {
    tagsBytes += tag;
  }
  const content = bytes.subarray(tagsBytes);
  return (
    wavFormat(content) ??
    oggFormat(content) ??
    matroskaFormat(content) ??
    (hasWmVideo(content) ? WMV_FILM : undefined) ??
    signedFormat(content) ??
    frameFormatOf(content) ??
    (isTagged || tagsBytes > 0 ? UNKNOWN_TAGGED : undefined) ??
    unknownFormat(content)
  );
}

const WMV_FILM: FileFormat = {
  is: 'other',
  name: 'a WMV film',
  remedy: 'Export its sound as WAV first.',
};

/** Between a tag and its first frame, an MP3 may have any garbage. */
const UNKNOWN_TAGGED: FileFormat = { is: 'decodable', name: 'MP3' };

function unknownFormat(bytes: Uint8Array): FileFormat {
  if (bytes.length === 0) return { is: 'other', name: 'empty', remedy: 'Copy it again.' };
  return isText(bytes)
    ? { is: 'other', name: 'text', remedy: 'Name a recording instead.' }
    : { is: 'other', name: 'something else', remedy: 'Export the sound as WAV.' };
}

/** Of control characters text has tab, line feed, form feed and carriage return only. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || [0x09, 0x0a, 0x0c, 0x0d].includes(byte));
}
