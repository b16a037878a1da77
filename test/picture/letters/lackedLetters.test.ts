import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { withoutLackedLetters } from '../../../src/picture/letters/lackedLetters.js';
import { drawPage } from '../../../src/picture/page.js';
import { toPng } from '../../../src/picture/rasters.js';
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
