/** A sheet of paper in the page's units, of which each is `UNIT_MM` long. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
}

/** The papers that a room can be drawn on. The machine's locale has no say: equal calls give equal bytes. */
export const PAPERS = ['a4', 'letter'] as const;

export type Paper = (typeof PAPERS)[number];

export const DEFAULT_PAPER: Paper = 'a4';

/** How long a unit of the page is on paper: A4 is 1,000 across. A text of size 11 is 6.5 points high. */
export const UNIT_MM = 0.21;

/** Upright, in millimetres: ISO 216 and ANSI/ASME Y14.1. */
const SIZES_MM: Readonly<Record<Paper, Sheet>> = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
};

/** A paper upright or lying, in the page's units. */
export function sheetOf(paper: Paper, orientation: 'portrait' | 'landscape'): Sheet {
  const { width, height } = SIZES_MM[paper];
  const [short, long] = [width / UNIT_MM, height / UNIT_MM];
  return orientation === 'portrait'
    ? { width: short, height: long }
    : { width: long, height: short };
}
