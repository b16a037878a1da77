import type { Font, Glyph } from 'opentype.js';
import type { PictureFonts } from '../../collection/pictureFonts.js';
import { MirrorError } from '../../errors.js';
import { element, escapeXml, num, type Svg } from '../svg.js';
import { splitRuns, widthOfForeign } from './foreignLetters.js';
import { splitAtLineBreaks } from './lineBreaks.js';
import { OTHER_FAMILIES } from './otherFamilies.js';

/** How a text looks. */
export interface TextStyle {
  /** Height of an em, in the picture's units. */
  readonly size: number;
  readonly weight?: Weight;
}

type Weight = 'regular' | 'semiBold';

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
  /** The text, or as much of it as fits, with an ellipsis where it was cut; `keptEnd`, its last letters, always stays. */
  readonly fit: (
    text: string,
    style: TextStyle & { readonly width: number; readonly keptEnd?: string },
  ) => string;
  /** The text in at most so many lines, each of which fits; the last ends with an ellipsis where the text was cut. */
  readonly wrap: (
    text: string,
    style: TextStyle & { readonly width: number; readonly lines: number },
  ) => string[];
  /** A text as SVG; nothing for an empty one. */
  readonly write: (text: string, placed: PlacedText) => Svg;
  /** The outlines that written pieces stand for; they go into the same page, once. */
  readonly outlinesFor: (pieces: readonly Svg[]) => Svg[];
}

/**
 * Opens the fonts. Letters that they lack, such as 冷蔵庫, are left to the fonts of the reader.
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
  return lettersOf((weight) => opened[weight]);
}

function lettersOf(fontOf: (weight: Weight) => Font): Letters {
  const runsOf = (text: string, { size, weight = 'regular' }: TextStyle) => {
    const font = fontOf(weight);
    const isOurs = (character: string) => font.charToGlyphIndex(character) > 0;
    return splitRuns(text, isOurs).map((run) => ({
      ...run,
      width: (run.isOurs ? layOutRun(run.text, font).width : widthOfForeign(run.text)) * size,
    }));
  };
  // Laying out a page asks for the same widths again and again, and finding the font's pairs is slow.
  const widthsInEms = new Map<string, number>();
  const widthOf = (text: string, { size, weight = 'regular' }: TextStyle) => {
    const key = `${weight} ${text}`;
    const known = widthsInEms.get(key);
    const width =
      known ?? runsOf(text, { size: 1, weight }).reduce((sum, run) => sum + run.width, 0);
    if (known === undefined) widthsInEms.set(key, width);
    return width * size;
  };
  const fitText: Letters['fit'] = (text, { width, keptEnd = '', ...style }) => {
    if (widthOf(text, style) <= width) return text;
    const graphemes = graphemesOf(text.slice(0, text.length - keptEnd.length));
    while (graphemes.length > 0 && widthOf(`${graphemes.join('')}…${keptEnd}`, style) > width) {
      graphemes.pop();
    }
    return `${graphemes.join('').trimEnd()}…${keptEnd}`;
  };
  return {
    widthOf,
    fit: fitText,
    wrap: (text, { width, lines, ...style }) => {
      const wrapped: string[] = [];
      const fits = (line: string) => widthOf(line.trimEnd(), style) <= width;
      let parts = splitAtLineBreaks(text);
      while (parts.length > 0 && wrapped.length < lines) {
        const [first = ''] = parts;
        // What is too long for a line, such as a sentence in Thai, breaks between any two letters.
        if (!fits(first)) parts = [...graphemesOf(first), ...parts.slice(1)];
        let count = 1;
        while (count < parts.length && fits(parts.slice(0, count + 1).join(''))) count++;
        const isCut = wrapped.length + 1 === lines && count < parts.length;
        // One part more than fits, for the ellipsis to stand within it.
        const line = parts.slice(0, isCut ? count + 1 : count).join('');
        wrapped.push(fitText(line.trimEnd(), { width, ...style }));
        parts = parts.slice(count);
      }
      return wrapped;
    },
    write: (text, { x, y, fill, anchor = 'start', ...style }) => {
      if (text === '') return '';
      const { size, weight = 'regular' } = style;
      const runs = runsOf(text, style);
      const width = runs.reduce((sum, run) => sum + run.width, 0);
      let at = x - width * { start: 0, middle: 0.5, end: 1 }[anchor];
      const written = runs.map((run) => {
        const place = { x: at, y, size, weight };
        at += run.width;
        return run.isOurs
          ? writeRun(run.text, { ...place, font: fontOf(weight) })
          : writeForeign(run.text, place);
      });
      return element('g', { fill, 'aria-label': text }, written);
    },
    outlinesFor: (pieces) => {
      const used = pieces.flatMap((piece) => [...piece.matchAll(USED_GLYPH)]);
      const ids = [...new Set(used.map(([, id = '']) => id))].sort();
      return ids.map((id) => outlineGlyph(id, fontOf(id.startsWith('s') ? 'semiBold' : 'regular')));
    },
  };
}

/**
 * Where each letter of a run stands, and how wide it is in ems; letters in the distances of the font's pairs, and a
 * mark that no letter of the font holds, as in m̥, in the middle of the letter before it.
 */
