import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import opentype from 'opentype.js';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { withoutLackedLetters } from '../../../src/picture/letters/lackedLetters.js';
import { drawPage } from '../../../src/picture/page.js';
import { toPng } from '../../../src/picture/rasters.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { readLetters } from './lettersForTests.js';

const letters = await readLetters();

/** Unicode has not assigned them: no font has them, on any machine. */
const [SHORT, LONG] = ['\u0378', '\u{50001}'];

function page(title: string): string {
  const text = letters.write(title, { x: 100, y: 100, size: 40, fill: '#000000' });
  return drawPage([text], { title, sheet: { width: 1000, height: 200 }, letters });
}

describe('a page', () => {
  it.each(['kitchen', 'Café Ωж – „m̥“', 'a < b & "c"'])(
    'with the title %s is drawn as it is',
    async (title) => {
      const svg = page(title);
      expect(await withoutLackedLetters(svg)).toEqual({ svg, lacked: [] });
    },
  );

  it('is drawn without the letters that no font has, which are told once each', async () => {
    const svg = page(`a ${SHORT}${LONG} ${SHORT} & z`);
    const { svg: drawn, lacked } = await withoutLackedLetters(svg);
    expect(lacked).toEqual([SHORT, LONG]);
    expect(drawn.replace(/aria-label="[^"]*"|<title>[^<]*/g, '')).not.toMatch(/[\u0378\u{50001}]/u);
    const told: string[] = [];
    const png = await toPng(svg, (each) => told.push(...each));
    expect(told).toEqual(lacked);
    // The letters that are there stand where they stood, and nothing stands in the place of the others.
    const alone = await toPng(drawn);
    expect(Buffer.from(png).equals(alone)).toBe(true);
  });

  it('whose title is lacked as a whole has no ink there', async () => {
    const png = await toPng(page(SHORT + LONG));
    const { data, info } = await sharp(png)
      .extract({ left: 100, top: 20, width: 1500, height: 200 })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.length).toBe(info.width * info.height);
    expect(Math.min(...new Set(data))).toBe(255);
  });

  it('loses a letter with its mark', async () => {
    const { lacked } = await withoutLackedLetters(page(`${SHORT}\u0301`));
    expect(lacked).toEqual([`${SHORT}\u0301`]);
  });
});

describe('a letter that a font of the machine has', () => {
  const folder = useTemporaryFolder();

  /** A font for one letter, a line of so many thousandths of an em. */
  async function writeFont(letter: string, width: number): Promise<void> {
    const line = new opentype.Path();
    line.moveTo(200, 0);
    line.lineTo(200, 600);
    line.lineTo(200 + width, 600);
    line.lineTo(200 + width, 0);
    line.close();
    const shared = { advanceWidth: 600 };
    const font = new opentype.Font({
      familyName: 'One Letter',
      styleName: 'Regular',
      unitsPerEm: 1000,
      ascender: 800,
      descender: -200,
      glyphs: [
        new opentype.Glyph({ ...shared, name: '.notdef', path: new opentype.Path() }),
        new opentype.Glyph({ ...shared, name: 'line', path: line, unicode: letter.codePointAt(0) }),
      ],
    });
    await writeFile(join(folder.path, 'one.otf'), new Uint8Array(font.toArrayBuffer()));
  }

  /** The letters that a machine lacks that has this font alone: a process asks for its fonts once. */
  async function lackedWithFont(svg: string): Promise<unknown> {
    const settings = join(folder.path, 'fonts.conf');
    const dirs = `<dir>${folder.path}</dir><cachedir>${join(folder.path, 'cache')}</cachedir>`;
    await writeFile(settings, `<?xml version="1.0"?><fontconfig>${dirs}</fontconfig>`);
    const module = new URL('../../../dist/picture/letters/lackedLetters.js', import.meta.url);
    const program = `
      const { withoutLackedLetters } = await import(${JSON.stringify(fileURLToPath(module))});
      console.log(JSON.stringify((await withoutLackedLetters(${JSON.stringify(svg)})).lacked));`;
    const words = ['--input-type=module', '-e', program];
    const env = { ...process.env, FONTCONFIG_FILE: settings };
    return JSON.parse((await promisify(execFile)(process.execPath, words, { env })).stdout);
  }

  it.each([
    ['black', 200],
    ['as faint as a white heart', 8],
  ])('stays where it is %s', async (_, width) => {
    await writeFont('\ue000', width);
    expect(await lackedWithFont(page('\ue000\ue001'))).toEqual(['\ue001']);
  });
});
