/**
 * One colour an object, the largest object first.
 *
 * Seven are of Paul Tol's scheme «muted», made for every kind of colour vision («Colour Schemes», SRON/EPS/TN/09-002,
 * issue 3.2, 2021); its cyan and sand are too pale for thin notes on white paper. The other eight were searched for
 * among 1,267 so that no two of all fifteen are nearer to one another than the nearest two of Tol's own nine: 15.6 in
 * CIELAB, to full colour vision and to the three dichromacies as Machado et al. simulate them (2009, «A
 * physiologically-based model for simulation of color vision deficiency»). Neighbours differ by more than 15 in
 * lightness, so that lanes differ in grey too. All stand out from white by 2.6 : 1 or more.
 */
export const PALETTE = [
  '#332288',
  '#cc6677',
  '#882255',
  '#44aa99',
  '#117733',
  '#999933',
  '#aa4499',
  '#88aa66',
  '#550055',
  '#cc88cc',
  '#663300',
  '#8888ee',
  '#223333',
  '#5555bb',
  '#332200',
] as const;

/** Inks of what is no object. */
export const INK = {
  text: '#1c1c1c',
  soft: '#5f5f5f',
  line: '#dedede',
  strong: '#b4b4b4',
} as const;

/** The colour of the object of a rank, 0 or more; beyond fifteen they come again. */
export function colourOf(rank: number): string {
  return PALETTE[rank % PALETTE.length] as string;
}

/** Black or white, whichever reads better on a colour. @param colour `#rrggbb` */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const light = luminanceOf(colour);
  // Contrast as WCAG 2.2 defines it: (lighter + 0.05) ÷ (darker + 0.05).
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

/** Relative luminance of an sRGB colour, 0 black to 1 white (IEC 61966-2-1). @param colour `#rrggbb` */
export function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
