import type { PictureFonts } from '../collection/pictureFonts.js';
import type { PlayedPart } from '../composition/explainScore.js';
import type { MirrorReport } from '../composition/report.js';
import type { Score } from '../music/score.js';
import type { Box } from '../vision/box.js';
import type { Detection } from '../vision/detection.js';
import type { Photo } from '../vision/photo/photo.js';

/** What `mirrorPhoto` gives. */
export interface MirroredRoom {
  readonly photo: Photo;
  readonly score: Score;
  readonly report: MirrorReport;
  readonly played: readonly PlayedPart[];
}

/**
 * A mirror as a page to print: the photo with a box around each thing that plays, under it a lane of notes for each,
 * one number and one colour an object in both.
 *
 * Letters are outlines, so that no font is needed to see them; only what the fonts lack, such as 冷蔵庫, is left to
 * those of the reader's machine. Equal mirrors give equal pages but for the bytes of the photo in it, which may differ
 * between two builds of the JPEG encoder.
 *
 * @returns a whole SVG document that needs no other file, as wide as A4 and at most as high
 * @throws MirrorError `input` for fonts that are none, `environment` where sharp does not load
 */
export async function drawRoom(
  { photo, score, report, played }: MirroredRoom,
  { fonts }: { readonly fonts: PictureFonts },
): Promise<string> {
  // All of this room is loaded here and not above: most calls draw nothing.
  const [{ openLetters }, { toJpegUri }, { drawRoomPage }] = await Promise.all([
    import('./letters.js'),
    import('./rasters.js'),
    import('./roomPage.js'),
  ]);
  const objects = played.map(({ matched }, i) => ({
    name: score.parts[i]?.name ?? matched.object.name,
    boxes: matched.boxes,
  }));
  const placeOf = ({ x, y, width, height }: Box) => `${x} ${y} ${width} ${height}`;
  const heard = new Set(played.flatMap(({ matched }) => matched.boxes.map(placeOf)));
  const isHeard = ({ box }: Detection) => heard.has(placeOf(box));
  return drawRoomPage(
    {
      score,
      photo: {
        width: photo.width,
        height: photo.height,
        uri: await toJpegUri(photo.pixels),
        objects,
        unheard: report.detections.filter((each) => !isHeard(each)).map(({ box }) => box),
      },
      areaShares: played.map(({ matched }) => matched.areaShare),
      unheard: report.unheard,
      seed: report.seed,
    },
    await openLetters(fonts),
  );
}

/**
 * A page as PNG, 1,800 pixels wide, 218 to the inch on A4.
 *
 * @param svg as `drawRoom` and `drawTrainings` give it
 * @throws MirrorError `environment` where sharp does not load
 */
export async function drawPng(svg: string): Promise<Uint8Array> {
  return (await import('./rasters.js')).toPng(svg);
}
