import {
  checkArguments,
  checkOptions,
  describeValue,
  type OptionResult,
} from '../../checks/checkOptions.js';
import type { PictureFonts } from '../../collection/pictureFonts.js';
import type { MirrorReport } from '../../composition/explanation/report.js';
import type { PlayedPart } from '../../composition/playing/playedPart.js';
import { MirrorError } from '../../errors.js';
import type { Score } from '../../music/score.js';
import type { Box } from '../../vision/box.js';
import type { Detection } from '../../vision/detection.js';
import type { Photo } from '../../vision/photo/photo.js';
import { FONTS_RULE } from '../letters/fontsRule.js';
import { DEFAULT_PAPER, PAPERS, type Paper } from '../paper.js';

/** What `mirrorPhoto` gives. */
export interface MirroredRoom {
  readonly photo: Photo;
  readonly score: Score;
  readonly report: MirrorReport;
  readonly played: readonly PlayedPart[];
}

export interface DrawRoomOptions {
  readonly fonts: PictureFonts;
  /** `a4` by default. */
  readonly paper?: Paper | undefined;
  /** Whether the sentence of each object's idea stands under its name; `false` by default. */
  readonly texts?: boolean | undefined;
}

const ROOM_RULE: OptionResult = {
  givenBy: 'await mirrorPhoto(photo, options)',
  fields: ['photo', 'score', 'report', 'played'],
};

/**
 * A mirror as a page to print: the photo with a box around each thing that plays, and a lane of notes for each track
 * under it, or beside a tall photo; one colour an object and one number a track in both. All lanes have one scale of
 * pitch.
 *
 * Letters are outlines, so that no font is needed to see them; only what the fonts lack, such as 冷蔵庫, is left to
 * those of the reader's machine. Equal mirrors give equal pages but for the bytes of the photo in it, which may differ
 * between two builds of the JPEG encoder.
 *
 * @returns a whole SVG document that needs no other file, exactly one sheet of the paper, upright or lying, whichever
 *   shows photo and lanes better
 * @throws MirrorError `usage` for what is no mirror or no fonts, a paper that is none, and an option of another type
 *   or of no known name, `input` for fonts that are none, `environment` where sharp does not load
 */
export async function drawRoom(room: MirroredRoom, options: DrawRoomOptions): Promise<string> {
  checkOptions('drawRoom', options, { fonts: 'any', paper: PAPERS, texts: 'boolean' });
  const { fonts, paper = DEFAULT_PAPER, texts = false } = options;
  checkArguments({ room, fonts }, { room: ROOM_RULE, fonts: FONTS_RULE });
  const { photo, score, report, played } = room;
  // All of this room is loaded here and not above: most calls draw nothing.
  const [{ openLetters }, { toJpegUri }, { drawRoomPage }, { tracksToDraw }] = await Promise.all([
    import('../letters/letters.js'),
    import('../rasters.js'),
    import('./roomPage.js'),
    import('./tracksToDraw.js'),
  ]);
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
        unmatched: report.detections.filter((each) => !isHeard(each)).map(({ box }) => box),
        taken: photo.taken,
      },
      tracks: tracksToDraw(score, played),
      unmatched: report.unheard.map(({ label }) => label),
      seed: report.seed,
    },
    { paper, texts, letters: await openLetters(fonts) },
  );
}

export interface DrawPngOptions {
  /** Called with the letters that are left out, each once, if there are any. */
  readonly onLacked?: ((letters: readonly string[]) => void) | undefined;
}

/**
 * A page as PNG, 218 pixels to the inch: 1,800 × 2,546 for A4 upright.
 *
 * Letters that neither the fonts of the package nor those of the machine have, such as 冷 where no font for Japanese is installed, are left
 * out: they would be drawn as boxes. An SVG keeps them, for the fonts of its reader.
 *
 * @param svg as `drawRoom` and `drawTrainings` give it
 * @throws MirrorError `usage` for what is no such picture, and for an option of another type or of no known name,
 *   `environment` where sharp does not load
 */
export async function drawPng(svg: string, options: DrawPngOptions = {}): Promise<Uint8Array> {
  checkOptions('drawPng', options, { onLacked: 'function' });
  const { onLacked } = options;
  if (typeof svg !== 'string' || !/^\s*<(?:svg|\?xml)\b/.test(svg)) {
    throw new MirrorError(
      'usage',
      `Expected a picture as \`await drawRoom(room, options)\` gives it but received ${describeValue(svg)}.`,
    );
  }
  return (await import('../rasters.js')).toPng(svg, onLacked);
}
