import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../../../src/vision/box.js';

/** A thing that COCO has no word for: an egg with stripes and eyes, and a box around it. */
export const EGGS = {
  kitchen: { x: 700, y: 250, width: 170, height: 238 },
  'living-room': { x: 300, y: 500, width: 240, height: 336 },
  study: { x: 900, y: 300, width: 200, height: 280 },
  bedroom: { x: 400, y: 400, width: 150, height: 210 },
} as const satisfies Record<string, Box>;

/** Puts a sample room with the egg in it into a folder, as `<room>.jpg`. */
export async function putEggPhoto(folder: string, room: keyof typeof EGGS): Promise<string> {
  const { x, y, width, height } = EGGS[room];
  const photo = await readFile(new URL(`../../../photos/${room}.jpg`, import.meta.url));
  const path = join(folder, `${room}.jpg`);
  const egg = await sharp(Buffer.from(drawing(width, height)))
    .png()
    .toBuffer();
  await sharp(photo)
    .composite([{ input: egg, left: x, top: y }])
    .jpeg({ quality: 90 })
    .toFile(path);
  return path;
}

function drawing(width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 140">
    <ellipse cx="50" cy="70" rx="46" ry="66" fill="#c2185b"/>
    <path d="M8 45H92M5 70H95M8 95H92" stroke="#fff59d" stroke-width="11"/>
    <circle cx="36" cy="30" r="9" fill="#fff"/><circle cx="64" cy="30" r="9" fill="#fff"/>
    <circle cx="36" cy="30" r="4"/><circle cx="64" cy="30" r="4"/>
    <path d="M20 8L34 18M80 8L66 18" stroke="#333" stroke-width="5"/></svg>`;
}
