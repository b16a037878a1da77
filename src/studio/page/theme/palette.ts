import { inkOn, PALETTE } from '../../../picture/palette.js';

/**
 * The colours of objects on dark paper, each of the hue of the one on white paper, within 35°. Searched for by climbing, so that no
 * two are nearer to one another than 16.1 in CIELAB, to full colour vision and the three dichromacies (as `picture/palette.ts`
 * simulates them), neighbours differ by more than 15 in lightness, and all stand out from `#161616` by 3.7 : 1 or more.
 */
export const DARK_PALETTE = [
  '#f884fe',
  '#ca3e6f',
  '#f9c0c1',
  '#47b875',
  '#9df0a5',
  '#9f6602',
  '#ea7ca8',
  '#4e7f40',
  '#ca93d2',
  '#9a69a6',
  '#dfa74b',
  '#7c69c1',
  '#e6faf9',
  '#cd61ff',
  '#e7e380',
] as const;

/** Number of the colour of each track, 0–14: one colour an object, in the order in which objects first play. */
export function colourRanks(objects: readonly string[]): number[] {
  const names = [...new Set(objects)];
  return objects.map((object) => names.indexOf(object) % PALETTE.length);
}

/** @param isDark whether for dark paper */
export function objectColours(isDark: boolean): readonly string[] {
  return isDark ? DARK_PALETTE : PALETTE;
}

/**
 * The palette as custom properties of a style sheet: `--object-0` and, for letters on it, `--on-object-0`.
 *
 * @param isDark whether for dark paper
 */
export function paletteProperties(isDark: boolean): [name: string, value: string][] {
  return objectColours(isDark).flatMap((colour, rank): [string, string][] => [
    [`--object-${rank}`, colour],
    [`--on-object-${rank}`, inkOn(colour)],
  ]);
}
