import { loadSharp } from '../../vision/photo/loadSharp.js';
import { OTHER_FAMILIES } from './otherFamilies.js';

/** A page, and what was taken out of it. */
export interface DrawablePage {
  readonly svg: string;
  /** Letters that no font of this machine has, each once, in the order in which they come. */
  readonly lacked: readonly string[];
}

/**
 * A page without the letters that no font of this machine has: they would be drawn as boxes. What our own fonts write is outlines and stays
 * as it is, and so does a page whose letters are all there, byte for byte.
 *
 * @param svg as `drawRoom` gives it
 * @throws MirrorError `environment` where sharp does not load
 */
export async function withoutLackedLetters(svg: string): Promise<DrawablePage> {
  const texts = [...svg.matchAll(TEXT)].map(([, , text = '']) => text);
  const characters = [...new Set(texts.flatMap((text) => [...text].filter(isAsked)))];
  if (characters.length === 0) return { svg, lacked: [] };
  const unknown = await unknownTo(characters);
  const isLacked = (grapheme: string) => [...grapheme].some((each) => unknown.has(each));
  const lacked = new Set<string>();
  const drawable = svg.replace(TEXT, (_, opening: string, text: string) => {
    const graphemes = [...SEGMENTER.segment(text)].map(({ segment }) => segment);
    for (const each of graphemes.filter(isLacked)) lacked.add(each);
    return `${opening}${graphemes.filter((each) => !isLacked(each)).join('')}</text>`;
  });
  return { svg: lacked.size === 0 ? svg : drawable, lacked: [...lacked] };
}

/** An element of text, which holds nothing but escaped text. */
const TEXT = /(<text [^>]*>)([^<]*)<\/text>/g;

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Whether a character has ink of its own in every font: spaces, joiners and marks need not. */
function isAsked(character: string): boolean {
  return (
    character > '\u007f' &&
    !/[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Mark}\p{Emoji_Modifier}]/u.test(character)
  );
}

/**
 * Characters that Unicode has not assigned, of four hexadecimal digits and of five: no font has them. The box that
 * stands for what is lacking is as large for all characters of so many digits.
 */
const UNASSIGNED = ['\u0378', '\u{50000}'] as const;

/** Pixels of the square in which a character is looked at, the size that it is drawn in, and where it begins. */
const CELL = 64;
const SIZE = 32;
const PLACE = { x: 12, y: 42 } as const;

/** So many squares side by side: the picture of ten thousand characters is 4,096 pixels across as well. */
const COLUMNS = 64;

/** Darker than this is ink, 0–255. */
const INK = 128;

/** Those of some characters that are drawn as the box that stands for what is lacking, or not at all. */
async function unknownTo(characters: readonly string[]): Promise<ReadonlySet<string>> {
  const cells = await drawCells([...UNASSIGNED, ...characters]);
  const [short, long] = [frameOf(cells[0] as Cell), frameOf(cells[1] as Cell)];
  return new Set(
    characters.filter((character, i) => {
      const cell = cells[i + UNASSIGNED.length] as Cell;
      const box = character.length === 1 ? short : long;
      return isBlank(cell) || (box !== '' && frameOf(cell) === box);
    }),
  );
}

/** Levels, 0 (black) to 255, one row of pixels after another. */
type Cell = readonly (readonly number[])[];

/** What is drawn of each character. */
async function drawCells(characters: readonly string[]): Promise<Cell[]> {
  const sharp = await loadSharp();
  const texts = characters.map((character, i) => {
    const x = (i % COLUMNS) * CELL + PLACE.x;
    const y = Math.floor(i / COLUMNS) * CELL + PLACE.y;
    return `<text x="${x}" y="${y}">${character}</text>`;
  });
  const [width, height] = [COLUMNS * CELL, Math.ceil(characters.length / COLUMNS) * CELL];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-size="${SIZE}" font-family="${OTHER_FAMILIES}">${texts.join('')}</svg>`;
  const pixels = await sharp(Buffer.from(svg))
    .flatten({ background: '#ffffff' })
    .greyscale()
    .raw()
    .toBuffer();
  return characters.map((_, i) => {
    const corner = Math.floor(i / COLUMNS) * CELL * width + (i % COLUMNS) * CELL;
    return Array.from({ length: CELL }, (_, y) =>
      Array.from({ length: CELL }, (_, x) => pixels[corner + y * width + x] as number),
    );
  });
}

/** Whether nothing is drawn. Of a white heart 🤍 or an egg 🥚 nothing is as dark as ink, and they are there. */
function isBlank(cell: Cell): boolean {
  return cell.every((row) => row.every((level) => level === 255));
}

/**
 * The outermost rows and columns of pixels that have ink, as text: equal for all boxes, whatever digits stand in them, and hardly so for a
 * letter, be it 口 or 国. Empty where there is no ink.
 */
function frameOf(cell: Cell): string {
  const inked = cell.map((row) => row.map((level) => level < INK));
  const rows = inked.flatMap((row, y) => (row.includes(true) ? [y] : []));
  const columns = inked.flatMap((row) => row.flatMap((hasInk, x) => (hasInk ? [x] : [])));
  const [top, bottom] = [rows[0], rows.at(-1)];
  if (top === undefined || bottom === undefined) return '';
  const [left, right] = [Math.min(...columns), Math.max(...columns)];
  const across = [top, bottom].map((y) => (inked[y] as readonly boolean[]).slice(left, right + 1));
  const down = [left, right].map((x) =>
    rows.map((y) => (inked[y] as readonly boolean[])[x] as boolean),
  );
  const edges = [...across, ...down].map((edge) => edge.map(Number).join(''));
  return [left, right, top, bottom, ...edges].join(' ');
}
