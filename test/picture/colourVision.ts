type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Machado et al. 2009, table 1, severity 1.0, on linear RGB; the first leaves it as it is. */
export const VISIONS: Readonly<Record<string, Matrix>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Linear RGB → XYZ of sRGB, divided by the white point D65. */
const XYZ: Matrix = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
];

function times(matrix: Matrix, [a, b, c]: Triple): Triple {
  const [x, y, z] = matrix.map(([p, q, r]) => p * a + q * b + r * c);
  return [x as number, y as number, z as number];
}

/** CIELAB of a colour `#rrggbb`, as those of a kind of colour vision see it. */
export function labOf(colour: string, vision: Matrix): Triple {
  const linear = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const seen = times(vision, linear as unknown as Triple).map((v) => Math.min(1, Math.max(0, v)));
  const [x, y, z] = times(XYZ, seen as unknown as Triple).map((value) =>
    value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116,
  ) as unknown as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The least distance in CIELAB of any two colours, and how many pairs there are. */
export function leastDistance(colours: readonly string[], vision: Matrix) {
  const labs = colours.map((colour) => labOf(colour, vision));
  const distances = labs.flatMap((a, i) =>
    labs.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
  );
  return { least: Math.min(...distances), pairs: distances.length };
}

/** The least step in lightness from one colour to the next. */
export function leastStep(colours: readonly string[]): number {
  const lightness = colours.map((colour) => labOf(colour, VISIONS.full as Matrix)[0]);
  return Math.min(
    ...lightness.slice(1).map((each, i) => Math.abs(each - (lightness[i] as number))),
  );
}