function layOutRun(text: string, font: Font) {
  let at = 0;
  let before: Glyph | undefined;
  const places = [...text].filter(isDrawn).map((character) => {
    const glyph = font.charToGlyph(character);
    if (before && /\p{Nonspacing_Mark}/u.test(character)) {
      return { glyph, at: at - (before.advanceWidth ?? 0) / 2 - middleOf(glyph) };
    }
    if (before) at += font.getKerningValue(before, glyph);
    const place = { glyph, at };
    at += glyph.advanceWidth ?? 0;
    before = glyph;
    return place;
  });
  return { places, width: at / font.unitsPerEm };
}

function middleOf(glyph: Glyph): number {
  const { x1, x2 } = glyph.getBoundingBox();
  return (x1 + x2) / 2;
}

/** Noto Sans has ink for characters that are to be invisible, such as the marks that set the direction of a text. */
function isDrawn(character: string): boolean {
  return !/\p{Default_Ignorable_Code_Point}/u.test(character);
}

interface RunPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: Weight;
}

/** Letters that stand for outlines of the page: each outline is in the file once. */
function writeRun(text: string, { x, y, size, weight, font }: RunPlace & { font: Font }): Svg {
  const scale = Number((size / font.unitsPerEm).toFixed(6));
  const letters = layOutRun(text, font)
    .places.filter(({ glyph }) => glyph.getPath(0, 0, 1).commands.length > 0)
    .map(({ glyph, at }) => element('use', { href: `#${weight[0]}${glyph.index}`, x: at }));
  if (letters.length === 0) return '';
  const transform = `translate(${num(x)} ${num(y)})scale(${scale})`;
  return element('g', { transform }, letters);
}

const USED_GLYPH = /<use href="#([rs]\d+)"/g;

/** A glyph in the font's own units, from its baseline. @param id `r` or `s` for the weight, and its number */
function outlineGlyph(id: string, font: Font): Svg {
  const glyph = font.glyphs.get(Number(id.slice(1)));
  const data = glyph.getPath(0, 0, font.unitsPerEm).commands.map((command) => {
    switch (command.type) {
      case 'Z':
        return 'Z';
      case 'Q':
        return `Q${[command.x1, command.y1, command.x, command.y].map(num).join(' ')}`;
      case 'C':
        return `C${[command.x1, command.y1, command.x2, command.y2, command.x, command.y].map(num).join(' ')}`;
      default:
        return `${command.type}${num(command.x)} ${num(command.y)}`;
    }
  });
  return element('path', { id, d: data.join('') });
}

function writeForeign(text: string, { x, y, size, weight }: RunPlace): Svg {
  const attributes = {
    x,
    y,
    'font-size': size,
    'font-weight': weight === 'semiBold' ? 600 : undefined,
    'font-family': OTHER_FAMILIES,
  };
  return element('text', attributes, [escapeXml(text)]);
}

function graphemesOf(text: string): string[] {
  return [...SEGMENTER.segment(text)].map(({ segment }) => segment);
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
