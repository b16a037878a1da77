/** All that a linear discriminant analysis needs to know of its examples: sums, from which one can be taken out again. */
export interface ClassStatistics {
  /** One record a class, in the order in which classes came. */
  readonly classes: readonly ClassSums[];
  /** Σ x xᵀ over all examples, row by row, [features × features]. */
  readonly products: Float64Array;
}

export interface ClassSums {
  readonly name: string;
  readonly count: number;
  /** Σ x over the class's examples, [features]. */
  readonly sum: readonly number[];
}

/** An example: its class and its features. */
export interface LabelledFeatures {
  readonly name: string;
  readonly features: readonly number[];
}

/** @param examples all with as many features */
export function gatherStatistics(examples: readonly LabelledFeatures[]): ClassStatistics {
  const size = examples[0]?.features.length ?? 0;
  const products = new Float64Array(size * size);
  const classes = new Map<string, { name: string; count: number; sum: number[] }>();
  for (const { name, features } of examples) {
    addProducts(products, features, 1);
    const before = classes.get(name) ?? { name, count: 0, sum: new Array<number>(size).fill(0) };
    classes.set(name, {
      name,
      count: before.count + 1,
      sum: before.sum.map((value, i) => value + (features[i] as number)),
    });
  }
  return { classes: [...classes.values()], products };
}

/** The statistics as they are without one of their examples; a class whose only one it was is gone. */
export function withoutExample(
  { classes, products }: ClassStatistics,
  { name, features }: LabelledFeatures,
): ClassStatistics {
  const left = Float64Array.from(products);
  addProducts(left, features, -1);
  return {
    classes: classes
      .map((sums) => (sums.name === name ? without(sums, features) : sums))
      .filter(({ count }) => count > 0),
    products: left,
  };
}

function without({ name, count, sum }: ClassSums, features: readonly number[]): ClassSums {
  return { name, count: count - 1, sum: sum.map((value, i) => value - (features[i] as number)) };
}

function addProducts(products: Float64Array, features: readonly number[], times: 1 | -1): void {
  const size = features.length;
  for (let a = 0; a < size; a++) {
    const value = times * (features[a] as number);
    if (value === 0) continue;
    for (let b = 0; b < size; b++) {
      const at = a * size + b;
      products[at] = (products[at] as number) + value * (features[b] as number);
    }
  }
}
