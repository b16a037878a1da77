import type { Random } from '../math/random.js';

/** A network's trainable numbers: one flat 32-bit array a name. */
export type Parameters<Name extends string = string> = Readonly<Record<Name, Float32Array>>;

/** Rows and columns of a kernel, or the length of a bias. */
export type Shape = readonly [inputs: number, outputs: number] | readonly [length: number];
export type Shapes<Name extends string = string> = Readonly<Record<Name, Shape>>;

/** Numbers that a shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product: number, length) => product * length, 1);
}

/**
 * Untrained parameters: kernels uniform within ±√(6 ÷ (inputs + outputs)) (Glorot and Bengio 2010,
 * Keras's default), biases 0.
 */
export function initialParameters<Name extends string>(
  shapes: Shapes<Name>,
  random: Random,
): Parameters<Name> {
  return mapShapes(shapes, (shape) => {
    const [inputs, outputs] = shape;
    if (outputs === undefined) return new Float32Array(inputs);
    const limit = Math.sqrt(6 / (inputs + outputs));
    return Float32Array.from({ length: inputs * outputs }, () => (2 * random() - 1) * limit);
  });
}

/** One array a shape, under the same names. */
export function mapShapes<Name extends string>(
  shapes: Shapes<Name>,
  make: (shape: Shape, name: Name) => Float32Array,
): Parameters<Name> {
  const names = Object.keys(shapes) as Name[];
  return Object.fromEntries(names.map((name) => [name, make(shapes[name], name)])) as Record<
    Name,
    Float32Array
  >;
}
