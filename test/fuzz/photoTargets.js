// Photos of the kinds that most can go wrong with.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { seededRandom } from 'sound-mirror';
import { mutateBytes } from './mutate.js';

/** Turned, of tiles, deep, wide of gamut, translucent, one of two. */
export async function goodHeics() {
  const names = ['orientation-1', 'orientation-7', 'tiles', 'ten-bits', 'profile-p3', 'nclx-pq'];
  return [...names, 'clear', 'second-of-two'].map((name) => fixture(`${name}.heic`));
}

/** Of every compression that can be read, in strips, tiles and pyramids, of 1 to 16 bits. */
export async function goodTiffs() {
  const random = seededRandom('tiff');
  const data = Uint8Array.from({ length: 64 * 48 * 3 }, () => 256 * random() * random());
  const image = () => sharp(data, { raw: { width: 64, height: 48, channels: 3 } });
  const kinds = [
    ...['none', 'lzw', 'deflate', 'packbits', 'jpeg', 'webp'].map((compression) => ({
      compression,
    })),
    { compression: 'lzw', predictor: 'horizontal', tile: true, tileWidth: 32, tileHeight: 32 },
    { compression: 'deflate', pyramid: true, tile: true, tileWidth: 16, tileHeight: 16 },
  ];
  const made = kinds.map((kind) => image().tiff(kind).toBuffer());
  const grey = () => image().toColourspace('b-w');
  const few = [1, 2, 4].map((bitdepth) => grey().tiff({ bitdepth }).toBuffer());
  const others = [
    grey().tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
    image().toColourspace('cmyk').tiff().toBuffer(),
    image().toColourspace('rgb16').tiff().toBuffer(),
  ];
  const written = await Promise.all([...made, ...few, ...others]);
  return [...written, fixture('bigtiff.tif'), fixture('ycbcr-jpeg.tif')];
}

const UNREAD = ['zstd', 'lzma', 'float', 'signed', 'lab', 'ycbcr', 'damaged-strip'];

/** A third of them are of kinds that are refused: damaged, they may be of others. */
export function mutateTiff(bytes, random) {
  if (random() < 2 / 3) return mutateBytes(bytes, random);
  return mutateBytes(fixture(`${UNREAD[Math.floor(random() * UNREAD.length)]}.tif`), random);
}

function fixture(name) {
  return readFileSync(new URL(`../vision/fixtures/${name}`, import.meta.url));
}
