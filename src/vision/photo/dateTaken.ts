import { latin1 } from '../../files/bytePattern.js';

/**
 * When a photo was taken, by the clock of its camera: the tag DateTimeOriginal of its EXIF, and no other tag. The date of
 * the file's last change does not count.
 *
 * It is read here and not by a package because one tag is all there is to read, and a length in a damaged or malicious
 * EXIF must not take memory or time: nothing is read twice and nothing beyond the bytes.
 *
 * @param exif EXIF with or without its leading `Exif\0\0`, or a whole TIFF file, which has the same structure (CIPA
 *   DC-008, 4.6; TIFF 6.0, section 2)
 * @returns ISO 8601 without a time zone; undefined where there is no such tag, no such date or no readable EXIF
 * @example dateTaken(exifOf('2026:11:28 14:03:22')) // '2026-11-28T14:03:22'
 */
export function dateTaken(exif: Uint8Array): string | undefined {
  const start = latin1(exif.subarray(0, 6)) === 'Exif\0\0' ? 6 : 0;
  const bytes = exif.subarray(start);
  const order = latin1(bytes.subarray(0, 2));
  if (order !== 'II' && order !== 'MM') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tiff: Tiff = { view, isLittle: order === 'II' };
  try {
    if (view.getUint16(2, tiff.isLittle) !== TIFF_MAGIC) return undefined;
    const folder = findEntry(tiff, { folder: view.getUint32(4, tiff.isLittle), tag: EXIF_FOLDER });
    if (folder === undefined) return undefined;
    const original = findEntry(tiff, {
      folder: view.getUint32(folder + 8, tiff.isLittle),
      tag: DATE_TIME_ORIGINAL,
    });
    if (original === undefined) return undefined;
    const at = view.getUint32(original + 8, tiff.isLittle);
    return isoDate(latin1(bytes.subarray(at, at + DATE_BYTES)));
  } catch (error) {
    // An offset beyond the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Tiff {
  readonly view: DataView;
  readonly isLittle: boolean;
}

const TIFF_MAGIC = 42;
const EXIF_FOLDER = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;

/** `2026:11:28 14:03:22`; the terminating zero may be missing. */
const DATE_BYTES = 19;

/** Where the entry of a tag begins in an image file directory: 2 bytes tag, 2 type, 4 count, 4 value or offset. */
function findEntry(
  { view, isLittle }: Tiff,
  { folder, tag }: { readonly folder: number; readonly tag: number },
): number | undefined {
  const count = view.getUint16(folder, isLittle);
  for (let i = 0; i < count; i++) {
    const at = folder + 2 + 12 * i;
    if (view.getUint16(at, isLittle) === tag) return at;
  }
  return undefined;
}

/** Cameras whose clock was never set write zeros or spaces: these are no date, and neither is 31 February. */
function isoDate(text: string): string | undefined {
  const match = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const isDay = Number(day) >= 1 && Number(day) <= daysOf(Number(year), Number(month));
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
}

/** 0 for a month that is none. */
function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeap ? 29 : 28;
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
