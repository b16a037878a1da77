import { MirrorError } from '../../errors.js';

/**
 * Refuses the kinds of TIFF whose pixels the decoder takes for black or for other colours, mostly without an error.
 *
 * Reads the directory of the first picture (TIFF 6.0, and BigTIFF with offsets of 64 bits); what it cannot find there
 * is left to the decoder to refuse.
 *
 * @param bytes a file that begins as TIFF
 * @throws MirrorError `input` that names the kind
 */
export function checkTiffKind(bytes: Uint8Array): void {
  const fields = readFields(bytes);
  const kind = fields && unreadKind(fields);
  if (!kind) return;
  throw new MirrorError(
    'input',
    `Expected a TIFF of whole numbers in RGB, grey, palette or CMYK but received one with ${kind}, which is not read. Export it as JPEG first.`,
  );
}

/** The numbers of the fields that decide, each undefined where it is not written. */
interface TiffFields {
  readonly bitsPerSample: number | undefined;
  readonly compression: number | undefined;
  readonly photometric: number | undefined;
  readonly sampleFormat: number | undefined;
}

/** What of a TIFF is not read, as it reads after «with»; undefined where it is. */
function unreadKind(fields: TiffFields): string | undefined {
  const { bitsPerSample = 1, compression = 1, photometric = 1, sampleFormat = 1 } = fields;
  if (!READ_COMPRESSIONS.has(compression)) {
    return `${COMPRESSIONS[compression] ?? `unknown (${compression})`} compression`;
  }
  if (sampleFormat === 3 || sampleFormat === 6) return 'floating-point samples';
  if (sampleFormat === 2 || sampleFormat === 5) return 'signed samples';
  if (![1, 2, 4, 8, 16].includes(bitsPerSample)) return `samples of ${bitsPerSample} bits`;
  // The decoder turns YCbCr into RGB for JPEG alone.
  const isRead = READ_PHOTOMETRICS.has(photometric) || (photometric === 6 && compression === 7);
  return isRead ? undefined : (PHOTOMETRICS[photometric] ?? `unknown (${photometric}) colours`);
}

/** None, three of CCITT, LZW, JPEG, Deflate under two numbers, PackBits and WebP: what sharp's libtiff is built with. */
const READ_COMPRESSIONS = new Set([1, 2, 3, 4, 5, 7, 8, 32946, 32773, 50001]);

const COMPRESSIONS: Readonly<Record<number, string>> = {
  6: 'old-style JPEG',
  34661: 'JBIG',
  34676: 'LogLuv',
  34677: 'LogLuv',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50002: 'JPEG XL',
  52546: 'JPEG XL',
};

/** White or black as 0, RGB, a palette, CMYK. */
const READ_PHOTOMETRICS = new Set([0, 1, 2, 3, 5]);

const PHOTOMETRICS: Readonly<Record<number, string>> = {
  4: 'a mask',
  6: 'YCbCr colours that are not JPEG-compressed',
  8: 'CIELab colours',
  9: 'ICCLab colours',
  10: 'ITULab colours',
  32803: 'the raw data of a camera',
  32844: 'LogL colours',
  32845: 'LogLuv colours',
  34892: 'the raw data of a camera',
};

function readFields(bytes: Uint8Array): TiffFields | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const isLittle = bytes[0] === 0x49;
    const isBig = view.getUint16(2, isLittle) === 43;
    const offsetAt = (at: number) =>
      isBig ? Number(view.getBigUint64(at, isLittle)) : view.getUint32(at, isLittle);
    const directory = offsetAt(isBig ? 8 : 4);
    const count = isBig ? offsetAt(directory) : view.getUint16(directory, isLittle);
    const entryBytes = isBig ? 20 : 12;
    const values = new Map<number, number>();
    for (let i = 0; i < Math.min(count, MOST_FIELDS); i++) {
      const at = directory + (isBig ? 8 : 2) + entryBytes * i;
      const valuesAt = at + (isBig ? 12 : 8);
      const valueCount = offsetAt(at + 4);
      const inline = view.getUint16(at + 2, isLittle) === SHORT;
      // Several 16-bit numbers that do not fit lie elsewhere.
      const isElsewhere = 2 * valueCount > (isBig ? 8 : 4);
      if (inline) {
        const from = isElsewhere ? offsetAt(valuesAt) : valuesAt;
        values.set(view.getUint16(at, isLittle), view.getUint16(from, isLittle));
      }
    }
    return {
      bitsPerSample: values.get(258),
      compression: values.get(259),
      photometric: values.get(262),
      sampleFormat: values.get(339),
    };
  } catch (error) {
    // An offset beyond the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const SHORT = 3;

/** TIFF knows some two hundred tags; a file that names more is damaged. */
const MOST_FIELDS = 4096;
