import type { Font, Glyph } from 'opentype.js';
import type { PictureFonts } from '../collection/pictureFonts.js';
import { MirrorError } from '../errors.js';
import { splitRuns, widthOfForeign } from './foreignLetters.js';
import { element, escapeXml, num, type Svg } from './svg.js';

/** How a text looks. */
export interface TextStyle {
  /** Height of an em, in the picture's units. */
  readonly size: number;
  readonly weight?: 'regular' | 'semiBold';
}

export interface PlacedText extends TextStyle {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly fill: string;
  /** What of the text stands at `x`: its start unless said otherwise. */
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** Writes without a font on the machine: letters are drawn as outlines. */
export interface Letters {
  /** Width of a text; generous where it holds letters that the fonts lack. */
  readonly widthOf: (text: string, style: TextStyle) => number;
  /** The text, or as much of it as fits, with an ellipsis where it was cut. */
  readonly fit: (text: string, style: TextStyle & { readonly width: number }) => string;
  /** A text as SVG; nothing for an empty one. */
  readonly write: (text: string, placed: PlacedText) => Svg;
}

/** Families that hold what ours lack, on one system or another. */
const OTHER_FAMILIES =
  'Noto Sans, Noto Sans CJK JP, Hiragino Sans, Yu Gothic, Microsoft YaHei, Malgun Gothic, Segoe UI, sans-serif';

/**
 * Opens the fonts. Letters that they lack, such as 冷蔵庫, are left to the fonts of whoever looks at the picture.
 *
 * @throws MirrorError `input` for bytes that are no font
 */
export async function openLetters(fonts: PictureFonts): Promise<Letters> {
  // Only the few calls that draw need it.
  const { default: opentype } = await import('opentype.js');
  const open = (bytes: Uint8Array): Font => {
    try {
      return opentype.parse(Uint8Array.from(bytes).buffer);
    } catch (cause) {
      throw new MirrorError(
        'input',
        'Expected the fonts of the package but one is damaged. Install sound-mirror again.',
        { cause },
      );
    }
  };
  const opened = { regular: open(fonts.regular), semiBold: open(fonts.semiBold) };
  return lettersOf(({ weight = 'regular' }) => opened[weight]);
}

function lettersOf(fontOf: (style: TextStyle) => Font): Letters {
  const runsOf = (text: string, style: TextStyle) => {
    const font = fontOf(style);
    const isOurs = (character: string) => font.charToGlyphIndex(character) > 0;
    return splitRuns(text, isOurs).map((run) => ({
      ...run,
      width: (run.isOurs ? widthOfRun(run.text, font) : widthOfForeign(run.text)) * style.size,
    }));
  };
  const widthOf = (text: string, style: TextStyle) =>
    runsOf(text, style).reduce((sum, { width }) => sum + width, 0);
  return {
    widthOf,
    fit: (text, { width, ...style }) => {
      if (widthOf(text, style) <= width) return text;
      const graphemes = [...SEGMENTER.segment(text)].map(({ segment }) => segment);
      while (graphemes.length > 0 && widthOf(`${graphemes.join('')}…`, style) > width) {
        graphemes.pop();
      }
      return `${graphemes.join('').trimEnd()}…`;
    },
    write: (text, { x, y, fill, anchor = 'start', ...style }) => {
      const runs = runsOf(text, style);
      const width = runs.reduce((sum, run) => sum + run.width, 0);
      let at = x - width * { start: 0, middle: 0.5, end: 1 }[anchor];
      let outlines = '';
      const foreign: Svg[] = [];
      for (const run of runs) {
        if (run.isOurs) {
          outlines += outlineRun(run.text, { font: fontOf(style), x: at, y, size: style.size });
        } else {
          foreign.push(writeForeign(run.text, { x: at, y, fill, ...style }));
        }
        at += run.width;
      }
      const path = outlines === '' ? '' : element('path', { fill, d: outlines });
      return path + foreign.join('');
    },
  };
}

/** Letters one after another with the distances of the font's pairs, in ems. */
function* layOutRun(text: string, font: Font) {
  let at = 0;
  let before: Glyph | undefined;
  for (const character of text) {
    const glyph = font.charToGlyph(character);
    if (before) at += font.getKerningValue(before, glyph) / font.unitsPerEm;
    yield { glyph, at };
    at += (glyph.advanceWidth ?? 0) / font.unitsPerEm;
    before = glyph;
  }
  return at;
}

function widthOfRun(text: string, font: Font): number {
  const laidOut = layOutRun(text, font);
  let next = laidOut.next();
  while (!next.done) next = laidOut.next();
  return next.value;
}

/** A run's outlines as the data of a path, in hundredths. */
function outlineRun(
  text: string,
  { font, x, y, size }: { font: Font; x: number; y: number; size: number },
): string {
  let data = '';
  for (const { glyph, at } of layOutRun(text, font)) {
    for (const command of glyph.getPath(x + at * size, y, size).commands) {
      const points =
        command.type === 'Z'
          ? []
          : command.type === 'Q'
            ? [command.x1, command.y1, command.x, command.y]
            : command.type === 'C'
              ? [command.x1, command.y1, command.x2, command.y2, command.x, command.y]
              : [command.x, command.y];
      data += command.type + points.map(num).join(' ');
    }
  }
  return data;
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

function writeForeign(text: string, { x, y, fill, size, weight }: PlacedText): Svg {
  const attributes = {
    x,
    y,
    fill,
    'font-size': size,
    'font-weight': weight === 'semiBold' ? 600 : undefined,
    'font-family': OTHER_FAMILIES,
  };
  return element('text', attributes, [escapeXml(text)]);
}
