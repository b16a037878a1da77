import type { HeifPlane } from './libheif.js';

/**
 * Pixels as an uncompressed TIFF, 8 bits a channel, in one strip: the plainest file that can carry a colour profile to
 * sharp, which takes none with raw pixels. (TIFF 6.0; the profile as in ICC.1, annex B.)
 *
 * @param plane rows of interleaved RGB or RGBA
 */
export function writeTiff(
  { width, height, stride, data }: HeifPlane,
  { channels, profile }: { readonly channels: 3 | 4; readonly profile: Uint8Array | undefined },
): Uint8Array<ArrayBuffer> {
  const fields: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, channels, 8], // Bits a sample: the value becomes the offset of a list.
    [259, SHORT, 1, 1], // Not compressed.
    [262, SHORT, 1, 2], // RGB.
    [273, LONG, 1, 0], // Where the pixels begin, filled in below.
    [277, SHORT, 1, channels],
    [278, LONG, 1, height],
    [279, LONG, 1, width * height * channels],
    ...(channels === 4 ? [[338, SHORT, 1, 2] as [number, number, number, number]] : []), // Alpha not multiplied in.
    ...(profile ? [[34675, UNDEFINED, profile.length, 0] as [number, number, number, number]] : []),
  ];
  const bitsAt = 8 + 2 + 12 * fields.length + 4;
  const profileAt = bitsAt + 2 * channels;
  const pixelsAt = Math.ceil((profileAt + (profile?.length ?? 0)) / 2) * 2;
  const tiff = new Uint8Array(pixelsAt + width * height * channels);
  const view = new DataView(tiff.buffer);
  view.setUint32(0, 0x49492a00);
  view.setUint32(4, 8, true);
  view.setUint16(8, fields.length, true);
  const offsets: Readonly<Record<number, number>> = {
    258: bitsAt,
    273: pixelsAt,
    34675: profileAt,
  };
  for (const [i, [tag, type, count, value]] of fields.entries()) {
    const at = 10 + 12 * i;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    view.setUint32(at + 8, offsets[tag] ?? value, true);
  }
  for (let i = 0; i < channels; i++) view.setUint16(bitsAt + 2 * i, 8, true);
  if (profile) tiff.set(profile, profileAt);
  const rowBytes = width * channels;
  for (let row = 0; row < height; row++) {
    tiff.set(data.subarray(row * stride, row * stride + rowBytes), pixelsAt + row * rowBytes);
  }
  return tiff;
}

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
