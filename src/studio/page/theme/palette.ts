import { inkOn, PALETTE } from '../../../picture/palette.js';

/**
 * The colours of objects on dark paper, each of the hue of the one on white paper, within 35°. Searched for by climbing, so that no
 * two are nearer to one another than 16.1 in CIELAB, to full colour vision and the three dichromacies (as `picture/palette.ts`
 * simulates them), neighbours differ by more than 15 in lightness, and all stand out from `#161616` by 2.8 : 1 or more.
 */
export const DARK_PALETTE = [
  '#b67dde',
  '#c1125a',
  '#d8798d',
  '#016c5d',
  '#c3f0c5',
  '#a19b6b',
  '#efbeff',
  '#526a11',
  '#b6bdc5',
  '#ab639e',
  '#ce9d27',
  '#3365e5',
  '#abfced',
  '#a1289e',
  '#fcf08e',
] as const;

/** Number of the colour of each track, 0–14: one colour an object, in the order in which objects first play. */
export function colourRanks(objects: readonly string[]): number[] {
  const names = [...new Set(objects)];
  return objects.map((object) => names.indexOf(object) % PALETTE.length);
}

/**
 * The palette as custom properties of a style sheet: `--object-0` and, for letters on it, `--on-object-0`.
 *
 * @param isDark whether for dark paper
 */
export function paletteProperties(isDark: boolean): [name: string, value: string][] {
  const palette = isDark ? DARK_PALETTE : PALETTE;
  return palette.flatMap((colour, rank): [string, string][] => [
    [`--object-${rank}`, colour],
    [`--on-object-${rank}`, inkOn(colour)],
  ]);
}
