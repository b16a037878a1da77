/**
 * Prepares the power spectrum of a frame under a Hann window: a radix-2 Fourier transform of half the length, on
 * even and odd samples as real and imaginary parts.
 *
 * A sine of amplitude A in the middle of a bin has a power of A² there.
 *
 * @param size samples in a frame, a power of two
 * @returns from `size` samples the power of bins 0 to `size` ÷ 2 − 1
 */
export function createPowerSpectrum(size: number): (frame: Float32Array) => Float64Array {
  const half = size / 2;
  const window = Float64Array.from(
    { length: size },
    (_, n) => (1 - Math.cos((2 * Math.PI * n) / size)) * (2 / size),
  );
  const cosines = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sines = Float64Array.from({ length: half }, (_, k) => Math.sin((2 * Math.PI * k) / size));
  const order = reversedBits(half);
  const real = new Float64Array(half);
  const imaginary = new Float64Array(half);
  return (frame) => {
    for (let n = 0; n < half; n++) {
      const to = order[n] as number;
      real[to] = (frame[2 * n] as number) * (window[2 * n] as number);
      imaginary[to] = (frame[2 * n + 1] as number) * (window[2 * n + 1] as number);
    }
    transform(real, imaginary, { cosines, sines });
    return Float64Array.from({ length: half }, (_, k) => {
      const mirrored = k === 0 ? 0 : half - k;
      const evenReal = ((real[k] as number) + (real[mirrored] as number)) / 2;
      const evenImaginary = ((imaginary[k] as number) - (imaginary[mirrored] as number)) / 2;
      const oddReal = ((imaginary[k] as number) + (imaginary[mirrored] as number)) / 2;
      const oddImaginary = ((real[mirrored] as number) - (real[k] as number)) / 2;
      const cosine = cosines[k] as number;
      const sine = sines[k] as number;
      const re = evenReal + cosine * oddReal + sine * oddImaginary;
      const im = evenImaginary + cosine * oddImaginary - sine * oddReal;
      return re * re + im * im;
    });
  };
}

/** In place, on values in the order of reversed bits; the tables hold a turn in twice as many steps. */
function transform(
  real: Float64Array,
  imaginary: Float64Array,
  { cosines, sines }: { readonly cosines: Float64Array; readonly sines: Float64Array },
): void {
  const length = real.length;
  for (let span = 1; span < length; span *= 2) {
    const step = length / span;
    // Neighbours in memory one after another, which the cache likes.
    for (let first = 0; first < length; first += 2 * span) {
      for (let k = 0; k < span; k++) {
        const cosine = cosines[k * step] as number;
        const sine = sines[k * step] as number;
        const a = first + k;
        const b = a + span;
        const re = (real[b] as number) * cosine + (imaginary[b] as number) * sine;
        const im = (imaginary[b] as number) * cosine - (real[b] as number) * sine;
        real[b] = (real[a] as number) - re;
        imaginary[b] = (imaginary[a] as number) - im;
        real[a] = (real[a] as number) + re;
        imaginary[a] = (imaginary[a] as number) + im;
      }
    }
  }
}

function reversedBits(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let n = 1; n < length; n++) {
    order[n] = ((order[n >> 1] as number) >> 1) | (n & 1 ? length >> 1 : 0);
  }
  return order;
}
