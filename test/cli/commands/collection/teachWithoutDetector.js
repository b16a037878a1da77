// node teachWithoutDetector.js <object>: teaches the object of the working folder's collection from two photos, as `mirror teach` does, with vectors
// that no detector made. It is killed in the middle.
import { teachObject } from '../../../../dist/index.js';

const [name] = process.argv.slice(2);
const sum = (digit) => digit.repeat(64);
const vectors = (count) => Array.from({ length: count }, (_, i) => new Float32Array(400).fill(i));
const photo = (sha256, shows) => ({
  taught: {
    photo: { sha256, name: `${sha256.slice(0, 4)}.jpg`, width: 640, height: 427 },
    detector: sum('d'),
    examples: shows
      ? [
          {
            photoSha256: sha256,
            box: { x: 3, y: 5, width: 70, height: 110 },
            positive: vectors(3),
            offsets: vectors(3).map(() => [0, 0.5, -0.1, 0.2]),
            near: vectors(1),
            background: vectors(2),
          },
        ]
      : [],
    ...(!shows && { negative: { photoSha256: sha256, background: vectors(3) } }),
  },
  crops: shows ? [Uint8Array.of(0xff, 0xd8)] : [],
});
await teachObject(process.cwd(), {
  name,
  photos: [photo(sum('a'), true), photo(sum('b'), true), photo(sum('c'), false)],
});
