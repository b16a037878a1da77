import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawNormal, seededRandom } from '../../dist/math/random.js';
import { labelsIn, truthOf } from './truth.js';

/** Longest side of a view in pixels, as in COCO. */
const LONGEST_SIDE = 640;

/** Width over height of the photos that people take, and how a phone held upright takes them. */
const ASPECTS = [4 / 3, 4 / 3, 3 / 2, 1, 3 / 4, 2 / 3];

/**
 * The sample rooms as others might have photographed them: parts of them, mirrored, lighter and darker, out of
 * focus, noisy, compressed.
 *
 * @param options.perRoom how many of each room; the first of a room is the room itself
 * @returns [{ room, bytes, truth }], always the same; `bytes` is a JPEG file, boxes are pixels of it
 */
export async function makeViews({ perRoom, seed = 'views' }) {
  const rooms = JSON.parse(readFileSync(new URL('./rooms.json', import.meta.url), 'utf8'));
  const views = [];
  for (const room of rooms) {
    const photo = await sharp(fileURLToPath(new URL(`../../photos/${room.file}`, import.meta.url)))
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (let i = 0; i < perRoom; i++) {
      const random = seededRandom(`${seed} ${room.file} ${i}`);
      const { view, truth } = drawView(room, photo.info, { random, isWhole: i === 0 });
      const bytes = await develop(photo, view, i === 0 ? undefined : random);
      views.push({ room: room.file, bytes, truth });
    }
  }
  return views;
}

/** A crop that shows at least one thing. */
function drawView(room, size, { random, isWhole }) {
  for (;;) {
    const crop = isWhole
      ? { x: 0, y: 0, width: size.width, height: size.height }
      : drawCrop(size, random);
    const scale = LONGEST_SIDE / Math.max(crop.width, crop.height);
    const view = {
      crop,
      width: Math.round(crop.width * scale),
      height: Math.round(crop.height * scale),
      isMirrored: !isWhole && random() < 0.5,
    };
    const truth = truthOf(room, view);
    if (labelsIn(truth).size > 0) return { view, truth };
  }
}

function drawCrop(size, random) {
  const aspect = ASPECTS[Math.floor(random() * ASPECTS.length)];
  const largest = Math.min(size.height, size.width / aspect);
  const height = Math.round(largest * (0.4 + 0.6 * random()));
  const width = Math.round(height * aspect);
  const x = Math.floor(random() * (size.width - width + 1));
  const y = Math.floor(random() * (size.height - height + 1));
  return { x, y, width, height };
}

/** The view as a JPEG file; with `random`, as a lens, a sensor and a phone might have left it. */
async function develop({ data, info }, { crop, width, height, isMirrored }, random) {
  const image = sharp(data, { raw: info })
    .extract({ left: crop.x, top: crop.y, width: crop.width, height: crop.height })
    .resize({ width, height, fit: 'fill' })
    .flop(isMirrored);
  if (random === undefined) return image.jpeg({ quality: 95 }).toBuffer();
  const contrast = 0.7 + 0.6 * random();
  const brightness = 0.6 + 0.7 * random();
  const blur = random() < 0.4 ? 0.4 + 1.2 * random() : 0;
  const noise = random() < 0.4 ? 12 * random() : 0;
  const quality = 40 + Math.round(55 * random());
  if (blur > 0) image.blur(blur);
  const pixels = await image.raw().toBuffer();
  const exposed = pixels.map((value) =>
    Math.min(
      255,
      Math.max(0, ((value - 128) * contrast + 128) * brightness + noise * drawNormal(random)),
    ),
  );
  return sharp(exposed, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}
