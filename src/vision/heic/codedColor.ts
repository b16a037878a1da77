import { clamp } from '../../math/clamp.js';
import type { Raster } from '../raster.js';

/** What the numbers of a coded picture mean, by the code points of ITU-T H.273. */
export interface CodedColor {
  /** 1: BT.709, as sRGB; 9: BT.2020; 12: Display P3. */
  readonly primaries: number;
  /** 13: as sRGB; 16: perceptual quantiser (PQ); 18: hybrid log-gamma (HLG). */
  readonly transfer: number;
}

/**
 * The picture in sRGB. Colours outside its gamut, and light above paper white (203 cd/m², ITU-R BT.2408), are clipped.
 *
 * @param color undefined, or with numbers that are not listed above, for sRGB: the same picture is returned
 */
export function toSrgb(picture: Raster, color: CodedColor | undefined): Raster {
  if (color === undefined) return picture;
  const matrix = TO_BT709[color.primaries];
  const light = LIGHT_OF[color.transfer];
  if (matrix === undefined && light === undefined) return picture;
  const lightOf = Float64Array.from({ length: 256 }, (_, level) =>
    (light ?? srgbLight)(level / 255),
  );
  const [fromRed, fromGreen, fromBlue] = transposed(matrix ?? SAME);
  const data = new Uint8Array(picture.data.length);
  for (let i = 0; i < data.length; i += 3) {
    const red = lightOf[picture.data[i] as number] as number;
    const green = lightOf[picture.data[i + 1] as number] as number;
    const blue = lightOf[picture.data[i + 2] as number] as number;
    for (let channel = 0; channel < 3; channel++) {
      data[i + channel] = srgbLevel(
        red * (fromRed[channel] as number) +
          green * (fromGreen[channel] as number) +
          blue * (fromBlue[channel] as number),
      );
    }
  }
  return { ...picture, data };
}

type Row = readonly [number, number, number];
type Matrix = readonly [Row, Row, Row];

const SAME: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Linear light in other primaries → BT.709, all with white D65; from their chromaticities (H.273, table 2). */
const TO_BT709: Readonly<Record<number, Matrix>> = {
  9: [
    [1.6605, -0.5876, -0.0728],
    [-0.1246, 1.1329, -0.0083],
    [-0.0182, -0.1006, 1.1187],
  ],
  12: [
    [1.2249, -0.2247, 0],
    [-0.042, 1.0419, 0],
    [-0.0197, -0.0786, 1.0979],
  ],
};

/** A level of 0–1 → linear light, 1 for paper white. */
const LIGHT_OF: Readonly<Record<number, (level: number) => number>> = {
  16: pqLight,
  18: hlgLight,
};

/** IEC 61966-2-1. */
function srgbLight(level: number): number {
  return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
}

const PAPER_WHITE_NITS = 203;

/** SMPTE ST 2084. */
function pqLight(level: number): number {
  const power = level ** (32 / 2523);
  const nits =
    10_000 * (Math.max(0, power - 0.8359375) / (18.8515625 - 18.6875 * power)) ** (16_384 / 2610);
  return nits / PAPER_WHITE_NITS;
}

/** ITU-R BT.2100; paper white lies at a level of 0.75. The system gamma of a display is left out. */
function hlgLight(level: number): number {
  const scene =
    level <= 0.5 ? level ** 2 / 3 : (Math.exp((level - 0.55991073) / 0.17883277) + 0.28466892) / 12;
  return scene / 0.26496256;
}

/** The nearest 8-bit level of sRGB. */
function srgbLevel(light: number): number {
  const clipped = clamp(light, 0, 1);
  const level = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(255 * level);
}

function transposed([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}
