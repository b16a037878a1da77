import { FORMAT_BYTES, fileFormatOf, isText } from '../../files/fileFormat.js';

/** The formats a photo may come in, as a message names them. */
export const PHOTO_FORMATS: readonly string[] = [
  'JPEG',
  'PNG',
  'WebP',
  'AVIF',
  'GIF',
  'TIFF',
  'HEIC',
];

/** What a file's own first bytes say it is. */
export interface PhotoFormat {
  /** `JPEG`, `a PDF`, `a text file`: as it reads after «received». */
  readonly name: string;
  /** What to do about it, one sentence; absent for the formats we read. */
  readonly remedy?: string;
}

/**
 * Names the format of a file by its first bytes; its name on disk is often wrong.
 * @param bytes at least one
 * @example formatOf(new TextEncoder().encode('%PDF-1.7')).name // 'a PDF'
 */
export function formatOf(bytes: Uint8Array): PhotoFormat {
  const start = bytes.subarray(0, 1024);
  const opening = Buffer.from(start).toString('latin1');
  const signature = SIGNATURES.find(({ at, text }) => opening.startsWith(text, at));
  if (signature?.name === 'ISO media') return isoMediaFormat(opening, bytes);
  return signature ?? (isText(start) ? textFormat(opening) : (audioFormat(bytes) ?? UNKNOWN));
}

const EXPORT_FIRST = 'Export it as JPEG first.';
const CHOOSE_ANOTHER = 'Choose a photo instead.';
/** The other half of a phone's live photo among them. */
const A_FILM: PhotoFormat = { name: 'a film', remedy: 'Take a still of it first.' };
const UNKNOWN: PhotoFormat = { name: 'an unknown format', remedy: EXPORT_FIRST };

/** The bytes that open a file, read as Latin-1, and where they stand. */
interface Signature extends PhotoFormat {
  readonly at: number;
  readonly text: string;
}

const SIGNATURES: readonly Signature[] = [
  { name: 'JPEG', at: 0, text: '\xff\xd8\xff' },
  { name: 'PNG', at: 0, text: '\x89PNG\r\n\x1a\n' },
  { name: 'WebP', at: 8, text: 'WEBP' },
  { name: 'GIF', at: 0, text: 'GIF8' },
  { name: 'TIFF', at: 0, text: 'II*\0' },
  { name: 'TIFF', at: 0, text: 'MM\0*' },
  // BigTIFF, of more than 4 GB or not.
  { name: 'TIFF', at: 0, text: 'II+\0' },
  { name: 'TIFF', at: 0, text: 'MM\0+' },
  { name: 'ISO media', at: 4, text: 'ftyp' },
  // QuickTime without its brands, AVI, Matroska and WebM.
  { ...A_FILM, at: 4, text: 'moov' },
  { ...A_FILM, at: 4, text: 'mdat' },
  { ...A_FILM, at: 4, text: 'wide' },
  { ...A_FILM, at: 8, text: 'AVI ' },
  { ...A_FILM, at: 0, text: '\x1a\x45\xdf\xa3' },
  { name: 'JPEG XL', at: 0, text: '\xff\x0a', remedy: EXPORT_FIRST },
  { name: 'JPEG XL', at: 4, text: 'JXL ', remedy: EXPORT_FIRST },
  { name: 'JPEG 2000', at: 4, text: 'jP  ', remedy: EXPORT_FIRST },
  // «BM» alone opens many a text; the size of the usual header, 40, follows at byte 14.
  { name: 'BMP', at: 14, text: '\x28\0\0\0', remedy: EXPORT_FIRST },
  { name: 'a Photoshop file', at: 0, text: '8BPS', remedy: EXPORT_FIRST },
  { name: 'a PDF', at: 0, text: '%PDF-', remedy: EXPORT_FIRST },
  { name: 'a MIDI file', at: 0, text: 'MThd', remedy: CHOOSE_ANOTHER },
  { name: 'a ZIP archive', at: 0, text: 'PK\x03\x04', remedy: 'Unpack it first.' },
];

/** AVIF, HEIC and films share one container and differ in the brands listed in its `ftyp` box (ISO/IEC 14496-12). */
function isoMediaFormat(opening: string, bytes: Uint8Array): PhotoFormat {
  const boxBytes = opening.charCodeAt(2) * 256 + opening.charCodeAt(3);
  const [major = '', ...others] = opening.slice(8, boxBytes).match(/.{4}/gs) ?? [];
  const heic: PhotoFormat = { name: 'HEIC' };
  if (HEIC_BRANDS.has(major)) return heic;
  const brands = [major, ...others];
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return { name: 'AVIF' };
  if (brands.some((brand) => HEIC_BRANDS.has(brand) || brand === 'mif1')) return heic;
  return (AUDIO_BRANDS.has(major) && audioFormat(bytes)) || A_FILM;
}

/** Audio by name; undefined for what is none. */
function audioFormat(bytes: Uint8Array): PhotoFormat | undefined {
  const { is, name } = fileFormatOf(bytes.subarray(0, FORMAT_BYTES));
  if (is === 'decodable') return { name: `${name} audio`, remedy: CHOOSE_ANOTHER };
  return is === 'foreign' ? { name, remedy: CHOOSE_ANOTHER } : undefined;
}

/** Apple's brands of audio in MP4; other brands may hold a film. */
const AUDIO_BRANDS = new Set(['M4A ', 'M4B ']);

/** The brands of HEVC-coded pictures and picture sequences (ISO/IEC 23008-12, annex B). */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);

function textFormat(opening: string): PhotoFormat {
  if (/<svg[\s>]/i.test(opening)) return { name: 'SVG, a drawing', remedy: EXPORT_FIRST };
  if (/<html|<!doctype html/i.test(opening)) {
    return { name: 'a web page', remedy: 'Save the picture itself.' };
  }
  return { name: 'a text file', remedy: CHOOSE_ANOTHER };
}
