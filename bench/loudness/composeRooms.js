import { readFile } from 'node:fs/promises';
import {
  loadDetector,
  mirrorPhoto,
  openCollection,
  readDetectorFiles,
  readPhoto,
} from 'sound-mirror';

export const ROOMS = ['kitchen', 'living-room', 'study', 'bedroom'];

/**
 * The sample rooms as music.
 *
 * @returns [{ name, score, areaShares }], shares of the picture in the order of the score's parts
 */
export async function composeRooms({ seeds, bars }) {
  const collection = await openCollection();
  const detector = await loadDetector(await readDetectorFiles());
  const pieces = [];
  for (const room of ROOMS) {
    const photo = await readPhoto(
      await readFile(new URL(`../../photos/${room}.jpg`, import.meta.url)),
    );
    for (const seed of seeds) {
      const { report, score } = await mirrorPhoto(photo, { detector, collection, seed, bars });
      const areaShares = report.tracks.map(({ areaShare }) => areaShare);
      pieces.push({ name: `${room}, seed ${seed}`, score, areaShares });
    }
  }
  detector.dispose();
  return pieces;
}
