import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { canReadHeic, readPhoto } from 'sound-mirror';
import { describe, expect, it } from 'vitest';
import { dateTaken } from '../../../src/vision/photo/dateTaken.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const run = promisify(execFile);
const folder = useTemporaryFolder();
const hasHeifEnc = await run('heif-enc', ['--help']).then(
  () => true,
  () => false,
);

/** EXIF with one date in its second directory, as cameras write it. @param order `II` or `MM` */
function exifOf(date: string, order: 'II' | 'MM' = 'II'): Uint8Array {
  const isLittle = order === 'II';
  const bytes = new Uint8Array(64);
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from(order));
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  const putDirectory = (at: number, fields: readonly [number, number, number, number]) => {
    const [tag, type, count, value] = fields;
    view.setUint16(at, 1, isLittle);
    view.setUint16(at + 2, tag, isLittle);
    view.setUint16(at + 4, type, isLittle);
    view.setUint32(at + 6, count, isLittle);
    view.setUint32(at + 10, value, isLittle);
  };
  putDirectory(8, [0x8769, 4, 1, 26]);
  putDirectory(26, [0x9003, 2, 20, 44]);
  bytes.set(Buffer.from(date, 'latin1').subarray(0, 20), 44);
  return bytes;
}

const withPrefix = (exif: Uint8Array) => Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]);

describe('the date when a photo was taken', () => {
  it.each([
    ['little-endian', exifOf('2026:11:28 14:03:22')],
    ['big-endian', exifOf('2026:11:28 14:03:22', 'MM')],
    ['behind its prefix', withPrefix(exifOf('2026:11:28 14:03:22'))],
    ['with dashes and a T', exifOf('2026-11-28T14:03:22')],
    ['ending with the bytes', exifOf('2026:11:28 14:03:22').subarray(0, 63)],
  ])('is read from EXIF that is %s', (_, exif) => {
    expect(dateTaken(exif)).toBe('2026-11-28T14:03:22');
  });

  it.each([
    ['zeros', exifOf('0000:00:00 00:00:00')],
    ['spaces', exifOf('    :  :     :  :  ')],
    ['31 February', exifOf('2026:02:31 10:00:00')],
    ['29 February of no leap year', exifOf('1900:02:29 10:00:00')],
    ['month 13', exifOf('2026:13:01 10:00:00')],
    ['hour 24', exifOf('2026:11:28 24:00:00')],
    ['a date cut short', exifOf('2026:11:28 14:03:22').subarray(0, 60)],
    ['no bytes', new Uint8Array(0)],
    ['another file', Buffer.from('not EXIF at all')],
    ['a directory beyond the end', exifOf('2026:11:28 14:03:22').subarray(0, 20)],
  ])('is none in %s', (_, exif) => {
    expect(dateTaken(exif)).toBeUndefined();
  });

  it('is a leap day where there is one', () => {
    expect(dateTaken(exifOf('2024:02:29 23:59:59'))).toBe('2024-02-29T23:59:59');
  });

  it('is none or a date in damaged EXIF, and never an error', () => {
    const whole = withPrefix(exifOf('2026:11:28 14:03:22'));
    for (let at = 0; at < whole.length; at++) {
      for (const value of [0, 1, 127, 255]) {
        const damaged = Uint8Array.from(whole);
        damaged[at] = value;
        expect(dateTaken(damaged) ?? '2026-11-28T14:03:22').toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}$/);
      }
    }
  });
});

describe('readPhoto', () => {
  const grey = () =>
    sharp({ create: { width: 40, height: 40, channels: 3, background: '#888888' } });
  const dated = (image: Sharp) =>
    image.withExif({ IFD2: { DateTimeOriginal: '2026:11:28 14:03:22' } }).toBuffer();

  it.each([
    ['JPEG', () => dated(grey().jpeg())],
    ['PNG', () => dated(grey().png())],
    ['WebP', () => dated(grey().webp())],
    ['AVIF', () => dated(grey().avif())],
    ['TIFF', () => tiffTakenAt('2026:11:28 14:03:22')],
  ])('knows when a %s was taken', async (_, make) => {
    expect((await readPhoto(await make())).taken).toBe('2026-11-28T14:03:22');
  });

  // Skipped where heif-enc, of Debian's libheif-examples, or the optional package libheif-js is not installed.
  it.skipIf(!hasHeifEnc || !canReadHeic())('knows when a HEIC was taken', async () => {
    const [jpeg, heic] = ['grey.jpg', 'grey.heic'].map((name) => join(folder.path, name)) as [
      string,
      string,
    ];
    await writeFile(jpeg, await dated(grey().jpeg()));
    await run('heif-enc', ['-o', heic, jpeg]);
    expect((await readPhoto(await readFile(heic))).taken).toBe('2026-11-28T14:03:22');
  });

  it.each([
    ['without EXIF', () => grey().jpeg().toBuffer()],
    [
      'whose EXIF tells only when it was changed',
      () =>
        grey()
          .jpeg()
          .withExif({ IFD0: { DateTime: '2026:11:28 14:03:22' } })
          .toBuffer(),
    ],
  ])('says nothing of a photo %s', async (_, make) => {
    expect(await readPhoto(await make())).not.toHaveProperty('taken');
  });

  /** sharp writes no EXIF into a TIFF: its directory is put at the end, and the pointer to it in place of another tag. */
  async function tiffTakenAt(date: string): Promise<Uint8Array> {
    const tiff = await grey().tiff({ compression: 'none' }).toBuffer();
    const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
    const directory = view.getUint32(4, true);
    const count = view.getUint16(directory, true);
    const last = directory + 2 + 12 * (count - 1);
    const end = tiff.length;
    const added = new DataView(new ArrayBuffer(18 + 20));
    added.setUint16(0, 1, true);
    added.setUint16(2, 0x9003, true);
    added.setUint16(4, 2, true);
    added.setUint32(6, 20, true);
    added.setUint32(10, end + 18, true);
    const bytes = Buffer.concat([tiff, Buffer.from(added.buffer)]);
    bytes.write(date, end + 18, 'latin1');
    bytes.writeUInt16LE(0x8769, last);
    bytes.writeUInt16LE(4, last + 2);
    bytes.writeUInt32LE(1, last + 4);
    bytes.writeUInt32LE(end, last + 8);
    return bytes;
  }
});
